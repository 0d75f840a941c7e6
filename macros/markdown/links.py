"""The links and pictures of a page, with the places of their marks and addresses."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from macros.markdown.exchange import Span
from macros.model.document import GENERATED, NOWHERE, Attribute, Document, Node

Form: TypeAlias = Literal["markdown", "address", "element"]
"""`address` for one in angle brackets that is its own text, `element` for one of HTML."""


class Link(NamedTuple):
    """Something that leads to an address, or shows a picture from there."""

    tag: str
    form: Form
    words: str
    """What a reader sees of it; of a picture, its alternative text."""
    target: str
    span: Span
    address: Span
    """Where the address stands; of a link by reference, in its definition."""
    marks: tuple[Span, ...]
    """What of it a reader does not see: its brackets and its address, but not its title."""


_ASSIGNED = re.compile(r"(?:href|src)\s*=\s*[\"']?\Z", re.IGNORECASE)
_OPENED = re.compile(r"\]\([ \n]*<?\Z")
_WIDEST = 40
"""Blanks between the bracket and the address of a link."""
_LABEL = re.compile(r"[ \n]?\[[^\[\]]*\]")


def read_links(document: Document) -> list[Link]:
    """Every link and picture that somebody wrote, in order."""
    return list(links_by_node(document).values())


def links_by_node(document: Document) -> dict[int, Link]:
    """The links and pictures that somebody wrote, by the numbers of their elements."""
    found: dict[int, Link] = {}
    # What stands inside comes first: a link may end with a picture.
    for number in range(len(document.nodes) - 1, -1, -1):
        node = document.nodes[number]
        name = {"a": "href", "img": "src"}.get(node.tag, "")
        target = node.attribute(name) if name else None
        if target and GENERATED.isdisjoint(node.classes):
            found[number] = _Reader(document, found, number, node, target).link()
    return {number: found[number] for number in sorted(found)}


class _Reader:
    def __init__(
        self, document: Document, found: dict[int, Link], number: int, node: Node, target: Attribute
    ) -> None:
        self.document = document
        self.source = document.source
        self.node = node
        self.target = target
        self.picture = node.tag == "img"
        inner = [found[n] for n in range(number + 1, node.last) if n in found]
        places = [document.starts[at] for at in range(node.start, node.end)]
        placed = [place for place in places if place >= 0] + [link.span[0] for link in inner]
        ends = [document.ends[at] for at in range(node.start, node.end)]
        alt = node.attribute("alt") if self.picture else None
        if alt and alt.start >= 0:
            placed, ends = [alt.start], [alt.end]
        self.before = document.end_before(node.start)
        self.begin = min(placed, default=NOWHERE)
        self.end = max([*ends, *(link.span[1] for link in inner)], default=NOWHERE)
        self.words = alt.value if alt else document.text[node.start : node.end]
        if inner and not self.words.strip():
            self.words = "".join(link.words for link in inner)

    def link(self) -> Link:
        value, start, end = self.target.value, self.target.start, self.target.end
        text = self.document.text[self.node.start : self.node.end]
        if not self.picture and text and value in (text, f"mailto:{text}") and start >= 0:
            span = self.source.rfind("<", 0, start + 1), self.source.find(">", end) + 1
            return Link("a", "address", text, value, span, (start, end), ())
        first = self.source.rfind("<", 0, max(start, 0))
        assigned = start >= 0 and _ASSIGNED.search(self.source, max(start - 20, 0), start)
        if assigned and first > self.source.rfind("{", 0, start):
            last = self.source.find(">", end) + 1
            return Link(
                self.node.tag, "element", self.words, value, (first, last), (start, end), ()
            )
        return self.markdown(start, end)

    def markdown(self, start: int, end: int) -> Link:
        """A link with brackets: `[words](address "title")`, `[words][label]` or `[label]`."""
        mark = "![" if self.picture else "["
        closing = -1
        if start >= 0 and _OPENED.search(self.source, max(start - _WIDEST, 0), start):
            closing = self.source.rfind("](", 0, start)
        until = self.begin if self.begin >= 0 else closing
        opening = self.source.rfind(mark, self.before if closing < 0 else 0, until)
        if opening < 0:
            opening = max(self.source.find(mark, self.before), 0)
        if closing < 0:
            closing = self.source.find("]", max(self.end, opening + len(mark)))
        if closing < 0:
            closing = max(len(self.source) - 1, 0)
        last, marks = self.closed(closing, end)
        if start < 0:
            start = end = min(closing + 2, len(self.source))
        marks = ((opening, opening + len(mark)), *marks)
        return Link(
            self.node.tag,
            "markdown",
            self.words,
            self.target.value,
            (opening, last),
            (start, end),
            marks,
        )

    def closed(self, closing: int, end: int) -> tuple[int, tuple[Span, ...]]:
        """Where a link ends whose words end at a bracket, and the marks there."""
        if self.source[closing + 1 : closing + 2] != "(":
            label = _LABEL.match(self.source, closing + 1)
            last = label.end() if label else closing + 1
            return last, ((closing, last),)
        title = self.node.attribute("title")
        inside = title is not None and closing < title.start
        behind = max(end, title.end if title and inside else NOWHERE, closing + 2)
        last = self.source.find(")", behind) + 1 or len(self.source)
        if title is None or not inside:
            return last, ((closing, last),)
        # The title is shown to readers; so its quotes stay, and the blank before them.
        return last, ((closing, title.start - 2), (title.end + 1, last))
