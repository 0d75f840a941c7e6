"""The tests in the browser: their page gets the questions, which the lessons have only once they
are finished. `assets/test.js` makes the post-test of the pre-test that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from posixpath import dirname, relpath

from lxml import etree

from macros.course.assessment import Item, assessment, seal
from macros.course.lessons import Course
from macros.course.paths import TEST_PLACE
from macros.languages.words import word
from macros.model import LOCALES, Locale
from macros.render.result import tag

_KEPT = {"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong"}


def assessment_pages(course: Course) -> Iterator[tuple[str, bytes]]:
    """The pages that want the questions, with them."""
    for page in map(course.site.pages.__getitem__, course.tests):
        if page.lang in LOCALES and TEST_PLACE in page.text:
            locale: Locale = page.locale
            html = page.text.replace(TEST_PLACE, _questions(course, locale, page.path))
            yield page.path, html.encode()


def _questions(course: Course, locale: Locale, path: str) -> str:
    pre = assessment(course.lessons[locale], "pre")
    moved = {item.name: item for item in assessment(course.lessons[locale], "post")}
    parts = []
    for lesson, items in groupby(pre, key=lambda item: item.lesson):
        title = f"{course.label(lesson)}: {lesson.title}"
        fields = "".join(_field(item, moved[item.name]) for item in items)
        href = f"{relpath(dirname(lesson.page.path), dirname(path))}/#self-check"
        link = tag("a", escape(word("form-reasons", locale)), href=href)
        parts += [
            f'<section data-module="{lesson.number}">',
            tag("h3", escape(title)),
            fields,
            f"<p hidden>{link}</p></section>",
        ]
    return tag("div", "".join(parts), class_="kb-test__questions")


def _field(item: Item, post: Item) -> str:
    options = "".join(_option(item, place) for place in item.order)
    return tag(
        "fieldset",
        tag("legend", _words(item.question.shown)) + options,
        data_name=item.name,
        data_post=" ".join(map(str, post.order)),
        data_seal=seal(item),
    )


def _option(item: Item, place: int) -> str:
    button = f'<input type="radio" name="{item.name}" value="{place}">'
    return tag("label", button + tag("span", _words(item.question.options[place].shown)))


def _words(node: etree._Element) -> str:
    """The text of an element as HTML, with its emphasis and nothing else."""
    inside = [escape(node.text or "", quote=False)]
    for part in node:
        kept, words = _KEPT.get(part.tag), _words(part)
        inside += [tag(kept, words) if kept else words, escape(part.tail or "", quote=False)]
    return "".join(inside)
