"""The card of a figure, a mark of a source or a term: opened where one stands, and closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

MODULE = "emm/modules/labour-migration/"
FIGURE, MARK, TERM = ".kb-figure > a", ".kb-cite-mark > a", ".kb-term"
SAID = {
    "en/": (
        "167.7 million",
        "Source: ILO 2024",
        "Full record",
        "Bahasa Indonesia:",
        "In the glossary",
    ),
    "": ("167,7 juta", "Sumber: ILO 2024", "Rincian lengkap", "English:", "Di glosarium"),
}
PLACED = """card => {
  const { left, top, right, bottom } = card.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    && document.documentElement.scrollWidth <= innerWidth;
}"""


def card_of(page: Page) -> Locator:
    return page.get_by_role("dialog")


@pytest.mark.parametrize("folder", SAID)
def test_cards_say_what_is_behind(open_page: Open, folder: str) -> None:
    """With a mouse, in a window of 320 px; a term with its name in the other language."""
    page = open_page(folder + MODULE, 320, 640)
    value, source, record, other, glossary = SAID[folder]
    card, figure = card_of(page), page.locator(FIGURE).first
    figure.click()
    expect(card).to_have_accessible_name(value)
    expect(card).to_contain_text(source)
    expect(card).to_contain_text("2022")
    assert "#migrant-workers.world" in str(
        card.get_by_role("link", name=record).get_attribute("href")
    )
    assert card.evaluate(PLACED)
    mark = page.locator(f"{MARK}[href='#cited-10']").nth(1)
    mark.click()
    expect(card).to_have_count(1)
    expect(card).to_contain_text("18/2017")
    place = "8, 21, 24"
    expect(card).to_contain_text(place)
    assert card.evaluate(PLACED)
    page.locator(TERM).last.click()
    expect(card).to_contain_text(other)
    expect(card).to_have_count(1)
    assert card.evaluate(PLACED)
    card.get_by_role("link", name=glossary).click()
    page.wait_for_url("**/glossary/#*")


@pytest.mark.parametrize("link", [FIGURE, MARK, TERM])
def test_keyboard_opens_and_closes_a_card(open_page: Open, link: str) -> None:
    page = open_page(f"en/{MODULE}")
    opener, card = page.locator(link).first, card_of(page)
    expect(opener).to_have_attribute("aria-haspopup", "dialog")
    opener.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(card).to_have_count(0)
    opener.press("Enter")
    card.get_by_role("button", name="Close").press("Enter")
    expect(card).to_have_count(0)
    expect(opener).to_be_focused()
    assert page.evaluate("scrollY") == before
    assert "#" not in page.url


def test_a_finger_opens_and_closes_a_card(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}", 360, 740, has_touch=True, is_mobile=True)
    opener, card = page.locator(FIGURE).first, card_of(page)
    opener.tap()
    expect(card).to_be_visible()
    assert card.evaluate(PLACED)
    opener.tap()
    expect(card).to_have_count(0)
    expect(opener).to_be_focused()
    opener.tap()
    expect(card).to_be_visible()
    page.touchscreen.tap(20, 60)
    expect(card).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_card_that_cannot_come_leaves_a_link(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}")
    page.route("**/assets/cards.js*", lambda route: route.abort())
    page.locator(FIGURE).first.click()
    page.wait_for_url("**/#figure-1")
    expect(page.locator("#figure-1")).to_be_in_viewport()
