"""The questions of a lesson by which readers check themselves, as its finished page has them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from macros.course.lessons import Lesson, text

GROUP, _SEVERAL, RIGHT = "kb-check", "kb-several", "kb-right"
"""Classes of a question, of one to which several options are right, and of a reason for a right
one: see `mkdocs_adapter/questions.py`."""
_MARKS = etree.XPath(".//*[contains(concat(' ', @class, ' '), ' kb-cite-mark ')]")


class Option(NamedTuple):
    """What may be answered, whether it is right, and why."""

    text: str
    reason: str
    right: bool
    shown: etree._Element
    """The text as a `div`, with its emphasis and figures, for whoever wants more than words."""
    explained: etree._Element
    """The reason as a `div`; its links are those of the page."""


class Question(NamedTuple):
    """A question with its options, of which one is right, or with `several` two or more."""

    id: str
    """The id on its page: the same in both languages, since twins have the same questions."""
    number: int
    text: str
    options: tuple[Option, ...]
    several: bool
    shown: etree._Element
    """The text as a `div`."""

    @property
    def right(self) -> tuple[int, ...]:
        """The places of the right options, from 0."""
        return tuple(at for at, one in enumerate(self.options) if one.right)


def read_questions(lesson: Lesson) -> tuple[Question, ...]:
    """The questions of a lesson in their order; plain text is without marks of sources."""
    article = lesson.page.article
    groups = [] if article is None else article.iter("fieldset")
    found = [node for node in groups if GROUP in _classes(node)]
    return tuple(_question(node, number) for number, node in enumerate(found, start=1))


def letter(place: int) -> str:
    """What the page writes before the option at a place: `A` before that at 0."""
    return chr(ord("A") + place)


def _question(group: etree._Element, number: int) -> Question:
    shown = _without(group[0], group[0][0])
    options = tuple(_options(group))
    several = _SEVERAL in _classes(group)
    return Question(group.get("id", ""), number, text(shown), options, several, shown)


def _options(group: etree._Element) -> Iterator[Option]:
    for fold in group.iterchildren("details"):
        summary, reason = fold
        shown, explained = _without(summary), _without(reason, reason[0])
        right = RIGHT in _classes(reason)
        yield Option(text(shown), text(explained), right, shown, explained)


def _without(node: etree._Element, label: etree._Element | None = None) -> etree._Element:
    """A copy of what an element holds, without the label at its beginning and marks of sources."""
    copy = deepcopy(node)
    copy.tail = None
    if label is not None:
        _drop(copy[0])
    for mark in _MARKS(copy):
        _drop(mark)
    copy.tag = "div"
    copy.attrib.clear()
    copy.text = (copy.text or "").lstrip() or None
    return copy


def _drop(node: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    around, before = node.getparent(), node.getprevious()
    assert around is not None
    if before is None:
        around.text = (around.text or "") + (node.tail or "")
    else:
        before.tail = (before.tail or "") + (node.tail or "")
    around.remove(node)


def _classes(node: etree._Element) -> frozenset[str]:
    return frozenset((node.get("class") or "").split())
