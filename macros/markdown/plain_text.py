"""A page → what a reader sees of it as text, each character with its place in the file.

Marks of emphasis, tags, comments, link targets, attributes and code are taken out; entities are
characters; each macro call is one `OBJECT`. Blocks are apart by an empty line and cells by a line
of its own with a bar, so that no pattern runs across them; within a block there is no line end.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.markdown.calls import Places
from macros.markdown.shown.blocks import Span
from macros.markdown.shown.header import Header
from macros.markdown.shown.inline import Inline
from macros.markdown.shown.marks import OBJECT, Bit, reference_names
from macros.markdown.shown.source import source_of
from macros.model import Call, Location, Page

__all__ = ["OBJECT", "Block", "Comment", "PageText", "visible"]

_APART, _BESIDE = "\n\n", "\n|\n"


@dataclass(frozen=True)
class Block:
    """A part of a page that a reader takes in as one: `text[start:end]`.

    `kind` is title, description, outcomes or questions for the texts of the front matter, and
    else heading, paragraph, item, cell, footnote, abbreviation, label (of a note or a tab), or,
    for what belongs to the block before, alt, hint (of a link) or attribute. A cell knows its
    table, row and column, each counted from 0.
    """

    kind: str
    start: int
    end: int
    table: int = -1
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Comment:
    """An HTML comment: its text without the marks, and whether its line holds nothing else."""

    text: str
    where: Location
    alone: bool
    last: int
    """The line on which it ends."""


@dataclass(frozen=True)
class PageText:
    """The text of a page as a reader sees it."""

    text: str
    calls: Mapping[int, Call]
    """The macro calls, by the offset of their `OBJECT` in `text`."""
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    source: str
    """The file as it was read, but for what stands on the lines around the front matter."""
    path: str
    starts: array[int]
    """Where pieces of the text begin that stand in the source in one piece."""
    origins: array[int]
    """Where these pieces begin in the source; `ends` is where they end there."""
    ends: array[int]

    def where(self, start: int, end: int) -> Location:
        """The place in the file of `text[start:end]`; `end_column` where it is on one line."""
        return self.places.where(*self.span(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `source` of what `text[start:end]` is written as."""
        first = self._piece(start)
        last = self._piece(max(start, end - 1))
        return self._origin(first, start), self._end(last, end)

    @cached_property
    def places(self) -> Places:
        """Offsets in the source → places in the file."""
        return Places(self.source, self.path)

    def block_at(self, offset: int) -> Block:
        """The block that holds an offset, or the one before it. Raises IndexError without any."""
        return self.blocks[max(bisect_right(self._block_starts, offset) - 1, 0)]

    @cached_property
    def cells(self) -> dict[tuple[int, int, int], Block]:
        """The cells of all tables, by table, row and column."""
        return {(b.table, b.row, b.column): b for b in self.blocks if b.table >= 0}

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def _piece(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def _origin(self, piece: int, offset: int) -> int:
        if not self.origins:
            return 0
        return min(self.origins[piece] + offset - self.starts[piece], self.ends[piece])

    def _end(self, piece: int, offset: int) -> int:
        """The end in the source of what ends at `offset`: an entity is taken as a whole."""
        if not self.origins:
            return 0
        inside = offset - self.starts[piece]
        length = self.ends[piece] - self.origins[piece]
        until = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        whole = until - self.starts[piece] != length
        return self.ends[piece] if whole else self.origins[piece] + min(inside, length)


def visible(page: Page) -> PageText:
    """What a reader sees of a page. Worked out once for each page."""
    # Like a cached property, which the model cannot have: it knows nothing of Markdown.
    seen: PageText | None = page.__dict__.get("_visible")
    if seen is None:
        seen = page.__dict__["_visible"] = _Reading(page).visible()
    return seen


def visible_where(page: Page, wanted: re.Pattern[str]) -> PageText:
    """What a reader sees of the front matter and of the blocks that may hold what is `wanted`.

    `wanted` is searched in the Markdown, in lower case and without the calls; most blocks hold none
    of it and need not be read. A table is read as a whole. The comments are not complete.
    """
    seen: PageText | None = page.__dict__.get("_visible")
    return seen or _Reading(page).visible(wanted)


class _Reading:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.file = source_of(page)
        self.source = self.file.text
        self.inline = Inline(self.source, self.file.calls, reference_names(page.body))
        self.header = Header(self.source, len("---\n"), self.file.places)
        self.blocks: list[Block] = []
        self.bits: list[Bit] = []
        self.length = 0

    def visible(self, wanted: re.Pattern[str] | None = None) -> PageText:
        for written in self.page.written:
            self.add(written.key, list(self.header.read(written)))
        for span in self.file.holding(wanted) if wanted else self.file.spans:
            if span.kind == "comment":
                self.inline.comments.append((span.start, span.end))
            else:
                self.read(span)
        return self.assembled()

    def read(self, span: Span) -> None:
        written = self.source[span.start : span.end]
        start = span.end - len(written.lstrip())
        end = span.start + len(written.rstrip())
        bits = self.inline.read(start, max(start, end))
        at = 0
        for index, bit in enumerate(bits):
            if bit.text == _APART:
                self.add(span.kind, bits[at:index], span)
                at = index + 1
        self.add(span.kind, bits[at:], span)
        for kind, bits in self.inline.asides:
            self.add(kind, bits)

    def add(self, kind: str, bits: list[Bit], span: Span | None = None) -> None:
        """Append a block, unless nothing of it is seen."""
        length = sum(len(bit.text) for bit in bits)
        if not length or not any(bit.text.strip() for bit in bits):
            return
        cell = span[3:] if span and span.kind == "cell" else (-1, 0, 0)
        last = self.blocks[-1] if self.blocks else None
        beside = span and last and cell[0] >= 0 and (last.table, last.row) == cell[:2]
        apart = (_BESIDE if beside else _APART) if last else ""
        if last:
            end = self.bits[-1].end
            self.bits.append(Bit(apart, end, end))
        start = self.length + len(apart)
        self.length = start + length
        self.blocks.append(Block(kind, start, self.length, *cell))
        self.bits.extend(bits)

    def assembled(self) -> PageText:
        known = self.file.calls | self.header.calls
        starts, origins, ends = array("l"), array("l"), array("l")
        calls: dict[int, Call] = {}
        at, plain = 0, False
        for text, start, end in (bit for bit in self.bits if bit.text):
            joins, plain = plain, len(text) == end - start
            if joins and plain and ends[-1] == start:
                ends[-1] = end
            else:
                starts.append(at)
                origins.append(start)
                ends.append(end)
            if text == OBJECT and start in known:
                calls[at] = known[start]
            at += len(text)
        shown = "".join(bit.text for bit in self.bits)
        blocks = tuple(self.blocks)
        comments = tuple(self.comment(*span) for span in sorted(self.inline.comments))
        return PageText(
            shown, calls, blocks, comments, self.source, self.page.path, starts, origins, ends
        )

    def comment(self, start: int, end: int) -> Comment:
        before = self.source.rfind("\n", 0, start) + 1
        after = self.source.find("\n", end)
        rest = self.source[before:start] + self.source[end : None if after < 0 else after]
        text = self.source[start + 4 : end - 3].strip()
        last = self.file.places.where(end - 1).line
        return Comment(text, self.file.places.where(start, end), not rest.strip(" \t>"), last)
