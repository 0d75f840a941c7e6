"""The pages for other people's work: whole, in both languages, and right from anywhere."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

import pytest

from macros.library import Library
from macros.loading import open_library
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.data.series import series_files
from macros.publish.reuse import poster, reuse_files
from macros.render.charts import series
from macros.render.context import PageContext
from macros.render.reuse import embed_path, use_anchor, use_path
from tests.conftest import ROOT, TODAY

_LINK = re.compile(r'(?:href|src)="([^"#:]+)[#"]')


@pytest.fixture(scope="module")
def library() -> Library:
    """The library of the real project."""
    found = open_library(ROOT, TODAY)
    return replace(found, address=found.settings.address)


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, str]:
    """What the build makes of it for other people's work."""
    return {path: content.decode() for path, content in reuse_files(library)}


def test_every_fact_has_its_place(library: Library, files: dict[str, str]) -> None:
    for locale in LOCALES:
        for fact in library.registry.facts.values():
            assert f'id="{use_anchor(fact)}"' in files[f"{use_path(locale, fact)}index.html"]


def test_no_page_is_listed_and_each_tells_its_language(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html"):
            assert '<meta name="robots" content="noindex">' in text
            assert f'<html lang="{"en" if path.startswith(FOLDERS["en"]) else "id"}">' in text


def test_links_lead_to_what_there_is(library: Library, files: dict[str, str]) -> None:
    there = {*files, *dict(series_files(library)), "assets/reuse.css", "assets/reuse.js"}
    there |= {
        f"{PageContext.evergreen(library, locale).path(key)}index.html"
        for locale in LOCALES
        for key in library.pages[locale]
    }
    for path, text in files.items():
        for href in _LINK.findall(text):
            target = normpath(join(dirname(path), href)).removeprefix("./")
            folder = href.endswith("/")
            target = f"{target}/index.html".removeprefix("./") if folder else target
            assert target in there, (path, href)


@pytest.mark.parametrize("locale", LOCALES)
def test_embed_code_names_a_page_that_needs_no_script(
    library: Library, files: dict[str, str], locale: Locale
) -> None:
    fact = library.registry.fact("migrants.world")
    page = files[f"{use_path(locale, fact)}index.html"]
    sources = re.findall('<iframe src="([^"]*)"', unescape(page))
    address = f"{library.address}{embed_path(locale, fact)}"
    assert address in sources
    assert f"{library.address}{embed_path(locale, fact, 'un-desa-2020')}" in sources
    for source in sources:
        shown = files[f"{source.removeprefix(library.address)}index.html"]
        assert "<script" not in shown
        assert "<svg" in shown
        assert len(shown.encode()) < 6_000


@pytest.mark.parametrize("locale", LOCALES)
def test_picture_stands_alone(library: Library, locale: Locale) -> None:
    fact = library.registry.fact("placements.total")
    context = PageContext.evergreen(library, locale)
    drawing = ElementTree.fromstring(poster(context, fact))
    words = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert " ".join(filter(None, words)).startswith(fact.label[locale])
    assert f"{library.address}f/{fact.key}/" in words
    assert all(one.tag != "style" and "class" not in one.attrib for one in drawing.iter())
    assert len(series(context, fact)) > 2
