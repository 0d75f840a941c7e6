"""What holds of every value of a fact, and values that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeAlias

from macros.errors import problem
from macros.model import (
    NUMERIC,
    Bilingual,
    Constraints,
    Difference,
    Fact,
    Kind,
    Locale,
    Location,
    NameRef,
    Observation,
    PartialDate,
    Period,
    Problem,
    Range,
    Source,
    Value,
)
from macros.model.values import shortest

Limit: TypeAlias = Decimal | PartialDate | str
"""A number, a date or a word of the constraints."""

_FAR = 30
"""Years from today on: no day that a fact states is later, unless its range says so."""


def impossible(fact: Fact, today: date) -> Iterator[Problem]:
    """The values of a fact that its constraints, or those of its unit, do not allow."""
    limits = _of(fact)
    for one in fact.observations:
        measured = fact.kind in NUMERIC and one.qualifier != "planned"
        if measured and one.period and one.period.start.first > today:
            yield _breach(one.where, fact.key, one.period.iso, "ahead")
        yield from _out_of_range(fact, one, limits.range or Range(), today)
        items = one.value if isinstance(one.value, tuple) else (one.value,)
        if limits.one_of and not all(_is_one(item, limits.one_of) for item in items):
            allowed = ", ".join(map(bare, limits.one_of))
            yield _breach(one.where, fact.key, written(one.value, "en"), "choice", allowed)
    if limits.difference_within:
        yield from _leaps(fact, limits.difference_within)


def ambiguous(fact: Fact) -> Iterator[Problem]:
    """Numbers with three digits behind a point, which may be Indonesian thousands."""
    for one in fact.observations if fact.kind is not Kind.SHARE else ():
        value = one.value
        if not isinstance(value, Decimal) or value.as_tuple().exponent != -3:
            continue
        if 1 <= abs(value) < 1000:
            text = f"{value:f}"
            other = shortest(text)
            yield problem(
                one.where,
                "F151",
                fact=fact.key,
                value=text,
                near=text.replace(".", ""),
                other="" if other == text else other,
            )


def too_early(source: Source, today: date) -> Iterator[Problem]:
    """Days of a source that have not come yet."""
    for moment in (source.published, source.accessed):
        if moment and moment.first > today:
            yield _breach(source.where, source.key, moment.iso, "ahead")


def written(value: Value | NameRef, locale: Locale) -> str:
    """A value as facts.yml writes it."""
    match value:
        case Decimal():
            return f"{value:f}"
        case Period():
            return value.iso
        case Bilingual():
            return value[locale]
        case NameRef():
            return f"@{value.fact}"
    return ", ".join(written(item, locale) for item in value)


def bare(limit: Limit) -> str:
    """A limit as facts.yml writes it."""
    if isinstance(limit, PartialDate):
        return limit.iso
    return f"{limit:f}" if isinstance(limit, Decimal) else limit


def _of(fact: Fact) -> Constraints:
    """What the fact says of its values, and else its unit."""
    own = fact.constraints or Constraints()
    common = (fact.unit and fact.unit.constraints) or Constraints()
    return Constraints(
        own.range or common.range,
        own.difference_within or common.difference_within,
        own.one_of or common.one_of,
    )


def _out_of_range(fact: Fact, one: Observation, limits: Range, today: date) -> Iterator[Problem]:
    low, high, value = limits.from_, limits.to, one.value
    if isinstance(value, Decimal):
        less = isinstance(low, Decimal) and value < low
        more = isinstance(high, Decimal) and value > high
    elif isinstance(value, Period):
        less = isinstance(low, PartialDate) and value.start.first < low.first
        high = high or PartialDate(today.year + _FAR)
        more = isinstance(high, PartialDate) and value.end.last > high.last
    else:
        return
    if less and low is not None:
        yield _breach(one.where, fact.key, written(value, "en"), "low", bare(low))
    if more and high is not None:
        yield _breach(one.where, fact.key, written(value, "en"), "high", bare(high))


def _is_one(value: Value | NameRef, choices: tuple[Limit, ...]) -> bool:
    if isinstance(value, Decimal):
        return value in choices
    words = {written(value, locale) for locale in ("en", "id")}
    return any(bare(choice) in words for choice in choices)


def _leaps(fact: Fact, within: Difference) -> Iterator[Problem]:
    """Values that differ from the one before them in their edition by more than they may."""
    excepted = {leap.period for leap in within.except_}
    series: dict[str, list[tuple[Period, Decimal, Location]]] = {}
    for one in fact.observations:
        if one.period and isinstance(one.value, Decimal):
            place = series.setdefault(one.edition.key if one.edition else "", [])
            place.append((one.period, one.value, one.where))
    for values in series.values():
        values.sort(key=lambda one: one[0].start.first)
        for (then, before, _), (period, after, where) in pairwise(values):
            if then != period and period not in excepted and _far(before, after, within):
                yield _breach(where, fact.key, f"{after:f}", "leap", f"{before:f}")


def _far(before: Decimal, after: Decimal, within: Difference) -> bool:
    less, more = sorted((abs(before), abs(after)))
    times, percent = within.times, within.percent
    too_often = times is not None and (before * after < 0 or more > less * times)
    return too_often or (percent is not None and abs(after - before) * 100 > abs(before) * percent)


def _breach(
    where: Location,
    entry: str,
    value: str,
    breach: Literal["ahead", "choice", "high", "leap", "low"],
    limit: str = "",
) -> Problem:
    return problem(where, "F150", entry=entry, value=value, breach=breach, limit=limit)
