"""What makes the site an app: manifests, icons drawn of the mark, and the search for browsers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath

import pytest
from lxml import etree
from PIL import Image

import macros.publish.app.mark as mark_module
from macros.loading import open_library
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.app.files import FOLDER, app_files, manifest_path, search_path
from macros.publish.app.mark import drawn, on_ground
from macros.site_profile import Profile, profile
from tests.conftest import ROOT, TODAY

LIBRARY = replace(open_library(ROOT / "tests" / "site", TODAY), address="https://test.example/")
FILES = dict(app_files(LIBRARY))
GROUND, WHITE = (12, 74, 86), (255, 255, 255)


@pytest.mark.parametrize("locale", LOCALES)
def test_manifest_of_each_language_has_what_an_install_needs(locale: Locale) -> None:
    told = json.loads(FILES[manifest_path(locale)])
    assert told["lang"] == locale
    assert len(told["short_name"]) <= 12
    assert told["display"] == "standalone"
    home = normpath(join(FOLDER, told["start_url"]))
    assert home == (FOLDERS[locale].rstrip("/") or ".")
    assert normpath(join(FOLDER, told["scope"])) == "."
    for icon in told["icons"]:
        with Image.open(BytesIO(FILES[FOLDER + icon["src"]])) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert {(icon["sizes"], icon.get("purpose", "any")) for icon in told["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }


def test_languages_are_two_apps() -> None:
    ids = {json.loads(FILES[manifest_path(locale)])["id"] for locale in LOCALES}
    assert len(ids) == len(LOCALES)


def test_maskable_icon_keeps_the_mark_within_the_circle_that_is_seen() -> None:
    with Image.open(BytesIO(FILES[f"{FOLDER}maskable.png"])) as picture:
        red = picture.getchannel("R").tobytes()
    # Where two of the same colour meet, one may be a shade off.
    far = [(at % 512, at // 512) for at, shade in enumerate(red) if shade > GROUND[0] + 8]
    assert len(far) > 1000
    assert max(abs(complex(x - 256, y - 256)) for x, y in far) < 0.4 * 512


def test_touch_icon_has_no_corners_of_its_own() -> None:
    assert on_ground(180, 0.9).getpixel((0, 0)) == GROUND
    assert drawn(192).getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("locale", LOCALES)
def test_browsers_search_on_the_home_page(locale: Locale) -> None:
    root = etree.fromstring(FILES[search_path(locale)])
    names = {etree.QName(node).localname: node for node in root}
    assert len(names["ShortName"].text or "") <= 16
    address = names["Url"].get("template")
    assert address == f"https://test.example/{FOLDERS[locale]}?q={{searchTerms}}"


def test_site_without_an_address_has_no_search_for_browsers() -> None:
    assert not any("search" in path for path, _ in app_files(replace(LIBRARY, address="")))


@pytest.fixture
def of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Draws the mark that an SVG of these shapes is, at 24 pixels."""

    def draw(shapes: str) -> Image.Image:
        path = tmp_path / "mark.svg"
        path.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shapes}</svg>'
        )
        monkeypatch.setattr(mark_module, "profile", lambda: Profile(mark=path))
        drawn.cache_clear()
        return drawn(24)

    yield draw
    drawn.cache_clear()


@pytest.mark.parametrize(
    ("path", "inside", "outside"),
    [
        ("M2 2h20V12H2z", (20, 4), (20, 16)),
        ("M2 2L22 2l0 10L2 12Z", (20, 4), (20, 16)),
        ("M4 12a8 8 0 0 1 16 0z", (12, 6), (12, 18)),
        ("M4 12A8 8 0 0 0 20 12z", (12, 18), (12, 6)),
        ("M12 4a8 8 0 1 0 8 8z", (12, 18), (18, 6)),
        ("M1 1h2v2h-2zm10 10h8v8h-8z", (15, 15), (5, 5)),
    ],
)
def test_paths(of: object, path: str, inside: tuple[int, int], outside: tuple[int, int]) -> None:
    picture = of(f'<path fill="#fff" d="{path}"/>')  # type: ignore[operator]
    assert picture.getpixel(inside) == (*WHITE, 255)
    assert picture.getpixel(outside)[3] == 0


def test_strokes_have_the_width_and_colour_of_their_group(of: object) -> None:
    picture = of('<g fill="none" stroke="#fff" stroke-width="6"><path d="M4 12H20"/></g>')  # type: ignore[operator]
    assert [picture.getpixel((12, y))[3] > 0 for y in (7, 10, 13, 16)] == [False, True, True, False]


@pytest.mark.parametrize(
    "shapes", ["<text>M</text>", '<path d="M0 0Q1 1 2 2"/>', '<path d="M0 0a1 2 0 0 1 2 2"/>']
)
def test_mark_that_cannot_be_drawn_is_refused(of: object, shapes: str) -> None:
    with pytest.raises(ValueError, match="does not know"):
        of(shapes)  # type: ignore[operator]


def test_site_without_a_mark_has_no_icons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.publish.app.files.profile", lambda: replace(profile(), mark=None))
    assert {path for path, _ in app_files(LIBRARY)} == {search_path(one) for one in LOCALES}
    monkeypatch.setattr(mark_module, "profile", Profile)
    drawn.cache_clear()
    with pytest.raises(LookupError):
        drawn(16)
