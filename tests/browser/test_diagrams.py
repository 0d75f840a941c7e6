"""Diagrams as readers get them: on a phone, in the dark, in words, on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from macros.diagrams.layout import SIZE, WIDTH

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

PATHS = ["contribute/markdown/", "en/contribute/markdown/"]
CUT = """svg => [...svg.querySelectorAll("g")].flatMap(g => {
  const box = g.querySelector("rect")?.getBBox();
  return box ? [...g.querySelectorAll("text")].filter(text => {
    const own = text.getBBox();
    return own.x < box.x || own.x + own.width > box.x + box.width;
  }).map(text => text.textContent) : [];
})"""
"""The texts that reach out of their boxes, in the fonts of this browser."""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagram_on_a_phone(open_page: Open, path: str, scheme: str) -> None:
    page = open_page(path, width=360, color_scheme=scheme)
    picture = page.locator(".kb-diagram > svg")
    wide = picture.evaluate("svg => svg.getBoundingClientRect().width")
    assert SIZE * wide / WIDTH >= 12
    assert picture.evaluate(CUT) == []
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360
    text, ground = (
        page.locator(query).first.evaluate("one => getComputedStyle(one).fill")
        for query in (".kb-diagram text", ".kb-diagram__plain > rect")
    )
    assert text != ground
    assert ground == page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")


def test_diagram_is_told_in_words(open_page: Open) -> None:
    page = open_page("en/contribute/markdown/", java_script_enabled=False)
    picture = page.get_by_role("img", name="Stock and flow")
    words = page.locator(f"#{picture.get_attribute('aria-describedby')}")
    expect(words).to_be_hidden()
    page.get_by_text("Diagram in words").press("Enter")
    expect(words).to_contain_text("departures, minus returns")


def test_diagram_on_paper(open_page: Open) -> None:
    page = open_page("en/contribute/markdown/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".kb-diagram > details > p")).to_be_visible()
    fill = page.locator(".kb-diagram text").first.evaluate("one => getComputedStyle(one).fill")
    assert fill == "rgb(27, 43, 48)"
