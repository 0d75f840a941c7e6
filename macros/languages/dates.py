"""Dates and periods: from ISO 8601 as the records write them, to text as a page shows them."""

from __future__ import annotations

import re
from datetime import date

from macros.languages.cldr import conventions
from macros.languages.numbers import NO_BREAK_SPACE
from macros.model import Locale, PartialDate, Period

_ISO = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


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


def span(moment: PartialDate) -> tuple[date, date]:
    """The first and the last day that a date may mean. Dates are ordered by this."""
    return moment.first, moment.last


def in_order(period: Period) -> bool:
    """Whether neither the first nor the last possible day of the end is before the start's."""
    return period.start.first <= period.end.first and period.start.last <= period.end.last


def format_date(moment: PartialDate, locale: Locale, *, weekday: bool = False) -> str:
    """The date in words, at its own precision: 28 October 2022, Oktober 2022, 2022.

    `weekday` puts the name of the day before a full date: Senin, 3 April 2023. Raises ValueError
    where a weekday is wanted of a month or a year. A no-break space keeps the day at its month.
    """
    names = conventions(locale)
    if moment.month is None:
        text = str(moment.year)
    else:
        text = f"{names.months[moment.month - 1]} {moment.year}"
    if moment.day is not None:
        text = f"{moment.day}{NO_BREAK_SPACE}{text}"
    if not weekday:
        return text
    if moment.day is None:
        raise ValueError(f"{moment.iso} has no weekday: it is not a full date")
    return f"{names.weekdays[moment.first.weekday()]}, {text}"


def format_period(period: Period, locale: Locale) -> str:
    """The period in words, with what both ends share written once.

    24–26 October 2022; 30 September – 2 October 2022; May–June 2023; 2022–2023. The dash is
    closed between two single words or numbers and spaced between longer dates (house style; CLDR
    shortens the month of ranges and puts thin spaces round the dash).
    """
    start, end = period.start, period.end
    if start == end:
        return format_date(start, locale)
    dash = "–" if _is_closed(start, end) else " – "
    return f"{_without_shared(start, end, locale)}{dash}{format_date(end, locale)}"


def _is_closed(start: PartialDate, end: PartialDate) -> bool:
    if start.precision != end.precision:
        return False
    if start.precision == "year":
        return True
    same_year = start.year == end.year
    return same_year and (start.precision == "month" or start.month == end.month)


def _without_shared(start: PartialDate, end: PartialDate, locale: Locale) -> str:
    """The start of a range without the year and the month that the end will state."""
    text = format_date(start, locale)
    if start.precision != end.precision or start.precision == "year" or start.year != end.year:
        return text
    if start.precision == "day" and start.month == end.month:
        return str(start.day)
    return text.removesuffix(f" {start.year}")
