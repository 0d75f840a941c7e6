"""Tables, lists, admonitions and code in a page's masked text, as Python-Markdown reads them.

What belongs to an item or an admonition is indented by four spaces. Lists, tables and indented
code begin only after an empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from macros.translations.masking import Span
from macros.translations.parts import Part

_ITEM = re.compile(r"(?:[*+-]|([0-9]+)\.)[ \t]+\S")
_BOX = re.compile(r"(!!!|\?\?\?\+?|===[!+]?)[ \t]+([A-Za-z][\w-]*(?:[ \t]+[\w-]+)*)?")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_HEADING = re.compile(r"#{1,6}[ \t]")
_RULE = frozenset("|:- \t")
_SPECIAL = frozenset("*+-!?=[#0123456789")
"""Without one of these at its start, a line inside a block begins nothing new."""
_STEP = 4


@dataclass
class Blocks:
    """The blocks of a text, and the numbers that only mark an item of a list."""

    parts: list[Part] = field(default_factory=list)
    markers: list[Span] = field(default_factory=list)


@dataclass
class _List:
    ordered: bool
    at: int
    items: int = 0


@dataclass
class _Frame:
    """Where text of this indentation belongs: to the page, an item, an admonition, a footnote."""

    indent: int
    is_item: bool = False
    open: _List | None = None


@dataclass
class _Table:
    columns: int
    at: int
    rows: int = -1
    """The line below the head is none."""


def read_blocks(text: str) -> Blocks:
    """The tables, lists, admonitions, tabs and indented code of a masked text."""
    scanner = _Scanner()
    lines = text.split("\n")
    at = 0
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        written = line.lstrip(" \t")
        if not written:
            scanner.fresh, scanner.table = True, None
        elif scanner.table:
            scanner.table.rows += 1
        elif scanner.fresh or written[0] in _SPECIAL:
            scanner.line(line, written, following, at)
        at += len(line) + 1
    return scanner.blocks()


class _Scanner:
    def __init__(self) -> None:
        self.boxes: list[Part] = []
        self.markers: list[Span] = []
        self.lists: list[_List] = []
        self.tables: list[_Table] = []
        self.table: _Table | None = None
        self.frames = [_Frame(0)]
        self.fresh = True
        """Whether the next line begins a block."""
        self.code = False

    def blocks(self) -> Blocks:
        tables = [Part("table", f"{t.columns} {t.rows}", t.at) for t in self.tables]
        lists = [
            Part("list", f"{one.items} {'ordered' if one.ordered else 'plain'}", one.at)
            for one in self.lists
        ]
        return Blocks([*self.boxes, *tables, *lists], self.markers)

    def line(self, line: str, written: str, following: str, at: int) -> None:
        """A line that begins a block, or looks as if it did."""
        fresh, self.fresh = self.fresh, False
        if _HEADING.match(line):
            self.frames, self.fresh, self.code = [_Frame(0)], True, False
            return
        item, box = _ITEM.match(written), _BOX.match(written)
        note = _NOTE.match(written)
        if not (fresh or item or box or note):
            return
        at += len(line) - len(written)
        indent = _width(line, written)
        while indent < self.frames[-1].indent:
            self.frames.pop()
        frame = self.frames[-1]
        if indent - frame.indent >= _STEP:
            self.indented(fresh, at)
        elif item and (fresh or frame.open or frame.is_item):
            self.item(frame, item, at)
        elif box or note:
            self.box(frame, box, at)
        elif fresh:
            self.other(frame, line, following, at)

    def indented(self, fresh: bool, at: int) -> None:
        """Indented code; pieces with only empty lines between them are one."""
        if fresh and not self.code:
            self.boxes.append(Part("code", "", at))
        self.code = self.code or fresh

    def item(self, frame: _Frame, item: re.Match[str], at: int) -> None:
        self.code = False
        if frame.open is None:
            frame.open = _List(item[1] is not None, at)
            self.lists.append(frame.open)
        frame.open.items += 1
        if item[1]:
            self.markers.append((at, at + len(item[1])))
        self.frames.append(_Frame(frame.indent + _STEP, is_item=True))

    def box(self, frame: _Frame, box: re.Match[str] | None, at: int) -> None:
        """An admonition, a tab or a footnote: what follows may be indented below it."""
        self.code, frame.open = False, None
        if box:
            self.boxes.append(Part("box", f"{box[1]} {box[2] or ''}".strip(), at))
            self.fresh = True
        self.frames.append(_Frame(frame.indent + _STEP))

    def other(self, frame: _Frame, line: str, following: str, at: int) -> None:
        """A paragraph, or the head of a table."""
        self.code, frame.open = False, None
        rule = following.strip()
        if "|" in line and "|" in rule and "-" in rule and _RULE.issuperset(rule):
            row = line.replace("\\|", "").strip().strip("|")
            self.table = _Table(row.count("|") + 1, at)
            self.tables.append(self.table)


def _width(line: str, written: str) -> int:
    """How far a line is indented; a tab leads to the next step."""
    lead = line[: len(line) - len(written)]
    return len(lead.expandtabs(_STEP)) if "\t" in lead else len(lead)
