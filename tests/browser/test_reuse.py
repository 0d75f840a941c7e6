"""Charts on phones, and figures for other people's work: saved, shown elsewhere, cited."""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from benchmarks.site import axe
from benchmarks.site.states import Scheme, State
from macros.diagrams.layout import WIDTH
from macros.render.plot import SIZE

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Serve = Callable[[Path], AbstractContextManager[str]]
USE = "en/use/migrants/#migrants.world"
OVER = """svg => {
  const boxes = [...svg.querySelectorAll("text")].map(text => text.getBBox());
  const { width } = svg.viewBox.baseVal;
  return boxes.filter((one, index) => one.x < 0 || one.x + one.width > width + 4
    || boxes.slice(index + 1).some(other => one.x < other.x + other.width
      && other.x < one.x + one.width && one.y + 2 < other.y + other.height
      && other.y + 2 < one.y + one.height)).length;
}"""
"""How many texts of a chart lie over others or out of the picture, in the fonts of this browser."""


def saved(page: Page, name: str) -> bytes:
    """What the browser saves when a key is pressed on a link or button of this name."""
    with page.expect_download() as download:
        page.locator(":is(a, button):visible", has_text=name).press("Enter")
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("path", ["indonesia/figures/", "en/data/"])
def test_chart_can_be_read_on_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path, width=360)
    for picture in page.locator(".kb-chart").all():
        wide = picture.evaluate("svg => svg.getBoundingClientRect().width")
        assert SIZE * wide / WIDTH >= 12
        assert picture.evaluate(OVER) == 0
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360


def test_record_leads_to_its_own_place_without_a_script(open_page: Open) -> None:
    page = open_page("en/data/facts/migrants/", java_script_enabled=False)
    record = page.locator("[data-record='migrants.world']")
    record.get_by_role("link", name="Use this figure").press("Enter")
    page.wait_for_url(f"**/{USE}")
    expect(page.locator("section:visible")).to_have_count(1)
    section = page.locator("[id='migrants.world']")
    expect(section.get_by_text("UN DESA. (2025). International migrants, 2024:")).to_be_visible()
    expect(section.get_by_text("Retrieved [day], from")).to_have_count(2)
    expect(section.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="Show all figures of this group").press("Enter")
    assert page.locator("section:visible").count() > 10


def test_day_of_the_reader_stands_in_the_citation(
    new_page: Callable[..., Page], site_url: str
) -> None:
    page = new_page(timezone_id="Asia/Jakarta")
    page.clock.set_fixed_time("2027-03-04T20:00:00Z")
    page.goto(f"{site_url}/use/migrants/#migrants.world")
    section = page.locator("[id='migrants.world']")
    expect(section.get_by_text("Diakses 5 Maret 2027, dari").first).to_be_visible()
    expect(section.locator("pre.kb-cite").first).to_contain_text("urldate = {2027-03-05}\n}")


def test_what_is_saved_is_right(open_page: Open) -> None:
    page = open_page(USE)
    drawing = ElementTree.fromstring(saved(page, "SVG"))
    assert "International migrants" in "".join(drawing.itertext())
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").decode("utf-8-sig"), newline="")))
    assert ("2024", "304000000") in {(row["Period"], row["Value"]) for row in rows}
    assert {row["Publisher"] for row in rows} == {"UN DESA"}
    assert_is_drawn(saved(page, "PNG"), int(drawing.get("width", "0")) * 3)


def assert_is_drawn(picture: bytes, width: int) -> None:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", picture[16:20]) == (width,)
    assert len(picture) > 10_000, "an empty picture is smaller"


def test_picture_and_table_are_saved_from_a_disk(
    new_page: Callable[..., Page], preview: Path
) -> None:
    page = new_page()
    page.goto((preview / "use/migrants/index.html").as_uri() + "#migrants.world")
    assert_is_drawn(saved(page, "PNG"), 372 * 3)
    href = page.get_by_role("link", name="CSV").locator("visible=true").get_attribute("href")
    assert (preview / "use/migrants" / str(href)).resolve().is_file()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chart_on_another_site(
    open_page: Open, site_url: str, serve: Serve, tmp_path: Path, scheme: str
) -> None:
    page = open_page(USE, color_scheme=scheme)
    code = page.locator("[id='migrants.world'] pre", has_text="<iframe").inner_text()
    address = code.partition('src="')[2].partition("/en/")[0]
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    with serve(tmp_path) as other_site:  # which has no policy of ours
        page.goto(other_site)
    for width in (300, 480):
        page.set_content(f"<div style='width:{width}px'>{code.replace(address, site_url)}</div>")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("img")).to_be_visible()
        inside = frame.locator("html")
        sizes = "html => [html.scrollHeight - html.clientHeight, html.scrollWidth]"
        beyond, wide = inside.evaluate(sizes)
        assert (beyond, wide) == (0, width), "nothing scrolls in the frame"
    ground = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    link = frame.get_by_role("link", name="Migration Knowledge Base")
    expect(link).to_have_attribute("target", "_blank")
    assert not [one for one in inside.locator("script").all()]


@pytest.mark.parametrize("path", ["use/indonesia/", "en/embed/placements.total/"])
def test_nothing_runs_off_a_small_screen(open_page: Open, path: str) -> None:
    page = open_page(path, width=320)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("path", "scheme"), [("use/migrants/", "dark"), ("en/embed/placements.total/", "light")]
)
def test_axe_finds_nothing(
    new_page: Callable[..., Page], site_url: str, path: str, scheme: Scheme
) -> None:
    state = State("reuse", path, "en" if path.startswith("en/") else "id", scheme=scheme)
    page = axe.show(new_page(locale=axe.locale(state)), f"{site_url}/", state)
    assert [str(found) for found in axe.looked_at(page, state)] == []
