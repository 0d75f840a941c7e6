"""The preview of a proposal: a folder whose pages open from disk, without a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


def test_pages_styles_and_links_work_from_disk(preview: Path, browser: Browser) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((preview / "index.html").as_uri())
    expect(page.locator(".kb-header")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.locator(".kb-tabs").get_by_role("link", name="Belajar").click()
    expect(page).to_have_url((preview / "emm" / "index.html").as_uri())
    page.locator(".kb-language").click()
    expect(page).to_have_url((preview / "en" / "emm" / "index.html").as_uri())
    page.locator(".kb-page-sources > summary").click()
    page.locator(".kb-page-sources a[href*='facts']").first.click()
    assert page.url.startswith(preview.as_uri())
    assert page.locator("h1").count() == 1
    assert failed == []
    page.close()
