"""Links that trainers hand out: short addresses, their codes, and the panel that shows both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.addresses.lock import read_lock
from macros.built.model import BuiltPage, BuiltSite
from macros.model import FOLDERS, LOCALES, Address
from macros.publish.offline import ZIP
from macros.reading import open_built

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PUBLIC = "https://kb.example.org/"
MODULE = "emm/modules/migration-development/"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def built(site_folder: Path) -> BuiltSite:
    """The site as its check reads it."""
    return open_built(site_folder)


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[Open]:
    """Opens a path of the site in a window of its own; keywords are those of a context."""
    contexts: list[BrowserContext] = []

    def opened(path: str, **options: object) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(f"{site_url}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()


# The addresses.


@pytest.mark.parametrize(
    ("locale", "folder"),
    [("en-GB", "en/"), ("id-ID", ""), ("ms-MY", ""), ("fr-FR", "")],
)
def test_reader_lands_in_the_language_of_the_browser(
    open_page: Open, site_url: str, locale: str, folder: str
) -> None:
    page = open_page("m/3/?from=board#outcomes", locale=locale)
    page.wait_for_url(f"{site_url}/{folder}{MODULE}?from=board#outcomes")
    expect(page.locator("#outcomes")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("short", "address"),
    [
        ("g/10/", "gcm/objectives/#objective-10"),
        ("f/migrants.world/", "data/facts/migrants/#migrants.world"),
        ("p/", ""),
        ("p/gcm/indonesia/", "gcm/indonesia/"),
        ("m/3/#an-id-of-its-own", f"{MODULE}#an-id-of-its-own"),
    ],
)
def test_short_address_leads_on(open_page: Open, site_url: str, short: str, address: str) -> None:
    open_page(short, locale="en-GB").wait_for_url(f"{site_url}/en/{address}")


def test_language_chosen_before_wins(open_page: Open, site_url: str) -> None:
    page = open_page("en/glossary/", locale="en-GB")
    page.locator("header .kb-language").click()
    page.wait_for_url(f"{site_url}/glossary/")
    page.goto(f"{site_url}/m/3/")
    page.wait_for_url(f"{site_url}/{MODULE}")


def test_back_leads_to_where_the_reader_came_from(open_page: Open, site_url: str) -> None:
    page = open_page("glossary/", locale="id-ID")
    page.evaluate("location.href = '../m/3/#outcomes'")
    page.wait_for_url(f"{site_url}/{MODULE}#outcomes")
    page.go_back()
    page.wait_for_url(f"{site_url}/glossary/")


@pytest.mark.parametrize(("language", "folder"), [("id", ""), ("en", "en/")])
def test_both_languages_without_a_script(
    open_page: Open, site_url: str, language: str, folder: str
) -> None:
    page = open_page("m/3/#outcomes", java_script_enabled=False)
    section = page.locator("#outcomes")
    expect(section).to_have_css("outline-style", "solid")
    expect(page.locator("#purpose")).to_have_css("outline-style", "none")
    section.locator(f"[hreflang={language}]").click()
    page.wait_for_url(f"{site_url}/{folder}{MODULE}#outcomes")
    page.goto(f"{site_url}/m/3/")
    page.locator(f"nav [hreflang={language}]").click()
    page.wait_for_url(f"{site_url}/{folder}{MODULE}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_at_a_short_address_fits_a_phone(open_page: Open, scheme: str) -> None:
    page = open_page(
        "m/3/",
        java_script_enabled=False,
        color_scheme=scheme,
        viewport={"width": 320, "height": 600},
    )
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert len([url for url in asked if "favicon" not in url]) == 1


def target(built: BuiltSite, path: str, address: str) -> tuple[BuiltPage, str]:
    """The page and the id to which a relative link on a page leads."""
    way, _, anchor = address.partition("#")
    folder = normpath(f"{dirname(path)}/{way}") if way else dirname(path)
    found = normpath(f"{folder}/index.html") if not way.endswith(".html") else folder
    return built.pages[found], unquote(anchor)


def answers(built: BuiltSite, path: str, anchor: str) -> bool:
    """Whether a page is there, itself or where it has moved to, with the id."""
    page = built.pages[path]
    if page.refresh is None:
        return not anchor or anchor in page.ids
    moved, _ = target(built, path, page.refresh)
    return moved.refresh is None


def languages(built: BuiltSite, short: str) -> set[str]:
    """The languages in which a short address leads to a page with the id that it names."""
    path = f"{short.strip('/')}/index.html"
    found = set()
    for one in built.pages[path].references[:2]:
        page, anchor = target(built, path, one.address)
        assert page.lang == one.language
        assert answers(built, page.path, anchor)
        found.add(one.language)
    return found


LOCK = read_lock((ROOT / "addresses.lock").read_text(encoding="utf-8"), "addresses.lock")[0]


def test_every_address_ever_published_answers_in_both_languages(built: BuiltSite) -> None:
    assert len(LOCK) > 1000
    for address in (locked.address for locked in LOCK):
        if address.short:
            assert languages(built, address.page) == set(LOCALES), address
            continue
        for locale in LOCALES:
            path = f"{FOLDERS[locale]}{address.folder}/index.html".replace("//", "/").lstrip("/")
            assert answers(built, path, address.anchor), address


def test_every_page_ever_published_has_a_neutral_address(built: BuiltSite) -> None:
    pages: set[Address] = {locked.address for locked in LOCK if not locked.address.anchor}
    for address in pages:
        if not address.short:
            assert languages(built, f"p/{address.folder}".rstrip("/")) == set(LOCALES), address


def test_addresses_of_the_lock_answer_over_the_network(open_page: Open, site_url: str) -> None:
    page = open_page("m/1/", java_script_enabled=False)
    for address in [locked.address.page for locked in LOCK if locked.address.short][::40]:
        response = page.request.get(f"{site_url}{address}")
        assert response.ok
        for language in LOCALES:
            assert f'hreflang="{language}"' in response.text()


def test_short_address_leads_on_from_a_usb_stick(
    browser: Browser, site_folder: Path, tmp_path: Path
) -> None:
    with ZipFile(site_folder / ZIP) as bundle:
        bundle.extractall(tmp_path)
    top = next(tmp_path.glob("*/m/3")).parents[1]
    page = browser.new_page(locale="en-GB")
    page.goto(f"{(top / 'm/3/index.html').as_uri()}#outcomes")
    page.wait_for_url(f"{(top / 'en' / MODULE / 'index.html').as_uri()}#outcomes")
    page.close()


# The codes.

CELL, ACROSS = 180, 8


def test_every_code_is_read_back_to_its_address(browser: Browser, site_folder: Path) -> None:
    """The real files, as Chromium draws them, read by a decoder of others."""
    files = sorted(path for path in site_folder.glob("[fgmp]/**/qr*.svg"))
    assert len(files) > 400
    page = browser.new_page(viewport={"width": CELL * ACROSS, "height": 800})
    for start in range(0, len(files), 80):
        batch = files[start : start + 80]
        cells = "".join(f"<img src='{path.as_uri()}'>" for path in batch)
        sheet = site_folder / "sheet.html"
        style = f"body{{margin:0;font-size:0;background:#333}}img{{width:{CELL}px}}"
        sheet.write_text(f"<style>{style}</style>{cells}", encoding="utf-8")
        page.goto(sheet.as_uri())
        drawn = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
        sheet.unlink()
        for index, path in enumerate(batch):
            x, y = index % ACROSS * CELL, index // ACROSS * CELL
            (code,) = zxingcpp.read_barcodes(drawn.crop((x, y, x + CELL, y + CELL)))
            folder = path.parent.relative_to(site_folder).as_posix()
            section = path.stem.removeprefix("qr").removeprefix("-")
            assert code.text == f"{PUBLIC}{folder}/" + (f"#{section}" if section else "")
            assert "M" in code.ec_level
    page.close()


def test_codes_of_sections_name_sections(built: BuiltSite) -> None:
    found = [path for path in built.files if "/qr-" in path]
    assert len(found) > 30
    for path in found:
        section = path.rpartition("/qr-")[2].removesuffix(".svg")
        assert section in built.pages[f"{dirname(path)}/index.html"].ids


# The panel.

WORDS = {
    "id": {
        "share": "Bagikan",
        "short": "Salin: Alamat pendek, terbuka dalam bahasa pembaca",
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


@pytest.mark.parametrize("path", ["#figures", "#__content", "#", "#nothing", "#%"])
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
    assert plain.startswith("EMM2.0 training in Tangerang, Banten, second batch. Migration Know")
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
    viewport = {"width": width, "height": 600}
    page = opened(open_page(f"en/{MODULE}#outcomes", viewport=viewport), "en")
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


def test_panel_works_from_a_disk(browser: Browser, site_folder: Path) -> None:
    """The public address, from the page's head; the code from the disk."""
    page = browser.new_page()
    page.goto((site_folder / MODULE / "index.html").as_uri())
    opened(page, "id")
    expect(page.locator(".kb-share__field input").first).to_have_value(f"{PUBLIC}m/3/")
    picture = page.locator(".kb-share__code img")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    assert picture.evaluate("img => img.src").startswith("file://")
    page.close()


def test_every_page_names_its_picture(built: BuiltSite) -> None:
    for page in built.pages.values():
        pictures = [one.address for one in page.references if one.attribute == "og:image"]
        assert len(pictures) == page.indexed, page.path
        assert all(one.removeprefix(PUBLIC) in built.files for one in pictures)
