"""Which values stand in one chart, and how long their bars are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from macros.library import Library
from macros.model import LOCALES, Fact, Locale, PartialDate
from macros.render.charts import has_series, laid_out, series
from macros.render.context import PageContext
from macros.render.result import MacroResult

Context = Callable[[Locale, str], PageContext]


def periods(context: PageContext, fact: Fact, edition: str | None = None) -> list[str]:
    found = series(context, fact, edition)
    return [o.period.iso for o in found if o.period]


@pytest.fixture
def world(library: Library) -> Fact:
    """A fact with two editions, the newer one public since January 2025."""
    return library.registry.fact("migrants.world")


def test_values_of_two_editions_never_share_a_chart(world: Fact, context: Context) -> None:
    page = context("en", "index.md")
    assert periods(page, world) == ["2020", "2024"]
    assert periods(page, world, "new") == ["2020", "2024"]
    assert periods(page, world, "old") == ["1970", "1990", "2020"]
    assert periods(page, world, "paper") == []


def test_chart_knows_what_its_page_knows(world: Fact, context: Context, library: Library) -> None:
    assert periods(context("en", "news/event.md"), world) == ["1970", "1990", "2020"]
    early = replace(library, today=date(2022, 1, 1))
    assert periods(PageContext(early, context("en", "index.md").page), world)[-1] == "2020"
    nothing = replace(library, today=date(2020, 1, 1))
    assert periods(PageContext(nothing, context("en", "index.md").page), world) == []


def test_only_numbers_of_a_period_make_a_series(library: Library, context: Context) -> None:
    page = context("id", "index.md")
    for key in ("agency", "training.purpose", "training.hosts", "programme.training"):
        assert series(page, library.registry.fact(key)) == []


@pytest.mark.parametrize(
    ("key", "page", "charted"),
    [
        ("migrants.share", "index.md", True),
        ("migrants.world", "index.md", False),
        ("migrants.world", "news/event.md", True),
        ("migrants.sent", "index.md", False),
        ("agency", "index.md", False),
    ],
)
def test_record_has_a_chart_from_three_periods_on(
    library: Library, context: Context, key: str, page: str, charted: bool
) -> None:
    assert has_series(context("en", page), library.registry.fact(key)) is charted


def test_of_a_period_the_value_known_last_stands_in_the_chart(
    world: Fact, context: Context
) -> None:
    last = world.observations[-1]
    earlier = replace(last, value=Decimal(1), known=PartialDate(2024))
    twice = replace(world, observations=(*world.observations, earlier))
    assert series(context("en", "index.md"), twice)[-1] is last


@pytest.mark.parametrize("locale", LOCALES)
def test_every_value_is_told_in_words(make: Callable[..., MacroResult], locale: Locale) -> None:
    html = make('chart("migrants.share")', locale).html
    (label,) = re.findall('aria-label="([^"]*)"', html)
    for kind in ("values", "periods"):
        (group,) = re.findall(f'class="kb-chart__{kind}">(.*?)</g>', html)
        shown = re.findall(">([^<]+)<", group)
        assert shown
        assert all(one in label for one in shown)


def test_nothing_but_zeros_can_be_drawn(library: Library, context: Context) -> None:
    fact = library.registry.fact("migrants.balance")
    zeros = tuple(replace(o, value=Decimal(0)) for o in fact.observations)
    drawn, _ = laid_out(context("en", "index.md"), replace(fact, observations=zeros))
    assert [one.height for one in drawn.columns] == [1, 1]


@pytest.mark.parametrize("locale", LOCALES)
def test_table_below_the_chart_has_the_figures_of_the_page(
    make: Callable[..., MacroResult], locale: Locale
) -> None:
    piece = make('chart("migrants.world", edition="old")', locale)
    (drawn,) = re.findall('class="kb-chart__values">(.*?)</g>', piece.html)
    assert [one.text for one in piece.figures] == re.findall(">([^<]+)<", drawn)
    listed = [one.anchor for one in piece.figures]
    assert listed == [f"figure-migrants.world-{year}-old" for year in (1970, 1990, 2020)]
    assert re.findall('<td><data [^>]*><a href="#([^"]*)"', piece.html) == listed


def test_figure_of_a_chart_says_what_has_replaced_it(make: Callable[..., MacroResult]) -> None:
    piece = make('chart("migrants.world", edition="old")')
    pinned = make('fact("migrants.world", period="2020", edition="old")')
    assert [one.rests_on[0].superseded for one in piece.figures] == [False, False, True]
    assert piece.figures[-1] == pinned.figures[0]


def test_record_has_its_history_and_no_second_table(make: Callable[..., MacroResult]) -> None:
    html = make('fact_records("migrants")', "en", "data/facts/migrants.md").html
    assert "<figure" in html
    assert "kb-chart__data" not in html
