"""What the record of a fact tells, where the golden cases do not already show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from macros.errors import KnowledgeError
from macros.library import Library
from macros.markdown.calls import parse_calls
from macros.model import LOCALES, Bilingual, Correction, Locale, NameRef, Value
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.records import current, fact_index, record
from macros.render.result import MacroResult

Context = Callable[[Locale, str], PageContext]
Make = Callable[..., MacroResult]


def test_fact_that_is_not_public_yet_shows_its_first_value(
    library: Library, context: Context
) -> None:
    """Its record exists, since the file holds it; a page that shows it is refused."""
    coming = library.registry.fact("training.coming")
    assert current(context("en", "index.md"), coming).observation is coming.observations[0]
    html = record(context("id", "data/facts/training.md"), coming)
    assert ">90 orang</data>" in html
    assert "<dt>Dibaca sebagai</dt><dd>rencana</dd>" in html
    world = library.registry.fact("migrants.world")
    before = replace(library, today=date(2000, 1, 1))
    page = context("en", "index.md").page
    assert current(PageContext(before, page), world).observation is world.observations[0]


@pytest.mark.parametrize(("locale", "note"), [("en", "Counted by us."), ("id", "Hitungan kami.")])
def test_note_of_an_observation_is_shown(
    library: Library, context: Context, locale: Locale, note: str
) -> None:
    html = record(
        context(locale, "data/facts/training.md"), library.registry.fact("training.women")
    )
    assert f'<p class="kb-record__note">{note}</p>' in html


@pytest.mark.parametrize("locale", LOCALES)
def test_records_are_in_the_table_of_contents_and_can_be_linked(
    make: Make, library: Library, locale: Locale
) -> None:
    piece = make('fact_records("training")', locale, "data/facts/training.md")
    facts = library.registry.of_group("training")
    assert [entry.anchor for entry in piece.toc] == [fact.key for fact in facts]
    assert [entry.title for entry in piece.toc] == [fact.label[locale] for fact in facts]
    assert piece.anchors == {fact.key for fact in facts}
    assert re.findall('<h2 id="([^"]*)"', piece.html) == [fact.key for fact in facts]


def test_records_are_no_use_of_their_facts(make: Make) -> None:
    assert make('fact_records("training")', "en", "data/facts/training.md").figures == ()
    assert make("fact_index()").figures == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_empty_group_has_no_records_and_no_place_in_the_index(
    make: Make, context: Context, locale: Locale
) -> None:
    assert make('fact_records("empty")', locale, "data/facts/empty.md").html == ""
    index = fact_index(context(locale, "index.md"))
    assert "group-empty" not in index.html
    assert index.toc[0].anchor == "group-migrants"
    assert {"group-training", "group-names"} <= index.anchors


@pytest.mark.parametrize("locale", LOCALES)
def test_index_leads_to_every_record(make: Make, library: Library, locale: Locale) -> None:
    links = re.findall('<a href="([^"]*)"', make("fact_index()", locale).html)
    assert links == [f"data/facts/{f.group.key}/#{f.key}" for f in library.registry.facts.values()]


@pytest.mark.parametrize(
    ("locale", "day"), [("en", "5\u00a0November 2024"), ("id", "5\u00a0November 2024")]
)
def test_day_from_which_a_name_is_in_force_is_in_words(
    make: Make, locale: Locale, day: str
) -> None:
    html = make('fact_records("names")', locale, "data/facts/names.md").html
    assert f"<td>{day}</td>" in html


@pytest.mark.parametrize("locale", LOCALES)
def test_lists_can_be_linked(make: Make, locale: Locale) -> None:
    assert make("sources_list()", locale).anchors == {
        *("source-report", "source-portal", "publisher-others")
    }
    assert make("glossary()", locale).anchors == {"migrant", "gcm", "zone"}
    objectives = make("objectives_list()", locale)
    assert objectives.anchors == {"objective-1", "objective-2"}
    assert [entry.title[-1] for entry in objectives.toc] == ["2", "1"]


SHOW_ALL = ("fact_index()", *(f'fact_records("{g}")' for g in ("migrants", "training", "names")))


def refusal(context: PageContext, call: str, *, dry_run: bool) -> object:
    """What is wrong with a call; None where nothing is."""
    (parsed,) = parse_calls(f"{{{{ {call} }}}}", "").calls
    try:
        assert evaluate(parsed, context, dry_run=dry_run).figures == ()
    except KnowledgeError as error:
        return error.code, error.values
    return None


@pytest.mark.parametrize("value", [Decimal("1e99"), (NameRef("nobody"),)])
def test_check_refuses_records_as_the_build_does(library: Library, value: Value) -> None:
    """Whichever observation of whichever fact has a value that cannot be shown."""
    refused = set()
    for fact in library.registry.facts.values():
        for index, observation in enumerate(fact.observations):
            seen = list(fact.observations)
            seen[index] = replace(observation, value=value)
            facts = {fact.key: replace(fact, observations=tuple(seen))}
            registry = replace(library.registry, facts={**library.registry.facts, **facts})
            page = library.pages["en"]["index.md"]
            context = PageContext(replace(library, registry=registry), page)
            for call in SHOW_ALL:
                outline = refusal(context, call, dry_run=True)
                assert outline == refusal(context, call, dry_run=False)
                refused.add(outline is None)
    assert refused == {True, False}


def test_check_refuses_a_group_as_the_build_does(context: Context) -> None:
    page = context("en", "index.md")
    call = 'fact_records("nothing")'
    assert refusal(page, call, dry_run=True) == refusal(page, call, dry_run=False) is not None


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "en",
            "Corrected on 3\u00a0February 2026</strong>: Two digits were swapped &lt;again&gt;.",
        ),
        ("id", "Dikoreksi pada 3\u00a0Februari 2026</strong>: Dua angka tertukar."),
    ],
)
def test_correction_is_told(library: Library, context: Context, locale: Locale, told: str) -> None:
    fact = library.registry.fact("training.women")
    words = Bilingual("Two digits were swapped <again>.", "Dua angka tertukar.")
    corrected = replace(fact.observations[0], corrected=Correction(date(2026, 2, 3), words))
    fact = replace(fact, observations=(corrected,))
    html = record(context(locale, "data/facts/training.md"), fact)
    assert f"<p><strong>{told}</p>" in html
