"""A room kit on a stick, as a trainer opens it where there is no network."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from macros.course.paths import sheet_path
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.copies import KITS, Copy

pytestmark = pytest.mark.browser

WORDS = {
    "en": ("Slides, handouts and notes", "remittances", "Remittances", "Your plan"),
    "id": ("Salindia, lembar peserta, dan catatan", "remitansi", "Remitansi", "Rencana Anda"),
}
"""The button, what is searched and found, and the heading of the planner."""


@pytest.fixture(scope="module", params=KITS, ids=lambda kit: Path(kit.path).stem)
def kit(
    request: pytest.FixtureRequest, site_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Copy, Path]:
    """A kit, and the folder that it was unpacked to."""
    copy: Copy = request.param
    folder = tmp_path_factory.mktemp("kit")
    with ZipFile(site_folder / copy.path) as archive:
        archive.extractall(folder)
    return copy, folder


@pytest.mark.parametrize("locale", LOCALES)
def test_all_of_a_session_works_from_a_stick(
    browser: Browser, kit: tuple[Copy, Path], locale: Locale
) -> None:
    copy, folder = kit
    if locale not in copy.locales:
        assert not (folder / "knowledge-base" / FOLDERS[locale] / "trainers").exists()
        return
    button, asked, found, heading = WORDS[locale]
    context = browser.new_context(offline=True)
    page = context.new_page()
    failed: list[tuple[str, str | None]] = []
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    page.goto((folder / "START.html").as_uri())
    page.get_by_role("link", name=button).click()
    page.wait_for_url("**/trainers/index.html")
    hub = page.url

    handout = page.locator("a[href$='module-3.pdf']").first.evaluate("link => link.href")
    top = folder / "knowledge-base"
    assert handout == (top / sheet_path(locale, 3)).as_uri()
    assert (top / sheet_path(locale, 3)).read_bytes().startswith(b"%PDF-1.7")

    page.locator("a[href*='slides/3/']").first.click()
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    page.keyboard.press("PageDown")
    page.wait_for_function("Reveal.getIndices().h === 1")

    page.goto(hub)
    page.keyboard.press("/")
    search = page.get_by_role("dialog")
    search.locator("input").fill(asked)
    expect(search.get_by_role("link", name=found).first).to_be_visible()
    page.keyboard.press("Escape")

    page.goto(hub)
    page.locator("article a[href*='planner/index.html']").first.click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".kb-planner [type=checkbox]").first).to_be_visible()

    page.goto((top / FOLDERS[locale] / "emm/modules/border-management/index.html").as_uri())
    question = page.locator(".kb-check:not(.kb-several)").first
    option = question.locator("summary").first
    option.scroll_into_view_if_needed()
    option.click()
    expect(question.locator("p").first).to_be_visible()
    expect(page.locator(".kb-score")).to_be_visible()

    switch = page.locator(".kb-language")
    there = switch.evaluate("link => link.href")
    assert there.startswith("file:" if len(copy.locales) > 1 else "https:")
    if there.startswith("file:"):
        switch.click()
        expect(page.locator("html")).to_have_attribute("lang", "id" if locale == "en" else "en")
    # What a page still asks for while a trainer leaves it is broken off.
    assert [url for url, why in failed if why != "net::ERR_ABORTED"] == []
    context.close()
