"""Pages outside the frame: one dress, both languages, nothing to load where a script leads on."""

from __future__ import annotations

import re

from macros.html.page import read_built
from macros.publish.plain import STYLE, in_each, plain_page, style
from macros.site_profile import profile

SCRIPT = "location.replace('x')"


def loaded(html: str) -> list[str]:
    """What a browser with scripts fetches for it."""
    return re.findall(r'(?:src|href)="([^"]+)"', re.sub("<noscript>.*?</noscript>", "", html))


def test_page_finds_the_site_from_where_it_stands() -> None:
    html = plain_page("../../", "A & B", "<p>x</p>")
    assert loaded(html) == [f"../../{STYLE}", "../../assets/app/192.png"]
    assert "<title>A &amp; B</title>" in html


def test_page_that_leads_on_loads_nothing() -> None:
    html = plain_page("../", "A", "<p>x</p>", script=SCRIPT)
    assert loaded(html) == []
    assert f"<script>{SCRIPT}</script>" in html


def test_page_speaks_both_languages() -> None:
    read = read_built(
        plain_page("", "A", f"<h1>{in_each('choose-language')}</h1>"), "x.html", "site"
    )
    assert (read.lang, read.indexed, read.doubled, read.active) == ("id", False, (), ())
    assert re.findall(r'lang="(\w+)"', in_each("choose-language")) == ["id", "en"]


def test_style_has_the_colour_of_the_site() -> None:
    assert profile().colours.ground in style()
    assert "GROUND" not in style()
    # It stands in a template of the service worker, between such quotation marks.
    assert not set("`$\\") & set(style())
