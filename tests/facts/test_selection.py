"""Which observation a page shows: evergreen or dated, pinned or free, and what replaced it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from macros.errors import KnowledgeError
from macros.facts.registry import Registry
from macros.facts.selection import rank, select, visible
from macros.model import Fact, PartialDate, parse_period

TODAY = date(2026, 11, 22)


def shown(fact: Fact, **wanted: object) -> str:
    """The chosen observation as a pin, with a star where a newer one exists."""
    choice = select(fact, **{"today": TODAY, **wanted})  # type: ignore[arg-type]
    assert choice.fact is fact
    period, edition = choice.observation.period, choice.observation.edition
    pin = (period.iso if period else "") + (f"@{edition.key}" if edition else "")
    return pin + ("*" if choice.superseded else "")


@pytest.mark.parametrize(
    ("on", "period", "edition", "pin"),
    [
        # An evergreen page: the newest period of the newest edition.
        (None, None, None, "2024@rev-2024"),
        (None, "2020", None, "2020@rev-2024"),
        (None, None, "rev-2020", "2020@rev-2020*"),
        (None, "1970", None, "1970@rev-2020"),
        (None, "2020", "rev-2020", "2020@rev-2020*"),
        (None, "2024", "rev-2024", "2024@rev-2024"),
        # A page with a date: what was public on that day, and a hint that it is not the newest.
        (date(2022, 10, 28), None, None, "2020@rev-2020*"),
        (date(2022, 10, 28), "2020", None, "2020@rev-2020*"),
        (date(2022, 10, 28), "1970", None, "1970@rev-2020"),
        (date(2021, 12, 31), None, None, "2020@rev-2020*"),
        (date(2025, 1, 14), None, None, "2020@rev-2020*"),
        (date(2025, 1, 15), None, None, "2024@rev-2024"),
        (date(2025, 1, 15), "2020", None, "2020@rev-2020*"),
        (date(2025, 1, 31), "2020", None, "2020@rev-2024"),
        (TODAY, None, None, "2024@rev-2024"),
        (date(2099, 1, 1), None, None, "2024@rev-2024"),
        # A pinned edition is shown even on a page older than it.
        (date(2022, 10, 28), None, "rev-2024", "2024@rev-2024"),
        (date(2022, 10, 28), "2020", "rev-2024", "2020@rev-2024"),
        (date(2000, 1, 1), None, "rev-2020", "2020@rev-2020*"),
    ],
)
def test_series_of_two_editions(
    on: date | None, period: str | None, edition: str | None, pin: str, registry: Registry
) -> None:
    fact = registry.fact("migrants.world")
    assert shown(fact, on=on, period=period, edition=edition) == pin


@pytest.mark.parametrize(
    ("fact", "period", "pin"),
    [
        ("migrants.share", None, "2020"),
        ("migrants.share", "1970", "1970"),  # pinned: another period does not replace it
        ("training.growth", "2020/2022", "2020/2022"),
        ("training.purpose", None, ""),
    ],
)
def test_facts_without_editions(
    fact: str, period: str | None, pin: str, registry: Registry
) -> None:
    assert shown(registry.fact(fact), period=period) == pin


@pytest.mark.parametrize(
    ("today", "on", "pin"),
    [
        (date(2022, 1, 1), None, "2020@rev-2020"),  # nothing newer was public on that day
        (date(2022, 1, 1), date(2026, 1, 1), "2020@rev-2020"),  # the future is not known
        (date(2024, 12, 31), None, "2020@rev-2020"),
        (date(2025, 1, 1), None, "2020@rev-2024"),  # known in this month: shown from its first day
        (date(2025, 1, 14), None, "2020@rev-2024"),
        (date(2025, 1, 14), date(2025, 1, 14), "2020@rev-2020*"),  # not surely public on that day
        (date(2025, 1, 15), None, "2024@rev-2024"),
    ],
)
def test_the_day_of_the_build_bounds_everything(
    today: date, on: date | None, pin: str, registry: Registry
) -> None:
    assert shown(registry.fact("migrants.world"), today=today, on=on) == pin


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (None, "Ministry"),
        (date(2024, 11, 4), "Agency"),
        (date(2024, 11, 5), "Ministry"),
        (date(1001, 1, 1), "Agency"),
    ],
)
def test_name_in_force_on_the_day(on: date | None, name: str, registry: Registry) -> None:
    choice = select(registry.name("agency"), today=TODAY, on=on)
    assert getattr(choice.observation.value, "en", None) == name
    assert not choice.superseded  # an old name is right in its time


def test_newer_knowledge_of_the_same_period_wins(registry: Registry) -> None:
    fact = registry.fact("training.batch")
    (first,) = fact.observations
    second = replace(first, known=PartialDate(2023, 1, 1))
    for observations in ((first, second), (second, first)):
        both = replace(fact, observations=observations)
        assert select(both, today=TODAY).observation is second
        old = select(both, today=TODAY, on=date(2022, 1, 1))
        assert old.observation is first
        assert old.newest is second
        assert old.superseded


def test_of_equals_the_first_stays_and_is_not_superseded(registry: Registry) -> None:
    fact = registry.fact("training.batch")
    (first,) = fact.observations
    choice = select(replace(fact, observations=(first, replace(first))), today=TODAY)
    assert choice.observation is first
    assert not choice.superseded


def test_newest_edition_goes_before_newest_period(registry: Registry) -> None:
    fact = registry.fact("migrants.world")
    old = fact.observations[1]
    late = replace(old, period=parse_period("2025"))
    assert rank(late) > rank(old)
    assert shown(replace(fact, observations=(*fact.observations, late))) == "2024@rev-2024"


def test_visible_from_the_first_day_on(registry: Registry) -> None:
    figure = registry.fact("migrants.world").observations[3]
    assert [visible(figure, date(2025, 1, day)) for day in (14, 15)] == [False, True]
    name = registry.name("agency").observations[1]
    assert [visible(name, date(2024, 11, day)) for day in (4, 5)] == [False, True]


@pytest.mark.parametrize(
    ("fact", "pins", "asked", "known"),
    [
        ("migrants.share", {"period": "2021"}, "2021", "1970, 2020"),
        ("migrants.share", {"period": "1970", "edition": "x"}, "1970@x", "1970, 2020"),
        ("training.purpose", {"period": "2020"}, "2020", ""),
        (
            "migrants.world",
            {"period": "1970", "edition": "rev-2024"},
            "1970@rev-2024",
            "1970@rev-2020, 2020@rev-2020, 2020@rev-2024, 2024@rev-2024",
        ),
        ("training.growth", {"period": "2020"}, "2020", "2020/2022"),
    ],
)
def test_unknown_pins_are_refused(
    fact: str, pins: dict[str, str], asked: str, known: str, registry: Registry
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        shown(registry.fact(fact), **pins)
    assert caught.value.code == "P205"
    assert caught.value.values == {"fact": fact, "asked": asked, "known": known}


def test_unknown_edition_is_told_as_a_pin(registry: Registry) -> None:
    with pytest.raises(KnowledgeError) as caught:
        shown(registry.fact("migrants.share"), edition="rev-2020")
    assert caught.value.values["asked"] == "@rev-2020"


@pytest.mark.parametrize(
    ("on", "period", "known"),
    [
        (date(2021, 12, 30), None, "2021-12-31"),
        (date(2021, 12, 30), "2020", "2021-12-31"),
        (date(2025, 1, 14), "2024", "2025-01-15"),
    ],
)
def test_what_was_not_public_is_refused_with_its_day(
    on: date, period: str | None, known: str, registry: Registry
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        shown(registry.fact("migrants.world"), on=on, period=period)
    assert caught.value.code == "P207"
    assert caught.value.values == {"fact": "migrants.world", "date": on.isoformat(), "known": known}


def test_what_will_be_public_is_refused_with_the_day_of_the_build(registry: Registry) -> None:
    with pytest.raises(KnowledgeError) as caught:
        shown(registry.fact("migrants.world"), today=date(2021, 6, 1), on=date(2022, 1, 1))
    assert caught.value.values["date"] == "2021-06-01"


def test_name_not_yet_in_force_is_refused_with_its_day(registry: Registry) -> None:
    fact = registry.name("agency")
    later = replace(fact, observations=fact.observations[1:])
    with pytest.raises(KnowledgeError) as caught:
        shown(later, on=date(2022, 10, 28))
    assert caught.value.values == {"fact": "agency", "date": "2022-10-28", "known": "2024-11-05"}
