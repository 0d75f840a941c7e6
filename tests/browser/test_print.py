"""Pages on paper: real PDF files, read by a program that knows nothing of browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

MODULE = "emm/modules/migration-development/"
A4 = (595, 842)
"""In points."""
SIDES = 8
"""Of four sheets of paper."""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_module_on_paper(open_page: Open, scripts: bool) -> None:
    page = open_page(f"en/{MODULE}", java_script_enabled=scripts, color_scheme="dark")
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [re.sub(r"\s+", " ", normalize("NFKC", sheet.extract_text())) for sheet in pdf.pages]
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in pdf.pages} == {A4}
    text = ""
    for number, sheet in enumerate(sheets, start=1):
        foot = f"{number} / {len(sheets)} ?Migration Knowledge Base "
        begins = re.match(foot, sheet)
        assert begins, sheet
        text += sheet[begins.end() :]
    assert text.startswith("Migration and development ")
    # The figures, of what day they are, their sources with addresses, and the page's own address.
    assert re.search(
        r"\d+ figures, \d+ sources The newest figure here became known (on|in) \w", text
    )
    assert "US$831 billion" in text
    assert re.search(r"\(https://\S+", text)
    assert "Address of this page: https://kb.example.org/m/3/" in text
    # No frame: neither menu nor buttons, nor the contents and the way on.
    for word in ("Table of contents", "Read without a network", "Back to top", "¶"):
        assert word not in text


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_largest_module_takes_four_sheets(
    open_page: Open, site_folder: Path, folder: str
) -> None:
    modules = site_folder.glob(f"{folder}emm/modules/*/index.html")
    largest = max(modules, key=lambda page: page.stat().st_size).parent.name
    page = open_page(f"{folder}emm/modules/{largest}/")
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(pdf.pages) <= SIDES


def test_the_code_of_the_address_comes_only_for_paper(new_page: Open, site_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}/{MODULE}", wait_until="networkidle")
    code = f"{site_url}/m/3/qr.svg"
    assert code not in asked
    page.pdf()
    assert code in asked


def test_a_record_is_printed_without_what_editors_copy(open_page: Open) -> None:
    page = open_page("en/data/facts/people/")
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = normalize("NFKC", "".join(sheet.extract_text() for sheet in pdf.pages))
    assert "Jeffrey Labovitz" in text
    for word in ("{{", "@misc", "Copy the call", "Use this figure"):
        assert word not in text


def test_paper_is_light_whatever_the_screen_is(open_page: Open) -> None:
    page = open_page(MODULE, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_all_figures_and_no_frame(open_page: Open, scripts: bool) -> None:
    page = open_page(MODULE, java_script_enabled=scripts)
    page.emulate_media(media="print")
    expect(page.locator(".kb-page-sources ol > li").last).to_be_visible()
    expect(page.locator('[id^="figure-"]').last).to_be_visible()
    expect(page.locator(".kb-printed")).to_contain_text("/m/3/")
    for part in (".kb-header", ".kb-tabs", ".kb-nav", ".kb-toc", ".kb-way"):
        expect(page.locator(part)).to_be_hidden()
