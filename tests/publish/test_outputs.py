"""What the site has besides pages is made of the sources, and no path twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.build_cache import BuildCache
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.project import open_project
from macros.publish import outputs
from macros.publish.outputs import from_pages, from_sources
from macros.publish.search.index import Index, build_index

SITE = Path(__file__).parents[1] / "site"
LIBRARY = open_project(SITE, date(2026, 11, 22), "https://test.example/").library


@pytest.mark.parametrize("pictures", [True, False])
def test_files_of_the_sources(pictures: bool) -> None:
    names = [name for name, _ in from_sources(LIBRARY, pictures=pictures)]
    assert len(names) == len(set(names))
    assert {"m/1/index.html", "m/1/qr.svg"} <= set(names)
    assert ("assets/social/id/index.png" in names) == pictures


def test_files_of_the_pages() -> None:
    names = [name for name, _ in from_pages(BuiltSite("site", {}, frozenset()), LIBRARY)]
    assert len(names) == len(set(names))


def test_the_search_of_a_language_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = "<html lang=en><title>T</title><main><article><h1>T</h1><p>Word"
    page = read_built(html, "en/index.html", "site")
    site, cache = BuiltSite("site", {page.path: page}, frozenset()), BuildCache(tmp_path)
    files = dict(from_pages(site, LIBRARY, cache))
    made: list[object] = []

    def note(*given: object) -> Index:
        made.append(given)
        return build_index(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(outputs, "build_index", note)
    assert dict(from_pages(site, LIBRARY, cache)) == files
    assert not made
    other = read_built(html.replace("Word", "Another"), page.path, "site")
    assert dict(from_pages(replace(site, pages={page.path: other}), LIBRARY, cache)) != files
    assert len(made) == 1
