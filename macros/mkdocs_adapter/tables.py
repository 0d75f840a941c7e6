"""Wide things, tables and code, on screens of any width: never cut, and never wider than the page.

A table that a phone has no room for becomes there a list of its rows: the first cell is a row's
title, and each other one has the name of its column before it, which it gives to the style sheet
itself: an attribute `style` of the table would be stopped by the policy of the page. A matrix,
whose rows say nothing apart from one another, scrolls by itself, as code does. On paper nothing
scrolls: there a wide table stands on a page that is turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat, zip_longest

from lxml import etree

from macros.html.document import parse, start_tag_end
from macros.render.result import escape, tag
from macros.text_edits import Edit, edited

_UPRIGHT = 8
"""Columns that an upright sheet of A4 has room for."""
_STACKED = 5
"""Columns of a row that can be read as a list."""
_PHONE, _PADDING = 42, 2
"""Characters in a line of a table on a phone of 360 px, and what the edges of a cell take."""
_NUMBER = 12
"""Characters of a cell that holds no more than a number with its unit."""


def at_any_width(html: str) -> str:
    """The HTML with every table and block of code as narrow screens can show it.

    A region that scrolls has a name of its own: what the table is called, else its column heads.
    A table within another one scrolls with that one.
    """
    html = html.replace("<pre>", '<pre tabindex="0">')
    return edited(html, _tables(html)) if "<table" in html else html


def _tables(html: str) -> Iterator[Edit]:
    document = parse(html)
    places = dict(zip(document.nodes, document.places, strict=False))
    end = 0
    for node, start in places.items():
        if node.tag == "table" and start >= end:
            end = start
            for _ in node.iter("table"):
                end = html.find("</table>", end) + len("</table>")
            inside = {one: places[one] - start for one in node.iter("td") if one in places}
            yield start, end, _shown(node, html[start:end], inside)


def _shown(table: etree._Element, html: str, places: Mapping[etree._Element, int]) -> str:
    """The table in its region; `places` are those of its cells in the HTML."""
    rows = [list(row.iter("td", "th")) for row in table.iter("tr")]  # spans make rows uneven
    columns = max(map(len, rows), default=0)
    shape = "kb-table kb-table--wide" if columns > _UPRIGHT else "kb-table"
    heads = [_text(head) for row in rows[:1] for head in row if head.tag == "th"]
    cells = [[_text(cell) for cell in row] for row in rows]
    fits = _width(cells) <= _PHONE
    plain = len(heads) == columns and all(len(row) == columns for row in rows)
    if plain and not fits and not _matrix(cells[1:]) and len(list(table.iter("table"))) == 1:
        return tag("div", _stacked(html, _labels(table, heads, places)), class_=shape)
    name = table.get("aria-label") or _called(table, heads)
    region = {"role": "region", "aria_label": name} if name else {}
    shape = shape if fits else f"{shape} kb-table--scroll"
    return tag("div", html, class_=shape, tabindex="0", **region)


def _called(table: etree._Element, heads: Sequence[str]) -> str:
    """The caption of a table, else its column heads, else whatever heads it has."""
    captions = [_text(caption) for caption in table.iter("caption")]
    return ", ".join(filter(None, captions or heads or map(_text, table.iter("th"))))


def _text(cell: etree._Element) -> str:
    return " ".join("".join(cell.itertext()).split())


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Characters that columns take where titles of rows have three lines and other cells two."""
    columns = zip_longest(*rows, fillvalue="")
    return sum(
        max(max(len(cell) // lines, *map(len, cell.split()), 1) for cell in column) + _PADDING
        for lines, column in zip(chain([3], repeat(2)), columns, strict=False)
    )


def _matrix(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are numbers to be compared, or too many cells for a list."""
    numbers = all(len(cell) <= _NUMBER for row in rows for cell in row[1:])
    return numbers or any(len(row) > _STACKED for row in rows)


def _labels(
    table: etree._Element, heads: Sequence[str], places: Mapping[etree._Element, int]
) -> Iterator[Edit]:
    """The name of its column for each cell but the first of a row."""
    for row in table.iter("tr"):
        for cell, head in zip(row.iter("td", "th"), ["", *heads[1:]], strict=True):
            if head and cell in places:
                at = places[cell] + len("<td")
                yield at, at, f' data-label="{escape(head)}"'


def _stacked(html: str, labels: Iterator[Edit]) -> str:
    """The table with the names of its columns for the style sheet."""
    html = edited(html, labels)
    end = start_tag_end(html, 0)
    known = re.search(r'class="([^"]*)"', html[:end])
    class_ = f"{known[1]} kb-stack" if known else "kb-stack"
    return tag("table", "\0", class_=class_).replace("\0</table>", html[end:])
