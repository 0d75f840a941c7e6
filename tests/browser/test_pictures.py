"""A picture among the text: fetched when it comes near, in the size that is shown, and nothing
jumps."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, Route
from pypdf import PdfReader

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

LESSON = "en/contribute/markdown/"
PICTURE = "article figure img[src$='bars.png']"


@pytest.mark.parametrize(("width", "file"), [(320, "360.webp"), (1280, "360.webp")])
def test_a_picture_is_fetched_late_and_moves_nothing(
    new_page: Open, site_url: str, width: int, file: str
) -> None:
    page = new_page(width)
    asked: list[str] = []
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.on("request", lambda request: asked.append(request.url.rpartition("bars.png.")[2]))
    page.route("**/bars.png*", hold)
    page.goto(f"{site_url}/{LESSON}")
    page.wait_for_timeout(200)
    assert held == []
    picture = page.locator(PICTURE)
    with page.expect_request("**/bars.png*"):
        picture.scroll_into_view_if_needed()
    before = picture.bounding_box()
    held[0].continue_()
    picture.evaluate("image => image.decode()")
    assert file in asked
    assert picture.bounding_box() == before
    assert before is not None
    assert before["width"] <= width
    assert before["width"] / before["height"] == pytest.approx(320 / 120, rel=0.02)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_picture_is_printed_with_who_made_it(open_page: Open) -> None:
    page = open_page(LESSON)
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheet = next(sheet for sheet in pdf.pages if "Bars that grow" in sheet.extract_text())
    assert "Picture: Migration Knowledge Base, CC BY 4.0" in sheet.extract_text()
    assert len(sheet.images) == 1
