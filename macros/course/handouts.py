"""What learners get on paper: handouts in one language and in both, and a booklet of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from lxml import etree

from macros.course.content import Content
from macros.course.lessons import LICENCE, Course, Lesson
from macros.course.paths import bilingual_path, booklet_path, sheet_path
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

_HEADINGS = frozenset({"h2", "h3", "h4"})


def handouts(course: Course) -> Iterator[Sheet]:
    """The handouts of each lesson, and the booklets."""
    for locale, lessons in course.lessons.items():
        if lessons:
            path, made = booklet_path(locale), partial(handout, course, lessons, booklet=True)
            yield Sheet(path, path, "handout.typ", made)
    for one, other in pairs(course):
        made = partial(bilingual, course, one, other)
        yield Sheet(bilingual_path(one.number), one.page.path, "bilingual.typ", made)
    for one in course.every_lesson:
        made = partial(handout, course, [one])
        yield Sheet(sheet_path(one.locale, one.number), one.page.path, "handout.typ", made)


def pairs(course: Course) -> Iterator[tuple[Lesson, Lesson]]:
    """The lessons that there are in both languages, the site's first language first."""
    others = {lesson.number: lesson for lesson in course.lessons["en"]}
    for lesson in course.lessons["id"]:
        if lesson.number in others:
            yield lesson, others[lesson.number]


def handout(course: Course, lessons: Sequence[Lesson], *, booklet: bool = False) -> Made:
    """The handout of one lesson, or the booklet of several."""
    locale = lessons[0].locale
    content = Content(course, wanted=for_learners)
    parts = [
        {**_opening(content, lesson), **_text(content, lesson), "answers": content.answers()}
        for lesson in lessons
    ]
    kind = word("booklet" if booklet else "handout", locale)
    values = {
        **sheet(course, locale, kind, kind if booklet else lessons[0].title),
        "cover": booklet,
        "parts": parts,
        "terms": term_list(content, locale),
        "sources": source_list(content),
    }
    return values, {**content.files, "mark.svg": mark()}


def bilingual(course: Course, *lessons: Lesson) -> Made:
    """The handout of a lesson in two languages side by side, paragraph by paragraph."""
    contents = {one.locale: Content(course, f"{one.locale}-", for_learners) for one in lessons}
    sheets = {one: sheet(course, one, word("handout", one), "") for one in contents}
    parts = [_opening(contents[one.locale], one) for one in lessons]
    rows = [
        [contents[one.locale].xml(one.page, nodes) for one, nodes in zip(lessons, row, strict=True)]
        for row in _rows(*map(_learners, lessons))
    ]
    named = dict.fromkeys(key for content in contents.values() for key in content.terms)
    first, *_ = sheets.values()
    values = {
        **first,
        "document": " / ".join(
            (*(one.title for one in lessons), *(one["kind"] for one in sheets.values()))
        ),
        "foot": " / ".join((*(one["kind"] for one in sheets.values()), LICENCE)),
        "sheets": list(sheets.values()),
        "parts": parts,
        "rows": [row for row in rows if any(row)],
        "answers": [content.answers() for content in contents.values()],
        "terms": [term_list(content, one, named) for one, content in contents.items()],
        "sources": [source_list(content) for content in contents.values()],
    }
    files = {name: file for one in contents.values() for name, file in one.files.items()}
    return values, {**files, "mark.svg": mark()}


def _opening(content: Content, lesson: Lesson) -> dict[str, Any]:
    return opening(content, lesson, lesson.page, lesson.source.key)


def _text(content: Content, lesson: Lesson) -> dict[str, str]:
    return {"body": content.xml(lesson.page, body(lesson.page))}


def _learners(lesson: Lesson) -> list[etree._Element]:
    return [node for node in body(lesson.page) if for_learners(node)]


def _rows(
    one: Sequence[etree._Element], other: Sequence[etree._Element]
) -> Iterator[tuple[list[etree._Element], list[etree._Element]]]:
    """What stands side by side: single blocks where a section has the same ones in both languages,
    else the whole section."""
    others = dict(_by_heading(other))
    above: tuple[list[etree._Element], list[etree._Element]] = [], []
    for anchor, here in _by_heading(one):
        there = others.pop(anchor, [])
        alike = [node.tag for node in here] == [node.tag for node in there]
        paired = (
            [([a], [b]) for a, b in zip(here, there, strict=True)] if alike else [(here, there)]
        )
        for row in paired:
            above = above[0] + row[0], above[1] + row[1]
            # A heading never stands alone at the foot of a page.
            if row[0][-1].tag not in _HEADINGS:
                yield above
                above = [], []
    yield above
    for there in others.values():
        yield [], there


def _by_heading(nodes: Iterable[etree._Element]) -> Iterator[tuple[str, list[etree._Element]]]:
    """Blocks up to the next heading of any level, by the id of theirs."""
    anchor, found = "", list[etree._Element]()
    for node in nodes:
        if node.tag in _HEADINGS and found:
            yield anchor, found
            found = []
        if node.tag in _HEADINGS:
            anchor = node.get("id", "")
        found.append(node)
    if found:
        yield anchor, found
