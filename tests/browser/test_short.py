"""Links that trainers hand out: short addresses, their codes, and the panel that shows both."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from macros.addresses.lock import read_lock
from macros.html.model import BuiltPage, BuiltSite
from macros.model import FOLDERS, LOCALES, Address
from macros.publish.copies import ZIP

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PUBLIC = "https://kb.example.org/"
MODULE = "emm/modules/migration-development/"

Open = Callable[..., Page]


# The addresses.


@pytest.mark.parametrize(
    ("locale", "folder"),
    [("en-GB", "en/"), ("id-ID", ""), ("ms-MY", ""), ("fr-FR", "en/"), ("zh-CN", "en/")],
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
    page = open_page("m/3/", 320, 600, java_script_enabled=False, color_scheme=scheme)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320
    expect(page.locator("header")).to_have_css("background-color", "rgb(12, 74, 86)")
    assert page.locator("header img").evaluate("image => image.naturalWidth") > 0


def test_short_address_that_leads_on_asks_for_nothing_else(open_page: Open, site_url: str) -> None:
    page = open_page("help/", locale="en-GB")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}/m/3/")
    page.wait_for_url(f"{site_url}/en/{MODULE}")
    # Its own icon is another one: that of the page left behind may be asked for late.
    asked = [url for url in asked if url != f"{site_url}/assets/mark.svg"]
    assert asked[:2] == [f"{site_url}/m/3/", f"{site_url}/en/{MODULE}"]


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
    for one in [one for one in built.pages[path].references if one.tag == "a"][:2]:
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
    with ZipFile(site_folder / ZIP.path) as bundle:
        bundle.extractall(tmp_path)
    top = next(tmp_path.glob("*/m/3")).parents[1]
    page = browser.new_page(locale="en-GB")
    page.goto(f"{(top / 'm/3/index.html').as_uri()}#outcomes")
    page.wait_for_url(f"{(top / 'en' / MODULE / 'index.html').as_uri()}#outcomes")
    page.close()


# The codes.

CELL, ACROSS = 180, 8


def test_codes_are_read_back_to_their_addresses(browser: Browser, site_folder: Path) -> None:
    """The real files, as Chromium draws them, read by a decoder of others: all that are handed out
    in rooms, and each fifth of the many others."""
    files = sorted(site_folder.glob("[gm]/**/qr*.svg"))
    assert len(files) > 100
    files += sorted(site_folder.glob("[fp]/**/qr*.svg"))[::5]
    assert len(files) > 200
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
    found = [path for path in built.files if "/qr-" in path and path.endswith(".svg")]
    assert len(found) > 30
    for path in found:
        section = path.rpartition("/qr-")[2].removesuffix(".svg")
        assert section in built.pages[f"{dirname(path)}/index.html"].ids
