"""From the home page, on a phone, two taps lead to what most readers come for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WAYS = [
    ("emm/modules/labour-migration/", ["emm/modules/labour-migration/"]),
    ("help/", ["help/"]),
    ("indonesia/figures/", ["indonesia/figures/"]),
    ("gcm/objectives/#objective-6", ["gcm/objectives/", "#objective-6"]),
    ("trainers/", ["trainers/"]),
]


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize(("goal", "taps"), WAYS, ids=[goal for goal, _ in WAYS])
def test_two_taps_lead_there(
    open_page: Callable[..., Page], site_url: str, folder: str, goal: str, taps: list[str]
) -> None:
    page = open_page(folder, 360, 740, has_touch=True)
    for address in taps:
        link = page.locator(f"article a[href='{address}']").first
        link.scroll_into_view_if_needed()
        link.tap()
    expect(page).to_have_url(f"{site_url}/{folder}{goal}")
    assert len(taps) <= 2
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360
