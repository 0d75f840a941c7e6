"""The panel that shows a page's addresses and its code, and says how to cite it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from macros.model import LOCALES

pytestmark = pytest.mark.browser

PUBLIC = "https://kb.example.org/"
MODULE = "emm/modules/migration-development/"

Open = Callable[..., Page]


WORDS = {
    "id": {
        "share": "Bagikan",
        "short": "Salin: Alamat singkat, terbuka dalam bahasa pembaca",
        "address": "Salin: Alamat halaman ini dalam bahasa Indonesia",
        "copied": "Tersalin",
        "failed": "Tidak dapat menyalin",
        "whole": "Seluruh halaman",
        "full": "QR layar penuh",
        "close": "Tutup",
        "cite": "Kutip halaman ini",
        "citation": "Kutipan",
    },
    "en": {
        "share": "Share",
        "short": "Copy: Short address, opens in the reader's language",
        "address": "Copy: Address of this page in English",
        "copied": "Copied",
        "failed": "Could not copy",
        "whole": "The whole page",
        "full": "Full-screen QR",
        "close": "Close",
        "cite": "Cite this page",
        "citation": "Citation",
    },
}
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def opened(page: Page, language: str) -> Page:
    """The page with its panel open, by keyboard."""
    page.get_by_role("button", name=WORDS[language]["share"], exact=True).press("Enter")
    expect(page.locator("dialog.kb-share-panel")).to_be_visible()
    return page


def copied(page: Page, name: str) -> str:
    """What a button of the panel puts on the clipboard."""
    page.get_by_role("button", name=name, exact=True).press("Enter")
    expect(page.get_by_role("status").last).not_to_be_empty()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.mark.parametrize("language", LOCALES)
def test_panel_copies_the_addresses(open_page: Open, language: str) -> None:
    words, folder = WORDS[language], "en/" if language == "en" else ""
    page = opened(open_page(f"{folder}{MODULE}", permissions=CLIPBOARD), language)
    assert copied(page, words["short"]) == f"{PUBLIC}m/3/"
    expect(page.get_by_role("status").last).to_contain_text(words["copied"])
    assert copied(page, words["address"]) == f"{PUBLIC}{folder}{MODULE}"
    expect(page.locator(".kb-share-panel fieldset")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".kb-share-panel")).to_be_hidden()
    expect(page.get_by_role("button", name=words["share"], exact=True)).to_be_focused()


@pytest.mark.parametrize(
    ("path", "section", "code", "whole"),
    [
        (f"{MODULE}#outcomes", "m/3/#outcomes", "m/3/qr-outcomes.svg", "m/3/"),
        (f"{MODULE}#remittances", "m/3/#remittances", "m/3/qr.svg", "m/3/"),
        ("data/facts/migrants/#migrants.world", "f/migrants.world/", "f/migrants.world/qr.svg",
         "p/data/facts/migrants/"),
        ("gcm/objectives/#objective-10", "g/10/", "g/10/qr.svg", "p/gcm/objectives/"),
        ("glossary/#gcm", "p/glossary/#gcm", "p/glossary/qr.svg", "p/glossary/"),
    ],
)  # fmt: skip
def test_panel_shares_a_section_or_the_page(
    open_page: Open, path: str, section: str, code: str, whole: str
) -> None:
    page = opened(open_page(path), "id")
    short = page.locator(".kb-share__field input").first
    picture = page.locator(".kb-share__code img")
    expect(short).to_have_value(PUBLIC + section)
    assert picture.evaluate("img => img.src").endswith(f"/{code}")
    drawn = whole if code == f"{whole}qr.svg" else section
    expect(picture).to_have_attribute("alt", f"Kode QR untuk {PUBLIC}{drawn}")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    page.get_by_role("radio", name="Seluruh halaman").check()
    expect(short).to_have_value(PUBLIC + whole)
    assert picture.evaluate("img => img.src").endswith(f"/{whole}qr.svg")


@pytest.mark.parametrize("path", ["#figures", "#cited", "#__content", "#", "#nothing", "#%"])
def test_panel_offers_no_section_where_there_is_none(open_page: Open, path: str) -> None:
    page = opened(open_page(f"{MODULE}{path}"), "id")
    expect(page.locator(".kb-share-panel fieldset")).to_be_hidden()
    expect(page.locator(".kb-share__field input").first).to_have_value(f"{PUBLIC}m/3/")


def test_copying_that_fails_is_told_and_leaves_the_text_selected(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    opened(page, "en")
    page.get_by_role("button", name=WORDS["en"]["short"], exact=True).click()
    expect(page.get_by_role("status").last).to_contain_text(WORDS["en"]["failed"])
    assert page.evaluate("getSelection().toString()") == f"{PUBLIC}m/3/"


@pytest.mark.parametrize("allowed", [True, False])
def test_code_fills_the_screen_and_lets_the_reader_back(open_page: Open, allowed: bool) -> None:
    page = open_page(f"en/{MODULE}")
    if not allowed:
        page.evaluate("void (Element.prototype.requestFullscreen = () => Promise.reject())")
    opened(page, "en")
    full = page.get_by_role("button", name=WORDS["en"]["full"])
    full.press("Enter")
    screen = page.locator(".kb-share-screen")
    expect(screen).to_contain_text("Migration and development")
    expect(screen).to_contain_text("kb.example.org/m/3/")
    box = screen.locator("img").bounding_box()
    assert box
    assert box["width"] >= 500
    if allowed:
        page.wait_for_function("!!document.fullscreenElement")
        page.evaluate("document.exitFullscreen()")  # What Esc does, which Playwright cannot send.
    else:
        page.keyboard.press("Escape")
    expect(screen).to_be_hidden()
    expect(full).to_be_focused()
    full.press("Enter")
    screen.get_by_role("button", name=WORDS["en"]["close"]).press("Enter")
    expect(screen).to_be_hidden()
    page.wait_for_function("!document.fullscreenElement")
    expect(page.locator(".kb-share-panel")).to_be_visible()
    expect(full).to_be_focused()


def test_code_on_the_screen_is_read_by_a_phone(open_page: Open) -> None:
    page = opened(open_page(f"en/{MODULE}", color_scheme="dark"), "en")
    page.get_by_role("button", name=WORDS["en"]["full"]).click()
    page.wait_for_function("!!document.fullscreenElement")
    shown = Image.open(BytesIO(page.screenshot())).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(shown)] == [f"{PUBLIC}m/3/"]


def test_page_can_be_cited(open_page: Open) -> None:
    news = "en/news/2022-10-28-emm-training-tangerang/"
    page = opened(open_page(news, permissions=CLIPBOARD), "en")
    page.get_by_text(WORDS["en"]["cite"]).click()
    plain = copied(page, f"Copy: {WORDS['en']['citation']}").replace("\u00a0", " ")
    assert plain.startswith(
        "EMM2.0 training for government agencies in Tangerang, Banten. Migration"
    )
    assert f", 28 October 2022. {PUBLIC}{news}. Accessed " in plain
    bibtex = copied(page, "Copy: BibTeX")
    assert bibtex.startswith("@misc{kb-p-news-2022-10-28-emm-training-tangerang-en,\n")
    assert "  date = {2022-10-28},\n  year = {2022},\n" in bibtex
    assert f"  url = {{{PUBLIC}{news}}},\n" in bibtex


def test_signs_that_tex_reads_are_written_for_it(open_page: Open) -> None:
    page = open_page("en/glossary/")
    page.evaluate(r"document.querySelector('h1').firstChild.data = 'R&D 5% a_b \\ ~'")
    opened(page, "en")
    bibtex = page.locator(".kb-share-panel textarea").last.input_value()
    assert r"title = {{R\&D 5\% a\_b \textbackslash{} \textasciitilde{}}}" in bibtex


def test_panel_prints_the_page_without_itself(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}")
    page.evaluate(
        "void (window.print = () => (window.printed = !document.querySelector('dialog[open]')))"
    )
    opened(page, "en").get_by_role("button", name="Print").press("Enter")
    assert page.evaluate("window.printed") is True


@pytest.mark.parametrize("language", LOCALES)
def test_panel_sends_the_short_address_where_the_device_can(open_page: Open, language: str) -> None:
    page = open_page("en/glossary/" if language == "en" else "glossary/")
    assert page.evaluate("!navigator.share")
    page.evaluate("void (navigator.share = async (what) => (window.sent = what))")
    opened(page, language)
    page.get_by_role("button", name="app" if language == "en" else "aplikasi").click()
    assert page.evaluate("window.sent.url") == f"{PUBLIC}p/glossary/"


@pytest.mark.parametrize("width", [320, 1280])
def test_panel_fits_its_window(open_page: Open, width: int) -> None:
    page = opened(open_page(f"en/{MODULE}#outcomes", width, 600), "en")
    panel = page.locator(".kb-share-panel")
    assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    box = panel.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] <= 600


def test_page_without_a_short_address_shares_itself(open_page: Open, site_url: str) -> None:
    page = opened(open_page("404.html"), "en")
    expect(page.locator(".kb-share__field:visible input")).to_have_value(f"{site_url}/404.html")
    expect(page.locator(".kb-share__code")).to_be_hidden()


def test_panel_works_from_a_disk(new_page: Open, site_folder: Path) -> None:
    """The public address, from the page's head; the code from the disk."""
    page = new_page()
    page.goto((site_folder / MODULE / "index.html").as_uri())
    opened(page, "id")
    expect(page.locator(".kb-share__field input").first).to_have_value(f"{PUBLIC}m/3/")
    picture = page.locator(".kb-share__code img")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    assert picture.evaluate("img => img.src").startswith("file://")
