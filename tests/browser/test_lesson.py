"""What lessons are made of, as browsers show it: tabs, folded answers, pictures, wide tables.

The page on the language of a page has all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from benchmarks.site import axe
from benchmarks.site.states import SCHEMES, Scheme, State
from macros.html.model import BuiltSite
from macros.mkdocs_adapter.tables import at_any_width
from macros.model import LOCALES, Locale
from macros.publish.search.article import read_article

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

LANGUAGE = "en/contribute/markdown/"
WIDE = (
    "<table>\n<thead>\n<tr>"
    + "".join(f"<th>Word{n}</th>" for n in range(30))
    + "</tr>\n</thead>\n<tbody>\n<tr>"
    + "".join(f"<td>cell{n}</td>" for n in range(30))
    + "</tr>\n</tbody>\n</table>"
)


@pytest.mark.parametrize("scripts", [True, False])
def test_of_tabs_one_is_open_and_on_paper_all(open_page: Open, scripts: bool) -> None:
    page = open_page(LANGUAGE, java_script_enabled=scripts)
    shown = page.locator(".tabbed-set p")
    expect(shown.first).to_be_visible()
    expect(shown.last).to_be_hidden()
    page.locator(".tabbed-set summary").last.press("Enter")
    expect(shown.last).to_be_visible()
    expect(shown.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(shown.first).to_be_visible()
    expect(shown.last).to_be_visible()


def test_folded_answers_are_printed(open_page: Open) -> None:
    page = open_page(LANGUAGE)
    answer = page.locator("details.question > p")
    expect(answer).to_be_hidden()
    page.emulate_media(media="print")
    expect(answer).to_be_visible()


def test_what_is_folded_is_found(built: BuiltSite) -> None:
    article = read_article(built.pages[f"{LANGUAGE}index.html"])
    assert article
    texts = " ".join(section.folded for section in article.sections)
    assert "In facts.yml, once for both languages." in texts
    assert "The ticket is bought before the journey." in texts


@pytest.mark.parametrize("width", [320, 1280])
def test_no_picture_is_wider_than_its_place(open_page: Open, width: int) -> None:
    page = open_page(LANGUAGE, width)
    picture = page.locator("article figure img:not([class])")
    assert (picture.get_attribute("width"), picture.get_attribute("height")) == ("320", "120")
    picture.evaluate("img => { img.width = 4000; img.height = 1500 }")
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(4000 / 1500, rel=0.02)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_columns_stand_where_their_colons_say(open_page: Open) -> None:
    page = open_page(LANGUAGE)
    cells = page.locator("#tables ~ .admonition").first.locator("tbody tr").first.locator("td")
    aligned = [cell.evaluate("td => getComputedStyle(td).textAlign") for cell in cells.all()]
    assert aligned == ["left", "center", "right"]


def test_a_wide_table_is_printed_whole(open_page: Open) -> None:
    page = open_page(LANGUAGE)
    page.locator("article").evaluate(
        "(article, html) => { article.innerHTML = html }", at_any_width(WIDE)
    )
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = ["".join(sheet.extract_text().split()) for sheet in pdf.pages]
    number = next(number for number, text in enumerate(texts) if "cell0" in text)
    sheet = pdf.pages[number]
    assert sheet.mediabox.width > sheet.mediabox.height
    assert all(f"Word{n}" in texts[number] and f"cell{n}" in texts[number] for n in range(30))
    ends: list[float] = []

    def visit(text: str, page: list[float], line: list[float], *_: object) -> None:
        ends.append(line[4] * page[0] + page[4] if text.strip() else 0)

    sheet.extract_text(visitor_text=visit)
    assert max(ends) < float(sheet.mediabox.width) - 20


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LOCALES)
def test_axe_finds_nothing_in_any_of_it(
    look: Callable[[State], list[axe.Violation]], language: Locale, scheme: Scheme
) -> None:
    path = f"{'en/' if language == 'en' else ''}contribute/markdown/"
    opened = "document.querySelectorAll('details').forEach(one => { one.open = true })"
    state = State("lesson", path, language, scheme=scheme, act=lambda page: page.evaluate(opened))
    assert [str(found) for found in look(state)] == []
