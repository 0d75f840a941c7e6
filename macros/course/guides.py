"""The facilitator's guide to each lesson: the notes on it, and what learners have to find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

from lxml import etree

from macros.course.content import Content
from macros.course.lessons import Course, Lesson, article, text
from macros.course.paths import all_guides_path, guide_path
from macros.course.pdf import Made, Sheet
from macros.course.sheets import (
    body,
    for_learners,
    mark,
    opening,
    sheet,
    source_list,
    term_list,
)
from macros.languages.words import word

_CHECK = "self-check"
"""The id of the section with questions."""


def guides(course: Course) -> Iterator[Sheet]:
    """The guide to each lesson that has notes, and all guides of a language as one document."""
    for locale, lessons in course.lessons.items():
        noted = [lesson for lesson in lessons if lesson.notes]
        if noted:
            path, made = all_guides_path(locale), partial(guide, course, noted, collected=True)
            yield Sheet(path, path, "guide.typ", made)
    for one in course.every_lesson:
        if one.notes:
            made = partial(guide, course, [one])
            yield Sheet(guide_path(one.locale, one.number), one.notes.path, "guide.typ", made)


def guide(course: Course, lessons: Sequence[Lesson], *, collected: bool = False) -> Made:
    """The guide to one lesson, or those to several."""
    locale = lessons[0].locale
    content = Content(course)
    kind = word("guide", locale)
    values = {
        **sheet(course, locale, kind, kind if collected else lessons[0].title),
        "cover": collected,
        "parts": [_part(content, lesson) for lesson in lessons],
        "terms": term_list(content, locale),
        "sources": source_list(content),
    }
    values["words"] |= {key: word(f"guide-{key}", locale) for key in ("expected", "check")}
    return values, {**content.files, "mark.svg": mark()}


def _part(content: Content, lesson: Lesson) -> dict[str, Any]:
    assert lesson.notes
    key = content.course.told.notes.format(number=lesson.number)
    return {
        **opening(content, lesson, lesson.notes, key),
        "body": content.xml(lesson.notes, body(lesson.notes)),
        "expected": content.xml(lesson.page, _expected(lesson)),
        "check": content.xml(lesson.page, _check(lesson)),
        "answers": content.answers(),
    }


def _expected(lesson: Lesson) -> Iterator[etree._Element]:
    """What learners do not get on paper, below the heading that it stands under on the page."""
    for fold in article(lesson.page).iter("details"):
        if for_learners(fold):
            continue
        above = next(fold.itersiblings("h2", "h3", preceding=True), None)
        heading = etree.Element("h3")
        heading.text = "" if above is None else text(above)
        yield heading
        yield from (deepcopy(part) for part in fold if part.tag != "summary")


def _check(lesson: Lesson) -> Sequence[etree._Element]:
    section = lesson.sections.get(_CHECK)
    return section.body if section else ()
