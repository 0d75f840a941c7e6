"""Files are made again when a page that they are made of has changed, and only then."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from macros.background import each
from macros.build_cache import BuildCache
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.publish.traced import NotSeen, TracedFiles


def _site(**texts: str) -> BuiltSite:
    pages = {name: read_built(text, name, "site") for name, text in texts.items()}
    return BuiltSite("site", pages, frozenset(pages))


@pytest.fixture
def made(tmp_path: Path) -> list[str]:
    return []


def _traced(tmp_path: Path, base: bytes = b"base") -> TracedFiles:
    return TracedFiles(BuildCache(tmp_path), base)


def test_only_pages_that_were_asked_for_count(tmp_path: Path, made: list[str]) -> None:
    def make(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
        made.append("once more")
        yield "file", site.pages["page"].text.encode() * ("other" in site.pages)

    traced = _traced(tmp_path)
    for texts, count in (
        ({"page": "1", "other": "1"}, 1),
        ({"page": "1", "other": "2"}, 1),
        ({"page": "2", "other": "2"}, 2),
    ):
        assert traced.made("kind", _site(**texts), make) == {"file": texts["page"].encode()}
        assert len(made) == count
    assert traced.made("kind", _site(page="2"), make) == {"file": b""}


def test_all_pages_count_where_all_are_looked_through(tmp_path: Path, made: list[str]) -> None:
    def make(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
        made.append("once more")
        yield "file", "".join(page.text for page in site.pages.values()).encode()

    for other in ("1", "2"):
        found = _traced(tmp_path).made("kind", _site(page="1", other=other), make)
        assert found == {"file": f"1{other}".encode()}


def test_what_else_they_are_made_of_counts(tmp_path: Path, made: list[str]) -> None:
    def make(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
        made.append("once more")
        yield "file", b""

    cache = BuildCache(tmp_path)
    site = _site(page="1")
    for base, besides, whole in (
        (b"1", (), site),
        (b"2", (), site),
        (b"2", ("told",), site),
        (b"2", ("told",), replace(site, files=site.files | {"new"})),
    ):
        before = len(made)
        for _ in range(2):
            TracedFiles(cache, base).made("kind", whole, make, *besides)
        assert len(made) == before + 1


def test_a_page_that_only_another_process_asks_for_is_asked_for_here(tmp_path: Path) -> None:
    def make(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
        def text(name: str) -> bytes:
            return site.pages[name].text.encode()

        yield from zip(("a", "b"), each(text, ("one", "two")), strict=True)

    traced = _traced(tmp_path)
    for two in ("1", "2"):
        found = traced.made("kind", _site(one="1", two=two), make)
        assert found == {"a": b"1", "b": two.encode()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_another_process_is_refused_it(tmp_path: Path) -> None:
    def make(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
        child = os.fork()
        if not child:
            try:
                site.pages["page"]
            except NotSeen:
                os._exit(7)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        yield "file", b""

    _traced(tmp_path).made("kind", _site(page="1"), make)


def test_a_style_of_another_page_is_no_matter(tmp_path: Path, made: list[str]) -> None:
    def make(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
        made.append("once more")
        yield "file", f"{site.own_styles}".encode()

    traced = _traced(tmp_path)
    for styles in ((), ("sha256-one",)):
        site = replace(_site(page="1"), own_styles=frozenset(styles))
        assert traced.made("kind", site, make) == {"file": b"frozenset()"}
    assert made == ["once more"]
