"""What the site has besides pages is made of the sources, and no path twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.html.model import BuiltSite
from macros.project import open_project
from macros.publish.outputs import from_pages, from_sources

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
