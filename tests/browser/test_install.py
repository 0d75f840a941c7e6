"""What makes the site an app: a phone can install it, and opens there what has been saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.app.mark import drawn

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
MODULE = "emm/modules/migration-development/"


@pytest.mark.parametrize("locale", LOCALES)
def test_browser_finds_nothing_that_hinders_an_install(
    open_page: Open, site_url: str, locale: Locale
) -> None:
    page = open_page(f"{FOLDERS[locale]}{MODULE}")
    devtools = page.context.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == []
    told = json.loads(found["data"])
    assert told["lang"] == locale
    hindering = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # Windows of the tests keep nothing, and are never asked to install.
    assert [one["errorId"] for one in hindering if one["errorId"] != "in-incognito"] == []
    for icon in told["icons"]:
        answer = page.request.get(urljoin(found["url"], icon["src"]))
        with Image.open(BytesIO(answer.body())) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    start = urljoin(found["url"], told["start_url"])
    assert start == f"{site_url}/{FOLDERS[locale]}"
    saved = page.request.get(f"{site_url}/assets/offline/{locale}.json").json()["files"]
    assert urlsplit(start).path.lstrip("/") in saved
    assert urlsplit(found["url"]).path.lstrip("/") in saved


def test_icons_are_the_mark_as_browsers_draw_it(open_page: Open, site_url: str) -> None:
    page = open_page("m/1/", 192, 192, java_script_enabled=False)
    page.goto(f"{site_url}/assets/mark.svg")
    theirs = Image.open(BytesIO(page.screenshot())).convert("RGB")
    ours = Image.new("RGB", theirs.size, "white")
    ours.paste(drawn(192), (0, 0), drawn(192))
    differences = ImageChops.difference(theirs, ours).convert("L").tobytes()
    assert sum(one > 64 for one in differences) < 0.01 * 192 * 192


def test_bars_of_the_browser_follow_the_scheme(open_page: Open) -> None:
    page = open_page("en/", color_scheme="light")
    shown = page.locator("meta[name=theme-color]")
    light, dark = "#0c4a56", "#0b3b45"
    assert [one.get_attribute("content") for one in shown.all()] == [light, light]
    page.locator(".kb-header > .kb-scheme").click()
    assert [one.get_attribute("content") for one in shown.all()] == [dark, dark]
    page.goto(page.url + "help/")
    assert [one.get_attribute("content") for one in shown.all()] == [dark, dark]


def test_bars_of_the_browser_follow_the_device_without_a_script(open_page: Open) -> None:
    page = open_page("en/", java_script_enabled=False)
    bars = page.locator("meta[name=theme-color]")
    expect(bars.first).to_have_attribute("media", "(prefers-color-scheme:dark)")
    assert [one.get_attribute("content") for one in bars.all()] == ["#0b3b45", "#0c4a56"]
