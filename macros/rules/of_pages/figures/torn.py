"""Figures that are torn apart: by a call before a typed scale, or by the mark of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.languages.vocabulary import SPACE, any_of
from macros.markdown.plain_text import PageText
from macros.model import Call, Location, Page
from macros.quantities.vocabulary import POINTS, SHARE, SHORT_SCALES

_SIZE = rf"(?:{any_of('scales')}(?!\w)|{POINTS}|{SHARE})"
_BEHIND = re.compile(
    rf"(?:{SPACE}|-){{0,2}}(?P<size>(?i:{_SIZE}|{any_of('multipliers')}(?!\w))"
    rf"|(?:{'|'.join(SHORT_SCALES)})(?!\w))"
)
_BEFORE = re.compile(rf"(?<!\w)(?P<size>{any_of('half', 'once and more')}){SPACE}\Z", re.IGNORECASE)
"""What makes another number of the one behind it; with `of` it is a claim that is told anyway."""
_FAR = 12
_AS_A_MARK = re.compile(
    rf"^[ >]*(?P<figure>[0-9]{{1,9}}[.)]{SPACE}{{1,4}}"
    rf"(?P<text>{_SIZE}|{any_of('counted')}(?!\w)))",
    re.MULTILINE,
)
_FIGURES = ("fact", "change")
"""Macros whose calls show a figure with its scale."""


def scales_behind_calls(seen: PageText) -> Iterator[tuple[Call, str]]:
    """The calls that show a figure, and the scale or the per cent that is typed behind each, or the
    part before it."""
    for at, call in seen.calls.items():
        if call.name in _FIGURES:
            found = _BEHIND.match(seen.text, at + 1)
            found = found or _BEFORE.search(seen.text, max(at - _FAR, 0), at)
            if found:
                yield call, found["size"]


def numbers_as_marks(seen: PageText) -> Iterator[tuple[Location, str]]:
    """Figures at the beginning of a line whose number Markdown takes for the mark of a list.

    Of `281. million migrants` a reader sees “million migrants”.
    """
    items = {seen.span(block.start, block.end)[0] for block in seen.blocks if block.kind == "item"}
    for found in _AS_A_MARK.finditer(seen.source):
        if found.start("text") in items:
            yield seen.places.where(found.start("figure"), found.end()), found["figure"]


def list_starts(page: Page, seen: PageText) -> Iterator[tuple[Location, str]]:
    """Lists that begin with another number than one, or than that behind a list before them."""
    document = page.document
    begin = len(seen.source) - len(page.body)
    ends = {0}
    for number, node in enumerate(document.nodes):
        if node.tag == "ol":
            inside = document.nodes[number + 1 : node.last]
            items = sum(one.tag == "li" and one.parent == number for one in inside)
            start = _whole(node.get("start"))
            if start is not None and start - 1 not in ends and start not in ends:
                place = document.place(number)
                yield seen.places.where(*(at + begin for at in place)), node.get("start")
            ends.add((1 if start is None else start) + items - 1)


def _whole(written: str) -> int | None:
    return int(written) if re.fullmatch("-?[0-9]{1,9}", written) else None
