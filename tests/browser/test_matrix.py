"""The map of the modules on a phone: the first column stays, and each mark has its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CASES = [
    ("", "Tujuan GCM dan modul", ["Modul 6: ", "● Modul 6 membahasnya", "– tidak"]),
    ("en/", "GCM objectives and the", ["Module 6: ", "● Module 6 addresses it", "– no"]),
]


@pytest.mark.parametrize(("folder", "name", "said"), CASES)
def test_matrix_can_be_read_on_a_phone(
    open_page: Callable[..., Page], folder: str, name: str, said: list[str]
) -> None:
    page = open_page(f"{folder}emm/map/", 320)
    region = page.get_by_role("region", name=name)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320
    fifth = region.get_by_role("row").nth(5)
    expect(region.get_by_role("columnheader").nth(6)).to_contain_text(said[0])
    expect(fifth.get_by_role("cell").nth(5)).to_have_text(said[1])
    expect(fifth.get_by_role("cell").nth(0)).to_have_text(said[2])
    head = fifth.get_by_role("rowheader")
    region.focus()
    expect(region).to_be_focused()
    before = head.bounding_box()
    region.evaluate("one => one.scrollLeft = 999")
    assert region.evaluate("one => one.scrollLeft") > 0
    after = head.bounding_box()
    assert before
    assert after
    assert after["x"] == before["x"]
