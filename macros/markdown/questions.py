"""Questions with options, as their author wrote them: boxes of the type `question`.

What is no such option is kept too, so that the check can say what is amiss with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.model.document import Document


class Option(NamedTuple):
    """An item of the list in the box. Numbers are those of the nodes of its document."""

    number: int
    ticked: bool | None
    """None where it has no box to tick."""
    end: int
    """Where its own text ends in the text of the document."""
    reasons: tuple[int, ...]


class Question(NamedTuple):
    """A box with its title and options. Numbers are those of the nodes of its document."""

    title: int
    several: bool
    options: tuple[Option, ...]
    numbered: bool
    """Whether the list of options is numbered."""
    beside: tuple[int, ...]
    """What stands in the box besides title and options."""

    @property
    def right(self) -> tuple[int, ...]:
        """The places of the right options, from 0."""
        return tuple(at for at, one in enumerate(self.options) if one.ticked)


def read_questions(document: Document) -> Iterator[Question]:
    """The questions of a page in their order."""
    for number, node in enumerate(document.nodes):
        if node.tag == "div" and {"admonition", "question"} <= node.classes:
            inside = list(_children(document, number))
            lists = [at for at in inside if document.nodes[at].tag in ("ul", "ol")][:1]
            titles = [at for at in inside if "admonition-title" in document.nodes[at].classes]
            yield Question(
                titles[0] if titles else number,
                "several" in node.classes,
                tuple(_option(document, item) for at in lists for item in _children(document, at)),
                any(document.nodes[at].tag == "ol" for at in lists),
                tuple(at for at in inside if at not in (*titles, *lists)),
            )


def _option(document: Document, number: int) -> Option:
    item = document.nodes[number]
    inside = range(number + 1, item.last)
    lists = [at for at in _children(document, number) if document.nodes[at].tag in ("ul", "ol")]
    end = document.nodes[lists[0]].start if lists else item.end
    boxes = (document.nodes[at] for at in inside if document.nodes[at].tag == "input")
    box = next((one for one in boxes if one.start < end or not lists), None)
    reasons = (reason for at in lists for reason in _children(document, at))
    ticked = None if box is None else box.attribute("checked") is not None
    return Option(number, ticked, end, tuple(reasons))


def _children(document: Document, number: int) -> Iterator[int]:
    """The numbers of the elements right inside one; not of comments."""
    at, last = number + 1, document.nodes[number].last
    while at < last:
        if document.nodes[at].tag.isalnum():
            yield at
        at = document.nodes[at].last
