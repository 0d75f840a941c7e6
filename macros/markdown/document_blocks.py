"""The text of a document, block by block, with its lines as they were typed.

`macros.html.text_blocks` reads built pages in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.model.document import CODE_TAGS, COMMENT, DECLARATION, INLINE_TAGS, NOWHERE, Document

_NO_TEXT = frozenset({"img", "input", COMMENT, DECLARATION})


class Block(NamedTuple):
    """What one element shows as text; each piece of code in it is one character."""

    tag: str
    number: int
    """The number of the element among the nodes of its document."""
    text: str
    starts: tuple[int, ...]
    """Where each character begins in the source; -1 where nobody typed it."""
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """The span in the source of a part of the text; None where nobody typed any of it."""
        placed = [at for at in range(start, end) if self.starts[at] != NOWHERE]
        return (self.starts[placed[0]], self.ends[placed[-1]]) if placed else None


def document_blocks(document: Document, code: str) -> Iterator[Block]:
    """The texts of a document in their order; `code` stands in for each piece of code."""
    reader = _Blocks(document, code)
    for step in document.walk():
        if step.sort == "text":
            reader.read(step.start, step.end)
            continue
        tag, begins = document.nodes[step.number].tag, step.sort == "start"
        if tag in CODE_TAGS:
            if tag == "pre":
                yield from reader.block()
            reader.code_tag(tag, begins)
        elif tag in INLINE_TAGS or tag == "br":
            reader.element("\n" if tag == "br" else "", begins)
        elif tag not in _NO_TEXT:
            yield from reader.block()
            reader.step(step.number, begins)
    yield from reader.block()


class _Blocks:
    def __init__(self, document: Document, code: str) -> None:
        self.document, self.code = document, code
        self.open = [NOWHERE]
        self.hidden = 0
        """How many elements of code are open."""
        self.text: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def read(self, start: int, end: int) -> None:
        if not self.hidden:
            self.text.append(self.document.text[start:end])
            self.starts += self.document.starts[start:end]
            self.ends += self.document.ends[start:end]

    def put(self, text: str) -> None:
        self.text.append(text)
        self.starts += [NOWHERE] * len(text)
        self.ends += [NOWHERE] * len(text)

    def code_tag(self, tag: str, begins: bool) -> None:
        if begins and tag != "pre" and not self.hidden:
            self.put(self.code)
        self.hidden += 1 if begins else -1

    def element(self, text: str, begins: bool) -> None:
        """An element within a line. Where it begins one, that is no text of the line."""
        if begins and not self.hidden:
            if text:
                self.put(text)
            elif not self.text or self.text[-1].endswith("\n"):
                self.put(self.code)

    def step(self, number: int, begins: bool) -> None:
        """An element that is a block."""
        if begins:
            self.open.append(number)
        else:
            self.open.pop()

    def block(self) -> Iterator[Block]:
        """What was read since the last one, where it is more than blanks."""
        text = "".join(self.text)
        if text.replace(self.code, "").strip():
            number = self.open[-1]
            tag = self.document.nodes[number].tag if number != NOWHERE else ""
            yield Block(tag, number, text, tuple(self.starts), tuple(self.ends))
        self.text.clear()
        self.starts, self.ends = [], []
