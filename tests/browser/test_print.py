"""Pages on paper: real PDF files, read by a program that knows nothing of browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

MODULE = "emm/modules/migration-development/"
A4 = (595, 842)
"""In points."""


def printed(browser: Browser, address: str, *, scripts: bool = True) -> PdfReader:
    context = browser.new_context(java_script_enabled=scripts, color_scheme="dark")
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    pdf = page.pdf(prefer_css_page_size=True)
    context.close()
    return PdfReader(BytesIO(pdf))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_module_on_paper(browser: Browser, site_url: str, scripts: bool) -> None:
    pdf = printed(browser, f"{site_url}/en/{MODULE}", scripts=scripts)
    sheets = [re.sub(r"\s+", " ", normalize("NFKC", sheet.extract_text())) for sheet in pdf.pages]
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in pdf.pages} == {A4}
    assert sheets[0].startswith(f"1 / {len(sheets)} Migration and development")
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.startswith(f"{number} / {len(sheets)} ")
    text = " ".join(sheet.partition(f" / {len(sheets)} ")[2] for sheet in sheets)
    # The figures, of what day they are, their sources with addresses, and the page's own address.
    assert re.search(r"Figures on this page The newest figure here became known (on|in) \w", text)
    assert "US$831 billion" in text
    assert re.search(r"\(https://\S+", text)
    assert f"Address of this page: https://kb.example.org/en/{MODULE}" in text
    # No frame: neither menu nor buttons, nor the contents and the way on.
    for word in ("Table of contents", "Read without a network", "Back to top", "¶"):
        assert word not in text


def test_paper_is_light_whatever_the_screen_is(browser: Browser, site_url: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site_url}/{MODULE}")
    page.emulate_media(media="print", color_scheme="dark")
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    context.close()
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_all_figures_and_no_frame(open_page: Open, scripts: bool) -> None:
    page = open_page(MODULE, java_script_enabled=scripts)
    page.emulate_media(media="print")
    expect(page.locator(".kb-figures__list > li").last).to_be_visible()
    expect(page.locator(".kb-figures__names li").first).to_be_visible()
    expect(page.locator(".kb-printed")).to_contain_text(f"/{MODULE}")
    for part in (".kb-header", ".kb-tabs", ".kb-nav", ".kb-toc", ".kb-footer nav"):
        expect(page.locator(part)).to_be_hidden()
