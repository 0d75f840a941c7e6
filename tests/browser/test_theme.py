"""What readers can do with the pages: on a phone, by keyboard, in the dark, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Request, Response, expect

pytestmark = pytest.mark.browser

MODULE = "emm/modules/migration-development/"
NEWS = "news/2022-10-28-emm-training-tangerang/"
PATHS = ["", MODULE, NEWS, "data/facts/migrants/", "data/facts/", "glossary/"]
BOTH = [folder + path for folder in ("", "en/") for path in PATHS]

Open = Callable[..., Page]


def focused(page: Page, query: str) -> bool:
    """Whether the focus is on or within an element of the query."""
    found: bool = page.evaluate("query => !!document.activeElement.closest(query)", query)
    return found


@pytest.mark.parametrize("path", [*BOTH, "404.html"])
@pytest.mark.parametrize("scripts", [True, False])
def test_no_page_scrolls_sideways(open_page: Open, path: str, scripts: bool) -> None:
    page = open_page(path, java_script_enabled=scripts)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator("html").evaluate("html => html.scrollWidth") <= width


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 700, 768, 960, 1024, 1219, 1220, 1920])
def test_parts_stand_in_their_order_at_every_width(
    open_page: Open, width: int, scripts: bool
) -> None:
    page = open_page(MODULE, width, java_script_enabled=scripts)
    parts = [page.locator(f"body > {name}") for name in (".kb-header", "main", ".kb-footer")]
    header, main, footer = (part.bounding_box() for part in parts)
    assert header
    assert main
    assert footer
    assert header["y"] + header["height"] <= main["y"]
    assert main["y"] + main["height"] <= footer["y"]
    assert main["width"] >= min(width, 700)
    assert main["y"] < 120 or not scripts
    nav = page.locator("body > .kb-nav").bounding_box()
    assert nav is None or nav["width"] > 200


@pytest.mark.parametrize("path", BOTH)
def test_nothing_is_asked_of_another_host_and_all_is_found(
    browser: Browser, site_url: str, path: str
) -> None:
    page = browser.new_page()  # which has nothing of the site yet
    asked: list[str] = []
    failed: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def judge(response: Response) -> None:
        if not response.ok:
            failed.append(response.url)

    page.on("request", note)
    page.on("response", judge)
    page.goto(f"{site_url}/{path}", wait_until="networkidle")
    page.close()
    assert [url for url in asked if not url.startswith(site_url)] == []
    assert failed == []


@pytest.mark.parametrize("path", PATHS)
def test_the_language_link_keeps_the_page_and_the_place(
    open_page: Open, site_url: str, path: str
) -> None:
    anchor = {MODULE: "#key-ideas", "data/facts/migrants/": "#migrants.world"}.get(path, "")
    page = open_page(path + anchor, 360)
    page.locator(".kb-language").click()
    assert page.url == f"{site_url}/en/{path}{anchor}"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".kb-language").click()
    assert page.url == f"{site_url}/{path}{anchor}"
    expect(page.locator("html")).to_have_attribute("lang", "id")


def test_the_language_link_follows_the_place_while_reading(open_page: Open, site_url: str) -> None:
    page = open_page(f"en/{MODULE}")
    page.locator("article h2 > .headerlink").first.click()
    anchor = page.url.partition("#")[2]
    assert anchor
    page.locator(".kb-language").click()
    assert page.url == f"{site_url}/{MODULE}#{anchor}"


@pytest.mark.parametrize("path", [MODULE, f"en/{MODULE}"])
def test_search_engines_are_told_of_both_languages(open_page: Open, path: str) -> None:
    page = open_page(path)
    found = {
        link.get_attribute("hreflang"): link.get_attribute("href") or ""
        for link in page.locator("head link[hreflang]").all()
    }
    assert found.keys() == {"id", "en", "x-default"}
    assert all(re.match(r"https?://", address) for address in found.values())
    assert found["x-default"] == found["id"]
    assert page.locator("link[rel=canonical]").get_attribute("href") in found.values()


@pytest.mark.parametrize(("path", "none"), [("en/", "No entry"), ("", "Tidak ada")])
@pytest.mark.parametrize(
    ("at", "rows"),
    [
        ("glossary/", ".kb-glossary > div"),
        ("data/facts/", ".kb-index li"),
        ("data/sources/", ".kb-sources li"),
    ],
)
def test_the_filter_works_by_keyboard(
    open_page: Open, path: str, none: str, at: str, rows: str
) -> None:
    page = open_page(path + at)
    total = page.locator(rows).count()
    word = (page.locator(rows).last.locator("dt, a").first.text_content() or "").split()[0]
    page.get_by_role("searchbox").focus()
    page.keyboard.type(word.upper())
    shown = page.locator(f"{rows}:not([hidden])")
    assert 0 < shown.count() < total
    assert all(word.lower() in text.lower() for text in shown.all_text_contents())
    assert page.locator("details.kb-filter__group:not([open]):not([hidden])").count() == 0
    expect(page.get_by_role("status")).to_contain_text(f"{shown.count()} ")
    page.keyboard.type("qqq")
    expect(page.get_by_role("status")).to_contain_text(none)
    assert page.locator(".kb-filter__group:not([hidden])").count() == 0
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    assert shown.count() == total


@pytest.mark.parametrize("path", ["", f"en/{MODULE}", "data/facts/migrants/"])
def test_the_menu_opens_and_closes_by_keyboard(open_page: Open, path: str) -> None:
    page = open_page(path, 360)
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-haspopup", "dialog")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert focused(page, ".kb-menu")
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Menu")
    assert focused(page, ".kb-close")
    expect(drawer.locator("[aria-current='page'], nav summary").first).to_be_visible()
    stops = drawer.locator(":is(a, button, input, summary):visible").count()
    for _ in range(stops + 1):
        # After the last one the focus is on the browser's own buttons, never below the menu.
        assert page.evaluate("!document.activeElement.closest('header, main, footer')")
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert focused(page, ".kb-menu")


def test_the_menu_has_all_sections_and_the_search(open_page: Open, site_url: str) -> None:
    page = open_page(f"en/{MODULE}", 360)
    page.get_by_role("button", name="Menu").click()
    drawer = page.get_by_role("dialog", name="Menu")
    expect(drawer.locator("[aria-current]")).to_have_text("Migration and development")
    assert drawer.locator("details[open]").count() == 1  # the section that the reader is in
    drawer.get_by_text("Global Compact", exact=True).click()
    drawer.get_by_role("link", name="The 23 objectives").click()
    assert page.url == f"{site_url}/en/gcm/objectives/"
    page.get_by_role("button", name="Menu").click()
    drawer.get_by_role("searchbox").fill("remittances")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] input")).to_have_value("remittances")


def test_a_link_of_the_menu_leads_to_its_place_and_closes_the_menu(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}", 360)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("dialog").get_by_text("Table of contents").click()
    page.get_by_role("dialog").get_by_role("link", name="Key ideas").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("#key-ideas")
    expect(page.locator("#key-ideas")).to_be_in_viewport()


def test_the_contents_show_where_the_reader_is(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}")
    page.locator("#key-ideas").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('indonesia').scrollIntoView()")
    current = page.locator(".kb-toc [aria-current]")
    expect(current).to_have_attribute("href", "#indonesia")


def test_the_other_language_is_offered_and_never_forced(open_page: Open, site_url: str) -> None:
    page = open_page(MODULE, 360, locale="en-GB")
    assert page.url == f"{site_url}/{MODULE}"
    offer = page.get_by_role("complementary")
    expect(offer.get_by_role("link")).to_have_attribute("lang", "en")
    offer.get_by_role("button").click()
    expect(offer).to_have_count(0)
    page.reload()
    expect(offer).to_have_count(0)
    expect(open_page(f"en/{MODULE}", locale="en-GB").get_by_role("complementary")).to_have_count(0)
    expect(open_page(MODULE, locale="ms-MY").get_by_role("complementary")).to_have_count(0)


def test_the_dark_scheme_follows_the_device_until_a_reader_chooses(open_page: Open) -> None:
    page = open_page("en/", color_scheme="dark")
    body = page.locator("body")
    expect(body).to_have_css("background-color", "rgb(19, 28, 32)")
    page.get_by_role("button", name="Switch to the light look").press("Enter")
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    assert focused(page, ".kb-scheme")
    page.reload()
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    page.get_by_role("button", name="Switch to the dark look").click()
    page.get_by_role("button", name="Follow the device's setting").click()
    page.emulate_media(color_scheme="light")
    expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_css("background-color", "rgb(19, 28, 32)")


def test_the_dark_scheme_needs_no_script(open_page: Open) -> None:
    page = open_page("en/", color_scheme="dark", java_script_enabled=False)
    expect(page.locator("body")).to_have_css("background-color", "rgb(19, 28, 32)")


def test_a_page_can_be_read_without_javascript(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}", 360, java_script_enabled=False)
    entries = page.locator(".kb-page-sources > div")
    expect(entries).to_be_hidden()
    figure = page.locator(".kb-figure > a").first
    figure.click()
    entry = page.locator(f'[id="{page.url.partition("#")[2]}"]')
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Back to the text").click()
    expect(figure).to_be_in_viewport()
    page.locator(".kb-cite-mark > a").first.click()
    expect(page.locator("#cited-1")).to_be_in_viewport()
    expect(page.locator(".kb-menu")).to_be_hidden()
    for part in (".kb-tabs", ".kb-nav"):
        expect(page.locator(part).get_by_role("link").first).to_be_visible()
    page.goto(page.url.partition("emm/")[0] + "glossary/")
    expect(page.locator(".kb-filter")).to_be_hidden()
