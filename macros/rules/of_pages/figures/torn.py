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
    rf"[*_]{{0,3}}(?:{SPACE}|&nbsp;|-)?[*_]{{0,3}}"
    rf"(?P<size>(?i:{_SIZE})|(?:{'|'.join(SHORT_SCALES)})(?!\w))"
)
_AS_A_MARK = re.compile(
    rf"^[ >]*(?P<figure>[0-9]{{1,9}}[.)]{SPACE}{{1,4}}"
    rf"(?P<text>{_SIZE}|{any_of('counted')}(?!\w)))",
    re.MULTILINE,
)
_FIGURES = ("fact", "change")
"""Macros whose calls show a figure with its scale."""


def scales_behind_calls(page: Page) -> Iterator[tuple[Call, str]]:
    """The calls that show a figure, and the scale or the per cent that is typed behind each."""
    for call in page.body_calls:
        if call.name in _FIGURES and (found := _BEHIND.match(page.body, call.end)):
            yield call, found["size"]


def numbers_as_marks(seen: PageText) -> Iterator[tuple[Location, str]]:
    """Figures at the beginning of a line whose number Markdown takes for the mark of a list.

    Of `281. million migrants` a reader sees “million migrants”.
    """
    items = {seen.span(block.start, block.end)[0] for block in seen.blocks if block.kind == "item"}
    for found in _AS_A_MARK.finditer(seen.source):
        if found.start("text") in items:
            yield seen.places.where(found.start("figure"), found.end()), found["figure"]
