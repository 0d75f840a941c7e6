"""The list of sources and figures at a page's end, and the notice at the top of a dated page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.model import LOCALES, Locale
from macros.render.context import PageContext
from macros.render.figures import dated_notice, day_text
from macros.render.page_sources import heading, page_sources, with_short_ids
from macros.render.result import Figure, MacroResult
from tests.cases import load_yaml

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parent / "cases" / "page-ends.yml").read_text(encoding="utf-8")
)
Context = Callable[[Locale, str], PageContext]
Make = Callable[..., MacroResult]


def listed(context: PageContext, figures: list[Figure]) -> str:
    """The list of a page that shows these figures and links each of them."""
    links = "".join(f'<a href="#{one.anchor}">' for one in figures if one.listed)
    return page_sources(context, [], figures, with_short_ids(links, figures)[1])


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
    assert readable(listed(page, shown)) == case[locale]["html"].strip()
    assert readable(dated_notice(page, shown)) == case[locale].get("notice", "")


@pytest.mark.parametrize("locale", LOCALES)
def test_page_without_figures_has_no_list(make: Make, context: Context, locale: Locale) -> None:
    page = context(locale, "news/event.md")
    shown = figures(make, ['source("report")', 'term("gcm")'], locale, "news/event.md")
    assert shown == []
    assert listed(page, shown) == ""
    assert dated_notice(page, shown) == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_a_name_that_leads_to_its_source_is_not_listed(
    make: Make, context: Context, locale: Locale
) -> None:
    elsewhere = figures(make, ['objective("2")'], locale, "index.md")
    own = figures(make, ['objective("2")'], locale, "gcm/objectives.md")
    assert [one.facts for one in elsewhere] == [one.facts for one in own]
    assert listed(context(locale, "index.md"), elsewhere) == ""
    assert "objective.2" in listed(context(locale, "gcm/objectives.md"), own)


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
def test_every_figure_leads_to_its_entry_and_back(
    make: Make, context: Context, locale: Locale, page: str
) -> None:
    """All links of a figure lead to its one entry, which leads back to the first."""
    calls = ['fact("migrants.world")', 'fact("programme.start")', 'claim("training.all")']
    calls += ['change("migrants.share", "1970", "2020", as="points")', 'timeline("gcm")']
    pieces = [make(call, locale, page) for call in [*calls, *calls]]
    shown = [one for piece in pieces for one in piece.figures]
    html, linked = with_short_ids("".join(piece.html for piece in pieces), shown)
    ended = page_sources(context(locale, page), [], shown, linked)
    assert list(linked.values()) == [1, 2, 3, 4, 5]
    for number in linked.values():
        assert html.count(f'href="#figure-{number}"') == 2
        assert html.count(f'<a id="__{number}" href="#figure-{number}"') == 1
        assert ended.count(f'id="figure-{number}"') == ended.count(f'href="#__{number}"') == 1


def test_list_says_how_much_it_holds(make: Make, context: Context) -> None:
    page = context("en", "news/event.md")
    one = figures(make, ['fact("migrants.world")'], "en", "news/event.md")
    names = figures(make, ['name("agency")'], "en", "news/event.md")
    more = figures(make, ['claim("training.all")'], "en", "news/event.md")
    assert heading(page, [], one) == "1 figure, 1 source"
    assert heading(page, [], names) == "1 source"
    assert heading(page, [], [*one, *names, *more, *one]) == "2 figures, 1 source"
    assert heading(context("id", "index.md"), [], [*one, *more]) == "2 angka, 1 sumber"


@pytest.mark.parametrize("locale", LOCALES)
def test_claim_without_a_reason_has_no_loose_dash(
    make: Make, context: Context, locale: Locale
) -> None:
    shown = figures(make, ['claim("training.plain")'], locale, "index.md")
    assert " – <" not in listed(context(locale, "index.md"), shown)


@pytest.mark.parametrize("locale", LOCALES)
def test_names_alone_have_no_day(make: Make, context: Context, locale: Locale) -> None:
    """A name is in force, whoever wrote it down, and whenever: nothing there has become known."""
    page = context(locale, "index.md")
    names = figures(make, ['name("office")', 'name("director")'], locale, "index.md")
    ended = listed(page, names)
    assert ended.startswith("<details")
    assert "<p>" not in ended
    with_a_figure = [*names, *figures(make, ['fact("migrants.world")'], locale, "index.md")]
    assert page.word("newest-known-in") in listed(page, with_a_figure)
