"""The picture of a diagram as a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from macros.library import Library
from macros.model import LOCALES, Locale
from macros.render.diagrams import diagram_path, diagram_svg
from macros.render.result import MacroResult

DRAWN = """
<path class="land"></path>
<g><path></path></g>
<g class="frame">
<rect></rect></g>
<g class="thick"><line></line></g>
<g class="thick"><line></line><polygon></polygon></g>
<g class="link"><line></line></g>
<g class="leader"><line></line></g>
<g class="strong">
<rect></rect><text class="bold">Village</text></g>
<g class="note">
<rect></rect><text>papers</text></g>
<g class="plain">
<rect></rect><text class="bold">Port</text><text class="start">• check</text></g>
<g class="dashed">
<rect></rect><text>Ship</text></g>
<g class="note">
<rect></rect><text class="bold">On land</text></g>
""".strip()


def test_everything_is_drawn(library: Library, readable: Callable[[str], str]) -> None:
    svg = diagram_svg(library.diagrams["journey"], "en")
    head, _, drawn = svg.partition("</style>")
    assert head.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="342" height="')
    assert "<title>The journey &amp; its stages</title>" in head
    assert readable(drawn.removesuffix("</svg>")).strip() == DRAWN


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_keeps_the_room_of_the_picture(
    library: Library, make: Callable[..., MacroResult], locale: Locale
) -> None:
    size = re.compile('width="342" height="[0-9]+"')
    svg = diagram_svg(library.diagrams["journey"], locale)
    page = make('diagram("journey")', locale, "index.md").html
    assert size.findall(page) == size.findall(svg)
    assert diagram_path("journey", locale) in page
