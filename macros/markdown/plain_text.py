"""A page → what a reader sees of it as text, each character with its place in the file.

Code, images and addresses are one `OBJECT` each, and so is each macro call. Blocks are apart by an
empty line and cells by a line of its own with a bar, so that no pattern runs across them; within a
block there is no line end.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from macros.markdown.calls import Places
from macros.markdown.document import ENTITY
from macros.markdown.exchange import CALL
from macros.markdown.front_matter_text import OBJECT, UNSEEN, Bit, Header
from macros.model import Call, Location, Page
from macros.model.document import (
    CLOSING,
    CODE_TAGS,
    COMMENT,
    DECLARATION,
    GENERATED,
    HEADINGS,
    INLINE_TAGS,
    Attribute,
    Node,
)

__all__ = ["OBJECT", "Block", "Comment", "PageText", "page_text"]

_APART, _BESIDE = "\n\n", "\n|\n"
_SHOWN = frozenset(
    ("alt", "title", "aria-label", "placeholder", "label", "summary", "content", "value")
)
"""The attributes whose text a reader meets."""
_CODE = CODE_TAGS | {"var", "math"}
"""The elements that hold what is no prose."""
_PROSE = frozenset({"text", "txt", "plain", "plaintext", "none"})
"""What a fence may be said to hold and still hold sentences."""
_INLINE = INLINE_TAGS | {"bdi", "bdo", "rp", "rt", "ruby", "tt", "wbr", "br", "img", "input"}
_PARTING_NOTHING = _INLINE | (_CODE - {"pre"}) | {CLOSING, COMMENT, DECLARATION}
_KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("summary", "label", "caption", "figcaption", "dt"), "label"),
    **dict.fromkeys(("li", "dd"), "item"),
}
_SPECIAL = re.compile(
    r"(?P<address>[a-z]{2,10}://[^\s<>\"]+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<line>(?:(?<!\s)[^\S\n]++)?\n\s*)"
    rf"|{UNSEEN.pattern}"
)
"""An address that stands in the text, a line end, or what nobody sees."""
_AROUND = ".,;:!?)*_'"


@dataclass(frozen=True)
class Block:
    """A part of a page that a reader takes in as one: `text[start:end]`.

    `kind` is title, description, outcomes or questions for the texts of the front matter, and
    else heading, paragraph, item, cell, footnote, label (of a note, a tab or a figure), or, for
    what belongs to the block before, alt, hint (of a link), abbreviation or attribute. A cell
    knows its table, row and column, each counted from 0.
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
    ends: array[int]
    """Where each character begins and ends in the source."""
    code: PageText | None = None
    """What stands as code, but is no code of a language that it names: here all of it is text."""

    def where(self, start: int, end: int) -> Location:
        """The place in the file of `text[start:end]`; `end_column` where it is on one line."""
        return self.places.where(*self.span(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `source` of what `text[start:end]` is written as."""
        if not self.starts:
            return 0, 0
        return self.starts[start], self.ends[max(start, end - 1)]

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


def page_text(page: Page) -> PageText:
    """What a reader sees of a page."""
    return _Reading(page).read()


class _Buffer:
    """Characters, each with the places of its beginning and its end in the source."""

    def __init__(self, bits: Iterable[Bit] = ()) -> None:
        self.parts: list[str] = []
        self.starts, self.ends = array("l"), array("l")
        for bit in bits:
            self.put(*bit)

    def put(self, text: str, start: int, end: int) -> None:
        """Append characters; those that stand for as many in the source have their own places."""
        self.parts.append(text)
        if len(text) == end - start:
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
        else:
            self.starts.extend([start] * len(text))
            self.ends.extend([end] * len(text))

    def take(self, text: str, starts: array[int], ends: array[int]) -> None:
        """Append characters with their places."""
        self.parts.append(text)
        self.starts.extend(starts)
        self.ends.extend(ends)


class _Reading:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.document = page.document
        lead = f"---\n{page.header}\n---\n" if page.header else "\n" * (page.body_line - 1)
        self.begin = len(lead)
        self.source = lead + page.body
        self.places = Places(self.source, page.path)
        self.calls = {call.start + self.begin: call for call in page.body_calls}
        self.header = Header(self.source, len("---\n"), self.places)
        document, begin = page.document, self.begin
        self.shown = CALL.sub(OBJECT, document.text)
        # What has no place stands where the character before it ends.
        starts = zip(document.starts, document.ends_before, strict=False)
        ends = zip(document.ends, document.ends_before, strict=False)
        self.from_ = array("l", [(at if at >= 0 else last) + begin for at, last in starts])
        self.until = array("l", [(at if at >= 0 else last) + begin for at, last in ends])
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self.read_ = _Buffer()
        self.length = 0
        self.block_ = _Buffer()
        """The block being read."""
        self.asides: list[tuple[str, _Buffer]] = []
        """What belongs to it and stands behind it."""
        self.met: set[int] = set()
        """Where the attributes stand that were read: several links may have one title."""
        self.open: list[tuple[str, tuple[int, int, int]]] = [("paragraph", (-1, 0, 0))]
        self.table = [-1, 0, 0]
        self.code: list[int] = []
        """The numbers of the nodes that hold sentences as code."""
        self.skipped = range(0)
        """The numbers of the nodes whose text is not read."""

    def read(self) -> PageText:
        for written in self.page.written:
            self.add(written.key, _Buffer(self.header.read(written)))
        for step in self.document.walk():
            if step.number in self.skipped:
                continue
            if step.sort == "text":
                self.characters(step.start, step.end)
            elif step.sort == "start":
                self.start(step.number, self.document.nodes[step.number])
            else:
                self.end(self.document.nodes[step.number])
        self.close()
        text = self.made()
        self.read_, self.blocks, self.length = _Buffer(), [], 0
        for number in self.code:
            node = self.document.nodes[number]
            self.plain(node.start, node.end)
            self.block_, block = _Buffer(), self.block_
            self.add("code", block)
        return replace(text, code=self.made()) if self.blocks else text

    def made(self) -> PageText:
        """What was added so far."""
        calls = self.calls | self.header.calls
        text, starts = "".join(self.read_.parts), self.read_.starts
        objects = (found.start() for found in re.finditer(OBJECT, text))
        return PageText(
            text,
            {at: calls[starts[at]] for at in objects if starts[at] in calls},
            tuple(self.blocks),
            tuple(self.comments),
            self.source,
            self.page.path,
            starts,
            self.read_.ends,
        )

    def characters(self, start: int, end: int) -> None:
        """A text as it is shown, but for addresses, line ends and what is not seen."""
        at = start
        for found in _SPECIAL.finditer(self.shown, start, end):
            first, last = found.span()
            shown = " " if found.lastgroup == "line" else ""
            if found.lastgroup == "address":
                shown, last = OBJECT, first + len(found[0].rstrip(_AROUND))
            self.plain(at, first)
            if shown:
                self.block_.put(shown, self.from_[first], max(self.until[first:last]))
            at = last
        self.plain(at, end)

    def plain(self, start: int, end: int) -> None:
        if start < end:
            taken = slice(start, end)
            self.block_.take(self.shown[taken], self.from_[taken], self.until[taken])

    def last(self) -> int:
        """Where the latest character ends."""
        ends = self.block_.ends or self.read_.ends
        return ends[-1] if ends else self.begin

    def start(self, number: int, node: Node) -> None:
        if node.tag in (CLOSING, COMMENT, DECLARATION):
            self.comment(node)
            return
        mark = node.tag == "sup" and node.get("id").startswith("fnref")
        if mark or not GENERATED.isdisjoint(node.classes):
            self.skipped = range(number, node.last)
            return
        if node.tag not in _PARTING_NOTHING:
            self.block(node)
        self.attributes(node)
        text = self.document.text[node.start : node.end]
        if node.tag in _CODE and self.names_no_language(number):
            self.code.append(number)
        if node.tag == "pre":
            self.skipped = range(number, node.last)
            self.open.pop()
        elif (node.tag in _CODE and text) or node.tag == "img" or _is_address(node, text):
            start, end = self.document.place(number)
            self.block_.put(OBJECT, start + self.begin, end + self.begin)
            self.skipped = range(number, node.last)
        elif node.tag in ("br", "sup", "sub"):
            self.mark(node)

    def names_no_language(self, number: int) -> bool:
        """Whether what stands as code may be sentences; within a line nothing says otherwise."""
        node = self.document.nodes[number]
        if node.tag != "pre":
            return True
        inner = self.document.nodes[number + 1 : node.last]
        named = {c for one in (node, *inner) for c in one.classes if c.startswith("language-")}
        return {one.removeprefix("language-") for one in named} <= _PROSE

    def mark(self, node: Node) -> None:
        shown = " " if node.tag == "br" else "^"
        self.block_.put(shown, self.last(), self.last())

    def end(self, node: Node) -> None:
        if node.tag in ("sup", "sub"):
            self.mark(node)
        elif node.tag not in _PARTING_NOTHING:
            self.close()
            self.open.pop()

    def block(self, node: Node) -> None:
        """The beginning of what a reader takes in as one."""
        self.close()
        around, cell = self.open[-1]
        kind = _KINDS.get(node.tag, "paragraph")
        if "admonition-title" in node.classes:
            kind = "label"
        elif node.tag == "li" and node.get("id").startswith("fn:"):
            kind = "footnote"
        elif node.tag == "p" and around in ("item", "footnote"):
            # What follows in the item is a paragraph of its own.
            kind, self.open[-1] = around, ("paragraph", cell)
        if node.tag == "table":
            self.table = [self.table[0] + 1, -1, 0]
        elif node.tag == "tr":
            self.table[1:] = [self.table[1] + 1, -1]
        elif kind == "cell":
            self.table[2] += 1
            cell = (self.table[0], self.table[1], self.table[2])
        self.open.append((kind, cell))

    def attributes(self, node: Node) -> None:
        for one in node.attributes:
            if one.name in _SHOWN and one.start >= 0 and one.start not in self.met:
                self.met.add(one.start)
                kind = {"img alt": "alt", "abbr title": "abbreviation"}.get(
                    f"{node.tag} {one.name}"
                )
                hint = node.tag in ("a", "img") and one.name == "title"
                self.asides.append(
                    (kind or ("hint" if hint else "attribute"), _Buffer(self.value(one)))
                )

    def value(self, one: Attribute) -> list[Bit]:
        """The characters of an attribute, each with its place where it can be followed."""
        bits: list[Bit] = []
        at, end = one.start + self.begin, one.end + self.begin
        for character in one.value:
            entity = ENTITY.match(self.source, at, end)
            if at in self.calls:
                stop = at + self.calls[at].end - self.calls[at].start
                bits.append(Bit(OBJECT, at, stop))
            elif self.source[at : at + 1] == character and at < end:
                stop = at + 1
                bits.append(Bit(" " if character == "\n" else character, at, stop))
            elif entity and unescape(entity[0]) == character:
                stop = entity.end()
                bits.append(Bit(character, at, stop))
            else:
                return [Bit(c, one.start + self.begin, end) for c in one.value]
            at = stop
        return [bit for bit in bits if not UNSEEN.fullmatch(bit.text)]

    def comment(self, node: Node) -> None:
        one = node.attributes[0]
        if node.tag == COMMENT and one.start >= 0:
            start, end = one.start + self.begin, one.end + self.begin
            before = self.source.rfind("\n", 0, start) + 1
            after = self.source.find("\n", end)
            rest = self.source[before:start] + self.source[end : None if after < 0 else after]
            where, last = self.places.where(start, end), self.places.where(end - 1).line
            self.comments.append(Comment(one.value.strip(), where, not rest.strip(" \t>"), last))

    def close(self) -> None:
        """The end of a block, with what belongs to it."""
        block, asides = self.block_, self.asides
        if block.parts or asides:
            self.block_, self.asides = _Buffer(), []
            self.add(self.open[-1][0], block, self.open[-1][1])
            for kind, aside in asides:
                self.add(kind, aside)

    def add(self, kind: str, block: _Buffer, cell: tuple[int, int, int] = (-1, 0, 0)) -> None:
        """Append a block, unless nothing of it is seen."""
        written = "".join(block.parts)
        text = written.strip()
        if not text:
            return
        first = len(written) - len(written.lstrip())
        taken = slice(first, first + len(text))
        cell = cell if kind == "cell" else (-1, 0, 0)
        last = self.blocks[-1] if self.blocks else None
        if last:
            beside = cell[0] >= 0 and (last.table, last.row) == cell[:2]
            apart, end = _BESIDE if beside else _APART, self.read_.ends[-1]
            self.read_.put(apart, end, end)
            self.length += len(apart)
        self.read_.take(text, block.starts[taken], block.ends[taken])
        self.blocks.append(Block(kind, self.length, self.length + len(text), *cell))
        self.length += len(text)


def _is_address(node: Node, text: str) -> bool:
    """Whether a link shows its own address."""
    return node.tag == "a" and bool(text) and node.get("href") in (text, f"mailto:{text}")
