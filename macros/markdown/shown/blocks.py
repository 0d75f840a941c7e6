"""A page's Markdown → its blocks: where each paragraph, heading, item or cell begins and ends.

Code, rules, delimiter rows and reference definitions are no blocks. Indentation is read as
Python-Markdown reads it: four columns a level, and deeper than the open containers is code.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, TypeAlias

_MARGIN = re.compile(r"[ \t]*(?:>[ \t]*)*")
_FENCE = re.compile(r"(`{3,})[^`\n]*|(~{3,})[^\n]*")
_RULE = re.compile(r"=+[ \t]*|-+[ \t]*|(?:[-*_][ \t]*){3,}")
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")
_TITLED = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)([\w \t-]*+)(?:\"(.*)\")?[ \t]*")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_SHORT = re.compile(r"\*\[[^\]]+\]:[ \t]*")
_REFERENCE = re.compile(
    r"\[([^\]^][^\]]*)\]:[ \t]*(\S+)(?:[ \t]+[\"'(]([^\"')]*)[\"')])?[ \t]*", re.MULTILINE
)
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_ROW_PART = re.compile(r"\\.|`+|\||\{\{")


class Span(NamedTuple):
    """A block: what it is, and its offsets. A cell knows its table, row and column, from 0."""

    kind: str
    start: int
    end: int
    table: int = -1
    row: int = 0
    column: int = 0


class _Line(NamedTuple):
    text: int
    """Where the line begins after its margin."""
    end: int
    level: int
    """How many steps of four columns it is indented."""


Told: TypeAlias = Generator[Span, None, int]
"""Blocks, and at last the number of the next line."""


def split(source: str, begin: int, calls: Mapping[int, int]) -> Iterator[Span]:
    """The blocks of `source` from `begin` on; none is cut within a call (start → end)."""
    return _Splitter(source, calls).blocks(begin)


class _Splitter:
    def __init__(self, source: str, calls: Mapping[int, int]) -> None:
        self.source = source
        self.calls = calls
        self.lines: list[_Line] = []
        self.depth = 0
        """How many containers (items, notes) are open."""
        self.kind = ""
        """What the open block is; empty where none is open."""
        self.start = self.end = 0
        self.tables = 0
        self.hopeless: dict[str, int] = {}
        """For a fence's character, the shortest fence that nothing closes."""

    def blocks(self, begin: int) -> Iterator[Span]:
        self.lines = list(self.cut(begin))
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.text == line.end:
                yield from self.close()
                at += 1
            elif self.is_code(line):
                at += 1
            else:
                at = yield from self.block(line, at)
        yield from self.close()

    def cut(self, begin: int) -> Iterator[_Line]:
        """The lines; those that one call runs across are one."""
        calls = iter(sorted(self.calls.items()))
        start, end = next(calls, (len(self.source), 0))
        while begin <= len(self.source):
            stop = self.line_end(begin)
            while start < stop:
                stop = self.line_end(end) if end > stop else stop
                start, end = next(calls, (len(self.source), 0))
            yield self.line(begin, stop)
            begin = stop + 1

    def line_end(self, begin: int) -> int:
        stop = self.source.find("\n", begin)
        return len(self.source) if stop < 0 else stop

    def line(self, begin: int, stop: int) -> _Line:
        if begin == stop or self.source[begin] not in " \t>":
            return _Line(begin, stop, 0)
        margin = _MARGIN.match(self.source, begin, stop)
        assert margin is not None
        level = len(margin[0].rpartition(">")[2].expandtabs(4)) // 4
        return _Line(margin.end(), stop, level)

    def is_code(self, line: _Line) -> bool:
        """Whether the line is indented deeper than what is open; after a blank line, that is."""
        if self.kind:
            return False
        self.depth = min(self.depth, line.level)
        return line.level > self.depth

    def close(self) -> Iterator[Span]:
        if self.kind:
            yield Span(self.kind, self.start, self.end)
        self.kind = ""

    def open(self, kind: str, start: int, end: int) -> None:
        self.kind, self.start, self.end = kind, start, end

    def block(self, line: _Line, at: int) -> Told:
        """What the line numbered `at` begins, or goes on with."""
        first = self.source[line.text]
        if first in "`~" and (after := self.fenced(line, at)):
            yield from self.close()
            return after
        if first == "<" and (end := self.comment(line)):
            return (yield from self.passed(line, at, end))
        if not self.kind and self.is_table(line, at):
            return (yield from self.table(at))
        if first in "=-*_" and _RULE.fullmatch(self.source, line.text, line.end):
            yield from self.close()
        elif first == "#" or (first in "!?=" and _TITLED.fullmatch(self.source, *line[:2])):
            yield from self.close()
            yield from self.headed(line, first)
        elif self.kind != "paragraph" and (item := _ITEM.match(self.source, *line[:2])):
            yield from self.close()
            self.depth = min(line.level, self.depth) + 1
            self.open("item", item.end(), line.end)
        elif not self.kind:
            yield from self.begin(line)
        self.end = line.end
        return at + 1

    def fenced(self, line: _Line, at: int) -> int:
        """The number of the line after the fenced code that begins here; 0 where none does."""
        mark = _FENCE.fullmatch(self.source, line.text, line.end)
        fence = (mark[1] or mark[2]) if mark else ""
        if not fence or len(fence) >= self.hopeless.get(fence[0], len(self.source) + 1):
            return 0
        for number in range(at + 1, len(self.lines)):
            written = self.source[self.lines[number].text : self.lines[number].end].rstrip()
            if written.startswith(fence) and not written.strip(fence[0]):
                return number + 1
        self.hopeless[fence[0]] = len(fence)
        return 0

    def comment(self, line: _Line) -> int:
        """Where the comment that begins the line ends; 0 where none does."""
        if not self.source.startswith("<!--", line.text) or "<" in self.hopeless:
            return 0
        end = self.source.find("-->", line.text)
        if end < 0:
            self.hopeless["<"] = 0
        return end + 3 if end >= 0 else 0

    def passed(self, line: _Line, at: int, end: int) -> Told:
        """The lines of a comment. Within a block it is part of it, unless it has lines of its own.

        What follows a comment on its last line is a block.
        """
        if self.kind and end <= line.end:
            self.end = line.end
            return at + 1
        yield from self.close()
        yield Span("comment", line.text, end)
        while self.lines[at].end < end:
            at += 1
        last = self.lines[at].end
        if self.source[end:last].strip():
            self.open("paragraph", end, last)
        return at + 1

    def headed(self, line: _Line, first: str) -> Iterator[Span]:
        """A heading, or the title of a note or a tab; what is in these is indented."""
        if first == "#":
            written = self.source[line.text : line.end]
            start = line.end - len(written.lstrip("#").lstrip(" \t"))
            end = line.text + len(written.rstrip().rstrip("#").rstrip())
            yield Span("heading", start, max(start, end))
            return
        title = _TITLED.fullmatch(self.source, line.text, line.end)
        if title and title[2]:
            yield Span("label", *title.span(2))
        self.depth = min(line.level, self.depth) + 1

    def begin(self, line: _Line) -> Iterator[Span]:
        """A footnote, the long form of an abbreviation, a definition, or a paragraph."""
        for kind, mark in (("footnote", _NOTE), ("abbreviation", _SHORT)):
            if found := mark.match(self.source, line.text, line.end):
                self.depth = min(line.level, self.depth) + 1
                self.open(kind, found.end(), line.end)
                return
        if found := _REFERENCE.fullmatch(self.source, line.text, line.end):
            if found[3]:
                yield Span("hint", *found.span(3))
            return
        self.open("paragraph", line.text, line.end)

    def is_table(self, line: _Line, at: int) -> bool:
        if at + 1 == len(self.lines) or "|" not in self.source[line.text : line.end]:
            return False
        below = self.lines[at + 1]
        found = _DELIMITER.fullmatch(self.source, below.text, below.end)
        return found is not None and "|" in found[0]

    def table(self, at: int) -> Told:
        self.tables += 1
        row = 0
        while at < len(self.lines) and (line := self.lines[at]).text < line.end:
            for column, (start, end) in enumerate(self.cells(line)):
                yield Span("cell", start, end, self.tables - 1, row, column)
            at += 1 if row else 2  # below the head stands the delimiter row
            row += 1
        return at

    def cells(self, line: _Line) -> list[tuple[int, int]]:
        """The cells of a row; a bar in code, in a call or behind a backslash divides none."""
        edges = [line.text - 1]
        at = line.text
        while part := _ROW_PART.search(self.source, at, line.end):
            at = part.end()
            if part[0] == "|":
                edges.append(part.start())
            elif part[0] == "{{":
                at = self.calls.get(part.start(), at)
            elif part[0][0] == "`":
                closing = self.source.find(part[0], at, line.end)
                at = closing + len(part[0]) if closing >= 0 else at
        edges.append(line.end)
        found = [(start + 1, end) for start, end in pairwise(edges)]
        if found[0][0] == found[0][1]:
            found = found[1:]
        return found if self.source[slice(*found[-1])].strip() else found[:-1]
