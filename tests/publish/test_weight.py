"""What a reader's phone loads of a page, as servers send it."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

from benchmarks.site.limits import LESSONS, MEDIAN

LARGEST = 15_500
"""Bytes of a lesson: what was reached, and room for a few sentences. `make bench-site` asks for
less."""


@pytest.fixture(scope="module")
def sizes(site_folder: Path) -> dict[str, int]:
    """The bytes of each page that the map of the site lists."""
    found = {}
    for address in re.findall("<loc>(.*?)</loc>", (site_folder / "sitemap.xml").read_text("utf-8")):
        path = f"{address.split('/', 3)[3]}index.html"
        packed = site_folder / f"{path}.br"
        found[path] = (packed if packed.exists() else site_folder / path).stat().st_size
    return found


def test_half_of_the_pages_are_light(sizes: dict[str, int]) -> None:
    assert median(sizes.values()) <= MEDIAN


def test_no_lesson_grows(sizes: dict[str, int]) -> None:
    lessons = {path: size for path, size in sizes.items() if LESSONS in path}
    assert len(lessons) == 14
    assert {path: size for path, size in lessons.items() if size > LARGEST} == {}
