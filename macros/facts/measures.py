"""Numbers with units, and what can be measured of a fact that is no number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from macros.model import Observation, PartialDate, Period

ANY = "*"
"""The unit of a number as written: it takes the other side's."""
DATE = "date"
"""The unit of a date, counted in days."""


class Measure(NamedTuple):
    """A number with its unit ("" for none) and the editions that it rests on."""

    value: Decimal
    unit: str = ""
    editions: frozenset[str] = frozenset()


def measure(name: str, observation: Observation) -> Measure | None:
    """What the function `name` gives for an observation; None where it cannot be measured so."""
    value = observation.value
    if name == "count":
        return _whole(len(value)) if isinstance(value, tuple) else None
    return _OF_PERIOD[name](value) if isinstance(value, Period) else None


def ordinal_of(day: date) -> Measure:
    """A day as a number of days."""
    return Measure(Decimal(day.toordinal()), DATE)


def _whole(count: int) -> Measure:
    return Measure(Decimal(count))


def _months(start: PartialDate, end: PartialDate) -> int:
    return (end.last.year - start.first.year) * 12 + end.last.month - start.first.month + 1


_OF_PERIOD: dict[str, Callable[[Period], Measure]] = {
    "days": lambda p: _whole((p.end.last - p.start.first).days + 1),
    "months": lambda p: _whole(_months(p.start, p.end)),
    "start": lambda p: ordinal_of(p.start.first),
    "end": lambda p: ordinal_of(p.end.last),
    "year": lambda p: _whole(p.end.year),
    "weekday": lambda p: _whole(p.start.first.isoweekday()),
}

MEASURES = ("count", *_OF_PERIOD)
"""The functions that take a fact as it is."""
