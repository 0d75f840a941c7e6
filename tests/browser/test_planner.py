"""The session planner, as trainers use it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from benchmarks.site.states import LARGER, styled
from tests.browser.test_offline import save

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PLANNER = "trainers/planner/"
HALF = "plan=1&modules=6&days=0900-1230&lunch=off&afternoon=off&opening=10&closing=10"


def rows(page: Page) -> list[str]:
    """The rows of the timetable, each on one line."""
    texts = page.locator("#timetable tbody tr").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


def said(page: Page) -> Locator:
    return page.locator(".kb-planner [role=status]")


def order(page: Page) -> list[str]:
    """The modules in their order, chosen or not."""
    texts = page.locator(".kb-planner__modules > li > div > label").all_inner_texts()
    return [text.strip().partition(".")[0] for text in texts]


def test_modules_are_chosen_and_ordered_by_keyboard(open_page: Open) -> None:
    page = open_page(f"en/{PLANNER}")
    expect(said(page)).to_contain_text("Tick a module")
    for name in ("1. The global", "3. Migration and"):
        box = page.get_by_role("checkbox", name=name)
        box.focus()
        page.keyboard.press("Space")
    expect(said(page)).to_contain_text("Everything fits")
    page.get_by_role("button", name="Move up: 3.").focus()
    page.keyboard.press("Enter")
    assert order(page)[:2] == ["3", "1"]
    expect(said(page)).to_have_text("Migration and development: now 1 of 2")
    # The button that was pressed can do no more, and the other one has the focus.
    expect(page.get_by_role("button", name="Move down: 3.")).to_be_focused()
    expect(page.locator(".kb-planner__hint").first).to_have_text(
        "Builds on module 1, not planned before it."
    )
    assert page.url.endswith("#plan=1&modules=3,1")
    assert "Module 3: Migration and development" in rows(page)[1]


@pytest.mark.parametrize("touch", [False, True])
def test_modules_are_dragged(open_page: Open, touch: bool) -> None:
    page = open_page(f"en/{PLANNER}#plan=1&modules=1,2,3", 360 if touch else 1280, has_touch=touch)
    handles = page.locator(".kb-planner__handle")
    page.locator(".kb-planner__modules").scroll_into_view_if_needed()
    start, end = (handles.nth(at).bounding_box() for at in (0, 2))
    assert start
    assert end
    x, first = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    last = end["y"] + end["height"]
    if touch:
        devtools = page.context.new_cdp_session(page)

        def send(kind: str, *points: dict[str, float]) -> None:
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        send("touchStart", {"x": x, "y": first})
        for step in range(1, 6):
            send("touchMove", {"x": x, "y": first + (last + 30 - first) * step / 5})
        send("touchEnd")
    else:
        page.mouse.move(x, first)
        page.mouse.down()
        page.mouse.move(x, last + 30, steps=5)
        page.mouse.up()
    expect(page).to_have_url(re.compile(r"#plan=1&modules=2,3,1$"))
    assert [one for one in order(page) if one in "123"] == ["2", "3", "1"]


def test_what_does_not_fit_is_said_and_left_out_by_one_tap(open_page: Open) -> None:
    page = open_page(f"en/{PLANNER}#{HALF.replace('1230', '1130')}", 360, has_touch=True)
    expect(said(page)).to_have_text("35 minutes too much.")
    over = page.locator(".kb-planner__over")
    expect(over.locator("ul").first.locator("li")).to_have_count(2)
    for words in ("End the last day at 12:05", "Take 2 days", "Leave out the 2 below"):
        expect(over.get_by_role("button", name=words)).to_be_visible()
    over.get_by_role("button", name="Leave out Module 6, Activity 2").tap()
    expect(said(page)).to_have_text("5 minutes too much.")
    over.get_by_role("button", name="Leave out Module 6, Check yourself").tap()
    expect(said(page)).to_contain_text("Everything fits")
    expect(over).to_have_count(0)
    assert page.url.endswith("&without=6.activity-2,6.self-check")
    # And what was left out can be taken up again.
    page.locator(".kb-planner__modules summary").first.tap()
    page.get_by_role("checkbox", name="Check yourself").first.tap()
    expect(said(page)).to_have_text("5 minutes too much.")
    page.get_by_role("button", name="5 minutes less: Key ideas").first.tap()
    expect(said(page)).to_contain_text("Everything fits")


def test_an_address_gives_the_same_plan_elsewhere(
    browser: Browser, open_page: Open, site_url: str
) -> None:
    page = open_page(f"en/{PLANNER}#{HALF}&minutes=6.case.40&date=2027-01-05")
    here = [re.sub(r"^(\d\d:\d\d–\d\d:\d\d).* (\d+)$", r"\1 \2", row) for row in rows(page)]
    shared = page.locator(".kb-planner__address input").input_value()
    assert shared.startswith("https://kb.example.org/p/trainers/planner/#plan=1&")
    other = browser.new_context(locale="id-ID")
    there = other.new_page()
    # The short address leads to the page in the reader's language.
    there.goto(shared.replace("https://kb.example.org", site_url))
    there.wait_for_url(f"{site_url}/{PLANNER}#plan=1*")
    expect(there.locator("#timetable caption")).to_have_text("Hari ke-1, Selasa, 5 Januari 2027")
    read = [re.sub(r"^(\S+).* (\d+)$", r"\1 \2", row).replace(".", ":") for row in rows(there)]
    assert read == here
    assert len(here) == 10
    other.close()
    page.locator(".kb-language").click()
    page.wait_for_url(f"{site_url}/{PLANNER}#plan=1*")
    assert [
        re.sub(r"^(\S+).* (\d+)$", r"\1 \2", row).replace(".", ":") for row in rows(page)
    ] == here


def test_an_address_that_is_not_understood_says_so(open_page: Open) -> None:
    page = open_page(f"en/{PLANNER}#{HALF}&modules=99&without=6.coda,6.story&lunch=soon&<b>=1")
    told = page.locator(".kb-planner__said")
    expect(told).to_contain_text("Left out, since it is not known here: modules=99, ")
    for part in ("without=6.coda", "lunch=soon"):
        expect(told).to_contain_text(part)
    expect(said(page)).to_contain_text("Everything fits")
    assert "Story" not in " ".join(rows(page))


def test_a_ready_plan_opens_in_the_planner(open_page: Open) -> None:
    page = open_page(PLANNER)
    for name, days in (("half-day", 1), ("full-day", 1), ("two-days", 2), ("three-days", 3)):
        plan = page.locator(f"#{name} ~ .kb-plan").first
        ready = [" ".join(row.split()) for row in plan.locator("tbody tr").all_inner_texts()]
        total = plan.locator("> p").first.inner_text()
        plan.get_by_role("link", name="Buka di perencana").click()
        expect(page.locator("#timetable > p")).to_have_text(total)
        assert rows(page) == ready
        expect(page.locator("#timetable table")).to_have_count(days)
        expect(said(page)).to_contain_text("Semuanya muat")


def test_the_plan_is_saved_as_files(open_page: Open) -> None:
    page = open_page(f"en/{PLANNER}#{HALF}&labels=both")
    page.get_by_role("button", name="(.ics)").click()
    expect(said(page)).to_have_text("Give the date of the first day first.")
    date = page.get_by_label("Date of the first day")
    expect(date).to_be_focused()
    date.fill("2027-01-05")
    with page.expect_download() as begun:
        page.get_by_role("button", name="(.ics)").click()
    assert begun.value.suggested_filename == "session-plan.ics"
    text = Path(begun.value.path()).read_bytes().decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 10
    story = text[text.index("BEGIN:VEVENT", text.index("BEGIN:VEVENT") + 1) :].split("\r\n")[:8]
    assert story[1] == "UID:2027-01-05-6-story@kb.example.org"
    assert story[3:5] == ["DTSTART:20270105T091000", "DTEND:20270105T091500"]
    assert story[5].startswith("SUMMARY:Module 6: Story: The folder / Modul 6: Cerita: ")
    assert "https://kb.example.org/en/trainers/module-6/#steps" in story[6]
    assert story[7] == "URL:https://kb.example.org/en/emm/modules/labour-migration/#story"
    with page.expect_download() as begun:
        page.get_by_role("button", name="(.csv)").click()
    content = Path(begun.value.path()).read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(content.splitlines()))
    assert [row["Minutes / Menit"] for row in table][:3] == ["10", "5", "30"]
    assert table[0]["Section / Bagian"] == "Opening / Pembukaan"
    assert {row["Date / Tanggal"] for row in table} == {"2027-01-05"}


def test_only_the_plan_is_printed(open_page: Open) -> None:
    page = open_page(f"en/{PLANNER}#{HALF}&labels=both", color_scheme="dark")
    expect(said(page)).to_contain_text("Everything fits")
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(pdf.pages) == 1
    text = " ".join(pdf.pages[0].extract_text().split())
    assert "Session plan / Rencana sesi" in text
    assert "Opening / Pembukaan" in text
    assert "#plan=1&modules=6" in text
    for other in ("Ready plans", "Number of days", "Your plan", "Notes", "Copy the", "Save as"):
        assert other not in text


def test_the_planner_works_from_a_disk(browser: Browser, preview: Path) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((preview / "en/trainers/planner/index.html").as_uri())
    page.get_by_role("checkbox", name="6. Labour").check()
    assert page.url.endswith("#plan=1&modules=6")
    page.reload()
    expect(said(page)).to_contain_text("Everything fits")
    with page.expect_download() as begun:
        page.get_by_role("button", name="(.csv)").click()
    assert b"labour-migration/#case" in Path(begun.value.path()).read_bytes()
    page.locator(".kb-language").click()
    expect(page).to_have_url(
        (preview / "trainers/planner/index.html").as_uri() + "#plan=1&modules=6"
    )
    page.locator("#timetable tbody a").first.click()
    expect(page.locator("h1")).to_have_text("Migrasi tenaga kerja")
    assert page.url.endswith("#story")
    assert failed == []
    page.close()


def test_the_planner_works_without_a_network(
    browser: Browser, site_folder: Path, serve: Callable[[Path], AbstractContextManager[str]]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    with serve(site_folder) as address:
        save(page, address, "English")
    page.goto(f"{address}/en/{PLANNER}#{HALF}")
    expect(said(page)).to_contain_text("Everything fits")
    assert len(rows(page)) == 10
    with page.expect_download() as begun:
        page.get_by_role("button", name="(.csv)").click()
    assert Path(begun.value.path()).stat().st_size > 500
    context.close()


SHIFTED = """() => new Promise((done) =>
  new PerformanceObserver((list) => done(list.getEntries().map((one) => one.value)))
    .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done([]), 500))"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_when_the_planner_comes(open_page: Open, width: int) -> None:
    page = open_page(PLANNER, width)
    page.locator(".kb-planner form").wait_for()
    assert page.evaluate(SHIFTED) == []


def test_a_plan_has_room_on_narrow_screens_with_large_text(open_page: Open) -> None:
    page = open_page(f"{PLANNER}#plan=1&modules=1,6&days=0900-1200&labels=both", 320)
    page.locator(".kb-planner__over").wait_for()
    page.locator(".kb-planner__modules summary").first.click()
    for size in ("", LARGER):
        styled(page, size or "html {}")
        assert page.locator("html").evaluate("html => html.scrollWidth") <= 320


def test_without_scripts_the_ready_plans_stand_there(open_page: Open) -> None:
    page = open_page(f"en/{PLANNER}", 360, java_script_enabled=False)
    expect(page.locator(".kb-plan table")).to_have_count(7)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360
    expect(page.locator(".kb-planner")).to_contain_text("The ready plans below need none.")
    link = page.locator("#half-day ~ .kb-plan a").first
    assert link.get_attribute("href") == "../../emm/modules/labour-migration/#story"
