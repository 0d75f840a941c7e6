"""Diagrams as readers get them: on a phone, in the dark, in words, on paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
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
@pytest.mark.parametrize(
    ("device", "chosen"), [("light", ""), ("dark", ""), ("light", "dark"), ("dark", "light")]
)
def test_diagram_on_a_phone(open_page: Open, path: str, device: str, chosen: str) -> None:
    """In the scheme of the page, whether the device or the reader has chosen it."""
    page = open_page(path, width=360, color_scheme=device)
    if chosen:
        page.evaluate(f"document.documentElement.dataset.scheme = '{chosen}'")
    picture = page.locator(".kb-diagram__picture")
    picture.scroll_into_view_if_needed()
    picture.evaluate("img => img.decode()")
    wide = picture.evaluate("img => img.getBoundingClientRect().width")
    assert SIZE * wide / WIDTH >= 12
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360
    assert ground(picture.screenshot()) == (
        (19, 28, 32) if (chosen or device) == "dark" else (255, 255, 255)
    )


def ground(picture: bytes) -> tuple[int, ...]:
    """The colour of most of a picture."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    found = image.getcolors(image.width * image.height) or []
    colour = max(found)[1]
    assert isinstance(colour, tuple)
    return colour


@pytest.mark.parametrize("path", PATHS)
def test_diagram_opens_by_itself(open_page: Open, path: str) -> None:
    """Where its words stand within their boxes too."""
    page = open_page(path)
    page.locator(".kb-diagram > a").click()
    page.wait_for_url("**/assets/diagrams/**.svg")
    picture = page.locator("svg")
    assert picture.evaluate(CUT) == []
    assert picture.locator("text").count() > 2


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
    picture = page.locator(".kb-diagram__picture")
    picture.scroll_into_view_if_needed()
    picture.evaluate("img => img.decode()")
    assert ground(picture.screenshot()) == (255, 255, 255)
