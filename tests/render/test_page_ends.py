"""The list of figures at a page's end, and the notice at the top of a dated page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.model import LOCALES, Locale
from macros.render.context import PageContext
from macros.render.figures import dated_notice, day_text, figures_list
from macros.render.result import Figure, MacroResult
from tests.cases import load_yaml

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parent / "cases" / "page-ends.yml").read_text(encoding="utf-8")
)
Context = Callable[[Locale, str], PageContext]
Make = Callable[..., MacroResult]


def figures(make: Make, calls: list[str], locale: Locale, page: str) -> list[Figure]:
    return [one for call in calls for one in make(call, locale, page).figures]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_page_ends_with(
    case: dict[str, Any],
    locale: Locale,
    make: Make,
    context: Context,
    readable: Callable[[str], str],
) -> None:
    page = context(locale, case["page"])
    shown = figures(make, case["calls"], locale, case["page"])
    assert readable(figures_list(page, shown)) == case[locale]["html"].strip()
    assert readable(dated_notice(page, shown)) == case[locale].get("notice", "")


@pytest.mark.parametrize("locale", LOCALES)
def test_page_without_figures_has_no_list(make: Make, context: Context, locale: Locale) -> None:
    page = context(locale, "news/event.md")
    shown = figures(make, ['source("report")', 'term("gcm")'], locale, "news/event.md")
    assert shown == []
    assert figures_list(page, shown) == ""
    assert dated_notice(page, shown) == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_a_name_that_leads_to_its_source_is_not_listed(
    make: Make, context: Context, locale: Locale
) -> None:
    elsewhere = figures(make, ['objective("2")'], locale, "index.md")
    own = figures(make, ['objective("2")'], locale, "gcm/objectives.md")
    assert [one.facts for one in elsewhere] == [one.facts for one in own]
    assert figures_list(context(locale, "index.md"), elsewhere) == ""
    assert "objective.2" in figures_list(context(locale, "gcm/objectives.md"), own)


@pytest.mark.parametrize("locale", LOCALES)
def test_evergreen_page_has_no_notice(make: Make, context: Context, locale: Locale) -> None:
    """Not even where it pins an older figure on purpose; the list tells of the newer one."""
    calls = ['fact("migrants.world", edition="old")', 'fact("migrants.world", period="1990")']
    shown = figures(make, calls, locale, "index.md")
    assert dated_notice(context(locale, "index.md"), shown) == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_name_of_its_day_is_no_outdated_figure(
    make: Make, context: Context, locale: Locale
) -> None:
    shown = figures(make, ['name("agency")', 'fact("training.people")'], locale, "news/event.md")
    assert dated_notice(context(locale, "news/event.md"), shown) == ""


def test_day_of_a_page_in_words(context: Context) -> None:
    assert day_text(context("en", "news/event.md")) == "28\u00a0October 2022"
    assert day_text(context("id", "news/event.md")) == "28\u00a0Oktober 2022"
    assert day_text(context("id", "index.md")) == ""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", ["index.md", "news/event.md", "emm/modules/two.md"])
def test_every_figure_leads_to_its_entry(
    make: Make, context: Context, locale: Locale, page: str
) -> None:
    calls = ['fact("migrants.world")', 'fact("programme.start")', 'claim("training.all")']
    calls += ['change("migrants.share", "1970", "2020", as="points")', 'timeline("gcm")']
    pieces = [make(call, locale, page) for call in calls]
    ended = figures_list(context(locale, page), [one for p in pieces for one in p.figures])
    for piece in pieces:
        (anchor,) = {one.anchor for one in piece.figures}
        assert piece.html.count(f'href="#{anchor}"') == 1
        assert ended.count(f'id="{anchor}"') == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_claim_without_a_reason_has_no_loose_dash(
    make: Make, context: Context, locale: Locale
) -> None:
    shown = figures(make, ['claim("training.plain")'], locale, "index.md")
    assert "</strong> – <ul" not in figures_list(context(locale, "index.md"), shown)


@pytest.mark.parametrize("locale", LOCALES)
def test_names_alone_have_no_day(make: Make, context: Context, locale: Locale) -> None:
    """A name is in force, whoever wrote it down, and whenever: nothing there has become known."""
    page = context(locale, "index.md")
    names = figures(make, ['name("office")', 'name("director")'], locale, "index.md")
    ended = figures_list(page, names)
    assert "<details" in ended
    assert "<p>" not in ended
    with_a_figure = [*names, *figures(make, ['fact("migrants.world")'], locale, "index.md")]
    assert page.word("newest-known-in") in figures_list(page, with_a_figure)
