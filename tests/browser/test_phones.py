"""Narrow screens: tables, long pages, records, and what stands beside headings."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from benchmarks.site.states import LARGER, styled

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

MODULE = "emm/modules/labour-migration/"


def box(shown: Locator) -> FloatRect:
    """Where something stands that is shown."""
    found = shown.bounding_box()
    assert found
    return found


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 360])
def test_rows_of_a_table_stand_below_one_another(
    open_page: Open, width: int, scripts: bool
) -> None:
    page = open_page(f"en/{MODULE}", width, java_script_enabled=scripts)
    table = page.locator(".kb-stack").first
    heads = table.locator("th[scope=col], thead th").all_text_contents()
    cells = table.locator("tbody tr").first.locator("th, td")
    boxes = [box(cell) for cell in cells.all()]
    assert len(boxes) == len(heads) > 2
    for upper, lower in pairwise(boxes):
        assert lower["y"] >= upper["y"] + upper["height"]
        assert lower["x"] == upper["x"]
    label = "cell => getComputedStyle(cell, '::before').content"
    named = [cell.evaluate(label) for cell in cells.all()]
    assert named == ["none", *(f'"{head}: "' for head in heads[1:])]
    around = table.locator("..")
    assert around.evaluate("box => box.scrollWidth <= box.clientWidth")
    # For screen readers it is a table all the same, its heads included.
    for role, count in (("columnheader", len(heads)), ("cell", 2)):
        assert page.get_by_role(role).count() >= count  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1280, "height": 800})
    assert len({box(cell)["y"] for cell in cells.all()}) == 1
    assert {cell.evaluate(label) for cell in cells.all()} == {"none"}


@pytest.mark.parametrize(("path", "words"), [("en/", "Scroll sideways"), ("", "Geser ke samping")])
def test_a_table_that_scrolls_says_so(open_page: Open, path: str, words: str) -> None:
    page = open_page(f"{path}trainers/module-6/", 360)
    table = page.locator(".kb-table--scroll").first
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    assert words in table.evaluate("box => getComputedStyle(box, '::before').content")
    name = table.get_attribute("aria-label") or ""
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0", arg=table.element_handle())
    assert page.get_by_role("region", name=name, exact=True).count() == 1


def test_the_link_beside_a_heading_is_no_part_of_it(open_page: Open, site_url: str) -> None:
    page = open_page(f"en/{MODULE}", 360, has_touch=True)
    link = page.locator("#key-ideas > .headerlink")
    room = box(link)
    assert min(room["width"], room["height"]) >= 43.9
    assert page.get_by_role("heading", name="Key ideas", exact=True).count() == 1
    assert link.evaluate("link => link.tabIndex") == -1
    link.scroll_into_view_if_needed()
    link.tap()
    assert page.url == f"{site_url}/en/{MODULE}#key-ideas"


def test_what_a_link_leads_to_is_opened(open_page: Open) -> None:
    page = open_page("en/gcm/objectives/#objective-9", 360)
    entry = page.locator("details:has(> summary > #objective-9)")
    expect(entry).to_have_attribute("open", "")
    expect(page.locator("#objective-9")).to_be_in_viewport()
    assert page.locator("article .kb-fold[open]").count() == 1
    page.goto(page.url.replace("gcm/objectives/#objective-9", "contribute/messages/#f108"))
    expect(page.locator("#f108")).to_be_in_viewport()
    assert page.locator("article details[open]").count() == 2


@pytest.mark.parametrize(
    ("path", "screens"),
    [("gcm/objectives/", 6), ("data/facts/", 5), ("data/sources/", 5), ("contribute/messages/", 3)],
)
def test_long_pages_are_short_at_first(open_page: Open, path: str, screens: int) -> None:
    page = open_page(f"en/{path}", 360, 740)
    main = box(page.locator("main"))
    sources = page.locator(".kb-page-sources").all()
    ends = sum(box(one)["height"] for one in sources)
    assert main["height"] - ends < screens * 740


def test_letters_lead_to_the_terms(open_page: Open) -> None:
    page = open_page("glossary/", 360)
    letters = page.locator(".kb-letters > a")
    shown = letters.all_inner_texts()
    assert shown == sorted(set(shown))
    letter = letters.filter(has_text="P")
    letter.click()
    term = page.locator(f"[id='{(letter.get_attribute('href') or '')[1:]}']")
    expect(term).to_be_in_viewport()
    assert term.inner_text().startswith("P")


def test_calls_are_for_editors_who_ask_for_them(open_page: Open, site_url: str) -> None:
    page = open_page("en/data/facts/migrants/", permissions=["clipboard-read", "clipboard-write"])
    expect(page.locator(".kb-record").first).to_be_visible()
    assert "{{" not in page.locator("article").inner_text()
    page.goto(f"{site_url}/en/data/facts/")
    switch = page.get_by_role("button", name="Show calls for editors")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    calls = page.locator(".kb-call code").all_text_contents()
    assert len(calls) == page.locator(".kb-index li").count()
    assert any(call.startswith('{{ name("') for call in calls)
    page.goto(f"{site_url}/en/data/facts/migrants/")
    page.locator(".kb-call button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('{{')")
    assert page.evaluate("navigator.clipboard.readText()") == '{{ fact("migrants.world") }}'
    page.goto(f"{site_url}/en/data/facts/")
    switch.click()
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".kb-call")).to_have_count(0)


def test_nothing_to_copy_is_offered_without_scripts(open_page: Open) -> None:
    page = open_page("en/data/facts/", java_script_enabled=False)
    expect(page.locator(".kb-calls")).to_be_hidden()
    expect(page.locator(".kb-copy")).to_have_count(0)


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_bar_has_room_for_its_parts_at_twice_the_size(open_page: Open, folder: str) -> None:
    page = open_page(folder + MODULE, 360)
    styled(page, LARGER)
    parts = page.locator(".kb-header > :visible").all()
    boxes = sorted((box(part) for part in parts), key=lambda one: (one["y"], one["x"]))
    for one in parts:
        assert one.evaluate("part => part.scrollWidth <= part.clientWidth + 1")
    for left, right in pairwise(boxes):
        beside = right["x"] >= left["x"] + left["width"] - 1
        assert beside or right["y"] >= left["y"] + left["height"] - 1
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["en/data/", "gcm/objectives/", "en/contribute/messages/"])
def test_nothing_that_opens_is_wider_than_the_page(open_page: Open, path: str) -> None:
    page = open_page(path, 320)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320
    page.set_viewport_size({"width": 360, "height": 740})
    styled(page, LARGER)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360
