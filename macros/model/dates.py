"""Dates and periods as records write them: ISO 8601, as precise as their source is."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

_ISO = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day: as precise as its source is."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How much of the date is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def iso(self) -> str:
        """The date as ISO 8601 writes it at this precision."""
        return self.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


@dataclass(frozen=True)
class Period:
    """The time that a value describes, from the first to the last date, both included."""

    start: PartialDate
    end: PartialDate

    @property
    def iso(self) -> str:
        """One ISO date, or two joined by a slash (ISO 8601 interval)."""
        return self.start.iso if self.start == self.end else f"{self.start.iso}/{self.end.iso}"


def parse_date(text: str) -> PartialDate:
    """The date written as YYYY, YYYY-MM or YYYY-MM-DD, from the year 1000 on.

    Raises ValueError for anything else, and for days that no calendar has.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day of the calendar: {error}") from error
    return PartialDate(year, month, day)


def parse_period(text: str) -> Period:
    """The period written as two dates joined by a slash; a single date is a period of its own.

    Raises ValueError where a part is no date, and where the end lies before the start.
    """
    first, *others = (parse_date(part) for part in text.split("/"))
    if len(others) > 1:
        raise ValueError(f"{text!r} is not a period: write one date, or two joined by a slash")
    period = Period(first, others[0] if others else first)
    if not in_order(period):
        raise ValueError(f"{text!r} ends before it starts")
    return period


def in_order(period: Period) -> bool:
    """Whether neither the first nor the last possible day of the end is before the start's."""
    return period.start.first <= period.end.first and period.start.last <= period.end.last
