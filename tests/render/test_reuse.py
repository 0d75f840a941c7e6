"""Who, when, what and where: citations in both languages, in words and for BibTeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from macros.library import Library
from macros.model import Bilingual, Locale
from macros.render.charts import series
from macros.render.context import PageContext
from macros.render.reuse import citation, cited, newest_edition, use_link

Context = Callable[[Locale, str], PageContext]
WORDS = {
    "en": (
        "UN DESA. (2025). International migrants, 2024: 304\u00a0million people [2024 revision]. "
        "In The <portal>, IOM. Knowledge base. "
        "Retrieved [day], from https://test.example/f/migrants.world/"
    ),
    "id": (
        "UN DESA. (2025). Migran internasional, 2024: 304\u00a0juta orang [Revisi 2024]. "
        "Dalam <Portal> data, IOM. Basis pengetahuan. "
        "Diakses [tanggal], dari https://test.example/f/migrants.world/"
    ),
}


def text(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def written(context: PageContext, key: str, *, chart: bool = False) -> tuple[str, str]:
    """The citation in words, and the entry."""
    fact = context.library.registry.fact(key)
    shown = series(context, fact) if chart else [context.select(fact).observation]
    words, entry = citation(context, key, cited(context, fact, shown)).split("<pre", 1)
    return text(words), text(f"<pre{entry}")


@pytest.fixture
def made_by_desa(library: Library) -> Library:
    """The library with a series that its sources only pass on."""
    registry = library.registry
    world = registry.fact("migrants.world")
    desa = Bilingual("UN DESA", "UN DESA")
    told = tuple(
        replace(o, edition=replace(o.edition, publisher=desa) if o.edition else None)
        for o in world.observations
    )
    facts = {**registry.facts, "migrants.world": replace(world, observations=told)}
    return replace(library, registry=replace(registry, facts=facts))


@pytest.mark.parametrize("locale", ["en", "id"])
def test_who_made_the_figure_comes_first(made_by_desa: Library, locale: Locale) -> None:
    context = PageContext.evergreen(made_by_desa, locale)
    words, entry = written(context, "migrants.world")
    assert words.replace(context.word("site-name"), WORDS[locale].split(". ")[-2]) == WORDS[locale]
    assert "author = {{UN DESA}}" in entry
    assert "year = {{2025}}" in entry
    assert "url = {https://test.example/f/migrants.world/}" in entry
    assert entry.count("{") == entry.count("}")
    assert "urldate" not in entry, "nobody knows the reader's day yet"


def test_chart_is_cited_by_its_time(made_by_desa: Library) -> None:
    words, _ = written(PageContext.evergreen(made_by_desa, "en"), "migrants.world", chart=True)
    assert words.startswith("UN DESA. (2025). International migrants, 2020–2024 [2024 revision]. ")


def test_without_an_edition_the_source_is_the_work(context: Context) -> None:
    words, entry = written(context("en", "index.md"), "migrants.share")
    assert words.startswith(
        "IOM & partners. (2021). Share of the population, 2020: 3.6% [The report]. "
    )
    assert r"author = {{IOM \& partners}}" in entry
    assert ". In " not in words


@pytest.mark.parametrize(("locale", "none"), [("en", "(n.d.)"), ("id", "(t.t.)")])
def test_what_has_no_year_says_so(context: Context, locale: Locale, none: str) -> None:
    words, entry = written(context(locale, "index.md"), "migrants.sent")
    assert none in words
    assert "year" not in entry


def test_link_leads_to_the_edition_that_is_shown(context: Context, library: Library) -> None:
    page, fact = context("en", "index.md"), library.registry.fact("migrants.world")
    assert newest_edition(page, fact) == "new"
    for edition, anchor in ((None, "migrants.world"), ("new", "migrants.world")):
        assert f'use/migrants/#{anchor}"' in use_link(page, fact, "use-chart", edition)
    assert 'use/migrants/#migrants.world--old"' in use_link(page, fact, "use-chart", "old")
