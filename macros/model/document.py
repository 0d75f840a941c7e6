"""A page as its reader gets it: elements, text and comments, each with its place in the source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

NOWHERE = -1
_SOLID = re.compile(r"\S")
COMMENT, DECLARATION, CLOSING = "!--", "!", "/"
"""The tags of nodes that are a comment, something else between `<!` or `<?` and `>`, or an end tag
without its start."""
GENERATED = frozenset({"footnote-ref", "footnote-backref", "headerlink"})
"""Classes of links whose text nobody wrote."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE_TAGS = frozenset({
    "a", "abbr", "b", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
})  # fmt: skip
"""Elements of words, which part nothing: what stands before and behind them is one line."""
CODE_TAGS = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "textarea"})
"""Elements that show their text as it is, or not at all."""
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip


class Attribute(NamedTuple):
    """An attribute with its value, and the span of it in the source; -1 where nobody wrote it."""

    name: str
    value: str
    start: int = NOWHERE
    end: int = NOWHERE


class Node(NamedTuple):
    """An element or a comment; `start` and `end` are what it holds of the document's text."""

    tag: str
    attributes: tuple[Attribute, ...]
    """Of a comment or an end tag one without a name: its text."""
    parent: int
    start: int
    end: int
    last: int
    """The number of the next node that is not inside this one."""

    def attribute(self, name: str) -> Attribute | None:
        return next((one for one in self.attributes if one.name == name), None)

    def get(self, name: str) -> str:
        """The value of an attribute; empty where there is none."""
        found = self.attribute(name)
        return found.value if found else ""

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.get("class").split())


UNREAD = frozenset({"shape", "long", "extension"})
"""The refusals that leave nothing of a page to look at."""


_NEAR = 8
"""Characters before one of which nearly always one is placed."""


class Refusal(NamedTuple):
    """Something that cannot be placed.

    `shape` where the renderings differ, `lost` for words that no reader sees, `long` for a page of
    more letters than there are to exchange, `extension` where one is enabled that is not known,
    `contents` for a table of contents within the text.
    """

    sort: Literal["shape", "lost", "long", "extension", "contents"]
    start: int
    end: int


class Step(NamedTuple):
    """The start or the end of the node of a number, or a text right inside it (`start`, `end`)."""

    sort: Literal["start", "end", "text"]
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """The elements of a page's body, its text and the places of both."""

    source: str
    text: str = ""
    starts: array[int] = field(default_factory=lambda: array("l"))
    """Where each character of the text begins in the source."""
    ends: array[int] = field(default_factory=lambda: array("l"))
    nodes: tuple[Node, ...] = ()
    """In the order of their start tags."""
    refusals: tuple[Refusal, ...] = ()

    def end_before(self, index: int) -> int:
        """Where the last character ends that is placed and stands before one of the text."""
        near = self.ends[max(index - _NEAR, 0) : index]
        found = next((end for end in reversed(near) if end >= 0), None)
        return self.ends_before[index] if found is None else found

    @cached_property
    def ends_before(self) -> array[int]:
        """For each character where the last one ends that is placed and stands before it."""
        return array(
            "l", accumulate(self.ends, lambda last, end: end if end >= 0 else last, initial=0)
        )

    @cached_property
    def placed(self) -> list[int]:
        """The characters of the text that have a place."""
        return [at for at, start in enumerate(self.starts) if start >= 0]

    def place(self, number: int) -> tuple[int, int]:
        """Where the text of a node stands; where it has none, its attributes, or what is next."""
        node = self.nodes[number]
        placed = [at for at in range(node.start, node.end) if self.starts[at] >= 0]
        if placed:
            return min(self.starts[at] for at in placed), max(self.ends[at] for at in placed)
        inside = (one for each in self.nodes[number : node.last] for one in each.attributes)
        spans = [(one.start, one.end) for one in inside if one.start >= 0]
        if spans:
            return min(start for start, _ in spans), max(end for _, end in spans)
        found = _SOLID.search(self.source, self.end_before(node.start))
        start = found.start() if found else len(self.source)
        return start, start

    def walk(self) -> Iterator[Step]:
        """The document from its beginning to its end."""
        at = 0
        open_: list[int] = []
        for number, node in enumerate((*self.nodes, None)):
            while open_ and (node is None or self.nodes[open_[-1]].last <= number):
                closed = open_.pop()
                end = self.nodes[closed].end
                if end > at:
                    yield Step("text", closed, at, end)
                at = max(at, end)
                yield Step("end", closed, end, end)
            until = node.start if node else len(self.text)
            if until > at:
                yield Step("text", open_[-1] if open_ else NOWHERE, at, until)
                at = until
            if node:
                yield Step("start", number, at, at)
                open_.append(number)
