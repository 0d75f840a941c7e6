"""The site without a network: saved by a browser, and from a USB stick."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.atomic_write import put_all
from macros.loading import open_built
from macros.publish.copies import ZIP
from macros.publish.offline import offline_files

pytestmark = pytest.mark.browser

Serve = Callable[[Path], AbstractContextManager[str]]
MODULE = "emm/modules/migration-development/"


def save(page: Page, address: str, language: str) -> None:
    """Save a language as a reader does."""
    page.goto(f"{address}/{'en/' if language == 'English' else ''}")
    panel = page.get_by_role("dialog")
    page.locator(".kb-offline").click()
    expect(panel).to_contain_text("MB")
    panel.get_by_role("button", name=language).click()
    said = panel.get_by_role("status").filter(has_text="aved" if "en" in page.url else "ersimpan")
    expect(said).to_have_count(1, timeout=30_000)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_saved_language_opens_after_the_server_is_gone(
    browser: Browser, site_folder: Path, serve: Serve
) -> None:
    context = browser.new_context()
    page = context.new_page()
    with serve(site_folder) as address:
        save(page, address, "English")
    page.goto(f"{address}/en/{MODULE}#key-ideas")
    expect(page.locator("h1")).to_have_text("Migration and development")
    expect(page.locator(".kb-header")).to_have_css("background-color", "rgb(12, 74, 86)")
    page.keyboard.press("/")
    search = page.get_by_role("dialog")
    search.locator("input").fill("remittances")
    expect(search.get_by_role("link", name="Remittances").first).to_be_visible()
    page.goto(f"{address}/{MODULE}")
    expect(page.locator("h1")).to_contain_text("This page is not saved")
    expect(page.locator("[lang=id]").get_by_role("link", name="Coba lagi")).to_be_visible()
    english = page.locator("section[lang=en]")
    english.get_by_role("searchbox").fill("remittances")
    english.get_by_role("button").click()
    expect(search.get_by_role("link", name="Remittances").first).to_be_visible()
    page.go_back()
    english.get_by_role("link", name="To the home page").click()
    page.wait_for_url(f"{address}/en/")
    expect(page.locator("header .kb-home")).to_contain_text("Migration Knowledge Base")
    context.close()


def test_what_is_saved_can_be_removed(browser: Browser, site_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    save(page, site_url, "Bahasa Indonesia")
    assert len(page.evaluate("caches.keys()")) == 1
    page.locator(".kb-offline").click()
    panel = page.get_by_role("dialog")
    part = panel.locator("section").filter(has_text="Bahasa Indonesia")
    part.get_by_role("button", name="Hapus: Bahasa Indonesia").click()
    expect(part.get_by_role("status")).to_contain_text("dihapus")
    expect(part.get_by_role("button", name="Simpan: Bahasa Indonesia")).to_be_focused()
    assert [one.inner_text() for one in panel.get_by_role("status").all()][1:] == [""]
    assert page.evaluate("caches.keys()") == []
    context.close()


def renewed(site: Path, *paths: str) -> dict[str, bytes]:
    """A later version of a site whose pages of these paths have another heading: its files."""
    found = (path for path in site.rglob("*") if path.is_file())
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
    for path in paths:
        text = files[path].decode()
        start, end = text.index(">", text.index("<h1")) + 1, text.index("</h1>")
        files[path] = f"{text[:start]}Renewed{text[end:]}".encode()
    lists = offline_files(files, open_built(site).pages, date(2027, 1, 1))
    return {**{path: files[path] for path in paths}, **dict(lists)}


SAVE = """() => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => data.of || done(data.failed ?? "saved");
  navigator.serviceWorker.controller.postMessage({ save: "en" }, [port2]);
})"""


def test_a_saved_language_is_of_one_version_whatever_befalls_its_renewal(
    browser: Browser, site_folder: Path, serve: Serve, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(site_folder, site)
    context = browser.new_context()
    page = context.new_page()
    about, module = "en/gcm/index.html", f"en/{MODULE}index.html"
    old = {path: (site / path).read_bytes() for path in (about, module)}

    def headings() -> set[bool]:
        """Whether the two pages are of the later version."""
        found = set()
        for path in (about, module):
            page.goto(f"{address}/{path.removesuffix('index.html')}")
            found.add(page.locator("h1").inner_text() == "Renewed")
        return found

    with serve(site) as address:
        # A page that is not the one of the list: nothing is saved, and the reader is told why.
        put_all(site, {about: b"<h1>Another version</h1>"})
        page.goto(f"{address}/en/")
        page.locator(".kb-offline").click()
        panel = page.get_by_role("dialog")
        panel.get_by_role("button", name="Save: English").click()
        said = panel.get_by_role("status").first
        expect(said).to_contain_text("being renewed", timeout=30_000)
        put_all(site, {about: old[about]})
        panel.get_by_role("button", name="Save: English").click()
        expect(said).to_contain_text("Saved", timeout=30_000)
        page.keyboard.press("Escape")
        first = page.evaluate("caches.keys()")
        new = renewed(site, about, module)

        # A server in the middle of its own renewal: the list is there, and a page is not.
        put_all(site, new)
        shutil.rmtree((site / module).parent)
        assert headings() == {False}
        assert page.evaluate(SAVE) == "404"
        assert headings() == {False}

        # There is a page, and it is the old one.
        put_all(site, {module: old[module]})
        assert page.evaluate(SAVE) == "changing"
        assert headings() == {False}
        assert set(page.evaluate("caches.keys()")) > set(first)

        # All of it is there. A worker that starts anew looks for it by itself.
        put_all(site, new)
        devtools = context.new_cdp_session(page)
        devtools.send("ServiceWorker.enable")
        devtools.send("ServiceWorker.stopAllWorkers")
        page.goto(f"{address}/en/gcm/")
        page.get_by_role("button", name="Show it").click()
        expect(page.locator("h1")).to_have_text("Renewed")
        second = page.evaluate("caches.keys()")
    assert headings() == {True}
    assert len(second) == 1
    assert second != first
    context.close()


def test_the_copy_for_a_usb_stick_works(
    browser: Browser, site_folder: Path, tmp_path: Path
) -> None:
    with ZipFile(site_folder / ZIP.path) as bundle:
        bundle.extractall(tmp_path)
    page = browser.new_page()
    failed: list[tuple[str, str | None]] = []
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    page.goto((tmp_path / "START.html").as_uri())
    expect(page.locator("header")).to_have_css("background-color", "rgb(12, 74, 86)")
    mark = page.locator("header img").evaluate("image => image.naturalWidth")
    assert mark == 192
    page.get_by_role("link", name="Buka basis pengetahuan").click()
    page.locator(".kb-tabs").get_by_role("link", name="Belajar").click()
    folder = tmp_path / "knowledge-base"
    expect(page).to_have_url((folder / "emm" / "index.html").as_uri())
    page.locator(".kb-language").click()
    expect(page).to_have_url((folder / "en" / "emm" / "index.html").as_uri())
    page.locator(".kb-page-sources > summary").click()
    page.locator(".kb-page-sources a[href*='facts']").first.click()
    assert page.url.startswith(folder.as_uri())
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.get_by_role("dialog").locator("input").fill("border management")
    found = page.get_by_role("dialog").get_by_role("link", name="border management")
    expect(found.first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/border-management/index.html*")
    assert page.url.startswith(folder.as_uri())
    expect(page.locator("h1")).to_be_visible()
    for link in (".kb-figure > a", ".kb-term"):
        page.locator(link).first.click()
        expect(page.get_by_role("dialog").get_by_role("link").last).to_be_visible()
        page.keyboard.press("Escape")
    picture = page.locator(".kb-diagram__picture").first
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    # What a page still asks for while a reader leaves it is broken off.
    assert [url for url, why in failed if why != "net::ERR_ABORTED"] == []
    page.close()
