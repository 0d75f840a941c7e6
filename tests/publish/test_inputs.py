"""What a page is made of has another hash when any of it has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from macros.build_cache import BuildCache
from macros.library import Library
from macros.model import File, Page
from macros.project import Project
from macros.project_files import PICTURES
from macros.publish.inputs import Inputs
from macros.render.result import MacroResult


@pytest.fixture
def library(read: Callable[[], Project]) -> Library:
    return read().library


def _with_text(library: Library, path: str, text: str) -> Library:
    return replace(library, files={**library.files, path: File(path, len(text), text=text)})


def _shown(library: Library, site: Path, page: Page) -> bytes:
    inputs = Inputs(library, site, BuildCache())
    return inputs.of_results(page, [MacroResult("<b>5</b>", "5")], ["a menu"])


def test_what_is_written_of_a_picture_counts_where_one_is_shown(
    library: Library, site: Path
) -> None:
    plain = library.pages["en"]["index.md"]
    other = _with_text(library, PICTURES, "a: {licence: CC BY 4.0}\n")
    shown = replace(plain, body=f"{plain.body}\n![A harbour](harbour.webp)\n")
    assert _shown(library, site, plain) == _shown(other, site, plain)
    assert _shown(library, site, shown) != _shown(other, site, shown)


@pytest.mark.parametrize("path", ["facts.yml", "glossary.yml", "menu.yml", "mkdocs.yml"])
def test_every_data_file_counts_before_calls_are_made(
    library: Library, site: Path, path: str
) -> None:
    page = library.pages["en"]["index.md"]
    text = library.files[path].text if path in library.files else ""
    keys = {
        Inputs(one, site, BuildCache()).of_source(page)
        for one in (library, _with_text(library, path, f"{text}# another line\n"))
    }
    assert len(keys) == 2


def test_the_text_of_another_page_counts_only_as_others_may_show_it(
    library: Library, site: Path
) -> None:
    pages = library.pages["en"]
    page = pages["index.md"]
    other = next(one for one in pages.values() if one.headings and one.calls and one != page)

    def key(changed: Page) -> bytes:
        there = {**library.pages, "en": {**pages, other.key: changed}}
        return Inputs(replace(library, pages=there), site, BuildCache()).of_source(page)

    now = key(other)
    assert key(replace(other, body=f"{other.body}\nOne sentence more.\n")) == now
    for changed in (
        replace(other, meta=replace(other.meta, title="Another title")),
        replace(other, headings=other.headings[1:]),
        replace(other, calls=other.calls[1:]),
    ):
        assert key(changed) != now


def test_templates_count(library: Library, site: Path) -> None:
    page = library.pages["en"]["index.md"]
    before = Inputs(library, site, BuildCache()).of_source(page)
    (site / "theme" / "one.css").write_text("p { color: red }")
    assert Inputs(library, site, BuildCache()).of_source(page) != before
