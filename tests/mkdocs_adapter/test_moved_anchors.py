"""Sections that have moved: their old ids stay on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses.redirects import read_redirects
from macros.facts.registry import Registry
from macros.library import Library
from macros.mkdocs_adapter.moved_anchors import moved
from macros.model import LOCALES, Locale, Page, PageMeta
from macros.render.context import PageContext

KEYS = ("gcm/index.md", "gcm/objectives.md", "index.md")
DAY = date(2026, 11, 22)


def context(redirects: str, locale: Locale = "en") -> PageContext:
    """The page `gcm/index.md`, with these redirects."""
    pages = {
        one: {
            key: Page(key, one, f"docs/{one}/{key}", PageMeta("R & D", ""), (), ()) for key in KEYS
        }
        for one in LOCALES
    }
    found, problems = read_redirects(f"redirects: {{{redirects}}}", "redirects.yml")
    assert not problems
    library = replace(Library(Registry(), {}, pages, DAY), redirects=found)
    return PageContext(library, pages[locale]["gcm/index.md"])


@pytest.mark.parametrize(
    ("redirects", "html", "expected"),
    [
        ("", "<h2 id=a>A</h2>", "<h2 id=a>A</h2>"),
        ("index.md#b: index.md#a", "<h2 id=a>A</h2>", "<h2 id=a>A</h2>"),
        (
            "gcm/index.md#b: gcm/index.md#a",
            '<p>x</p>\n<h2 title="a > b" id="a">A</h2>',
            '<p>x</p>\n<h2 title="a > b" id="a"><span id="b" class="kb-moved"></span>A</h2>',
        ),
        (
            "gcm/index.md#b: gcm/index.md#a, gcm/index.md#c: gcm/index.md#a",
            '<li id="a">A</li><li id="a">again</li>',
            '<li id="a"><span id="b" class="kb-moved"></span>'
            '<span id="c" class="kb-moved"></span>A</li><li id="a">again</li>',
        ),
        (
            "gcm/index.md#b: gcm/index.md#gone",
            "<p>x</p>",
            '<p>x</p><span id="b" class="kb-moved"></span>',
        ),
        (
            "gcm/index.md#b: gcm/objectives.md#list",
            "<p>x</p>",
            '<p>x</p><p id="b" class="kb-moved">This section has moved to: '
            '<a href="objectives/#list">R &amp; D</a></p>',
        ),
        ("gcm/index.md#b: nowhere.md", "<p>x</p>", "<p>x</p>"),
        ("gcm/index.md: index.md", "<p>x</p>", "<p>x</p>"),
    ],
)
def test_old_ids_stay(redirects: str, html: str, expected: str) -> None:
    written, ids = moved(context(redirects), html)
    assert written == expected
    assert ids == {
        one.split("#")[1].split(":")[0]
        for one in redirects.split(", ")
        if "gcm/index.md#" in one.split(":")[0]
    }


def test_pointer_in_the_other_language() -> None:
    html, _ = moved(context("gcm/index.md#b: gcm/objectives.md", "id"), "")
    assert "Bagian ini telah pindah ke: " in html


class _Ids(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]


@given(st.lists(st.sampled_from(['<h2 id="a">', "</h2>", "x", "\n", "<p>", "</p>", "é", "<br/>"])))
def test_old_id_stands_right_behind_the_new_one(parts: list[str]) -> None:
    html, _ = moved(context("gcm/index.md#b: gcm/index.md#a"), "".join(parts))
    ids = _Ids(html).ids
    assert ids.count("b") == 1
    if "a" in ids:
        assert ids[ids.index("a") + 1] == "b"
