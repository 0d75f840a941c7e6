"""Diagrams and charts as documents draw them."""

from __future__ import annotations

import pytest
from lxml import etree

from macros.course.drawings import chart_picture, diagram_picture
from macros.course.lessons import Course
from macros.course.pdf import FONT
from macros.model import LOCALES
from macros.render.diagrams import diagram_svg
from tests.reading import whole_site

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: bytes | str) -> list[str]:
    root = etree.fromstring(svg if isinstance(svg, bytes) else svg.encode())
    return [node.text for node in root.iter(f"{SVG}text", "text")]


@pytest.mark.parametrize("id", sorted(whole_site().diagrams))
def test_diagram_keeps_its_words_and_needs_no_style_sheet(id: str) -> None:
    library = whole_site()
    for locale in LOCALES:
        drawn = diagram_picture(library, id, locale, FONT)
        assert words(drawn) == words(diagram_svg(library.diagrams[id], locale))
        root = etree.fromstring(drawn)
        assert b"<style" not in drawn
        assert b"var(" not in drawn
        assert root.get("font-family") == f"'{FONT}'"
        for box in root.iter(f"{SVG}rect"):
            assert box.get("fill", "").startswith("#")
            assert box.get("stroke")
        for line in root.iter(f"{SVG}line"):
            assert line.get("stroke")


def test_rules_for_what_stands_beside_and_within_are_followed() -> None:
    drawn = etree.fromstring(diagram_picture(whole_site(), "remittances", "en", FONT))
    strong = drawn.xpath("//*[@class='strong']/*[local-name()='rect']")
    assert {one.get("stroke-width") for one in strong} == {"2"}
    dashed = drawn.xpath("//*[@class='dashed']/*[local-name()='rect']")
    assert {one.get("stroke-dasharray") for one in dashed} == {"5 3"}
    assert strong[0].get("fill") == "#d9e9ec"


def test_chart_of_a_page_has_colours_on_paper(course: Course) -> None:
    page = course.lessons["en"][2].page
    assert page.article is not None
    chart = next(page.article.iter("svg"))
    before = etree.tostring(chart)
    drawn = etree.fromstring(chart_picture(chart, FONT))
    assert etree.tostring(chart) == before
    assert drawn.get("viewBox") == "0 -6 340 173"
    assert [node.get("fill") for node in drawn.iter(f"{SVG}path")].count("#2b8794") == 1
    assert "US$831\N{NO-BREAK SPACE}billion" in words(etree.tostring(drawn))
