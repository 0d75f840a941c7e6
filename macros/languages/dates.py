"""Dates and periods as a page shows them."""

from __future__ import annotations

from datetime import date

from macros.languages.cldr import conventions
from macros.languages.numbers import NO_BREAK_SPACE
from macros.model import Locale, PartialDate, Period


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


def format_day(day: date, locale: Locale) -> str:
    """A day in words: 28 October 2022."""
    return format_date(PartialDate(day.year, day.month, day.day), locale)


def format_period(period: Period, locale: Locale) -> str:
    """The period in words, with what both ends share written once.

    24–26 October 2022; 30 September – 2 October 2022; May–June 2023; 2022–2023. The dash is
    closed between two single words or numbers and, in English, spaced between longer dates (house
    style and EYD V; CLDR shortens the month of ranges and puts thin spaces round the dash).
    """
    start, end = period.start, period.end
    if start == end:
        return format_date(start, locale)
    first, last = format_date(start, locale), format_date(end, locale)
    wide = " – " if locale == "en" else "–"
    if start.precision == end.precision == "year":
        return f"{first}–{last}"
    if start.precision != end.precision or start.year != end.year:
        return f"{first}{wide}{last}"
    if start.precision == "day" and start.month == end.month:
        return f"{start.day}–{last}"
    dash = "–" if start.precision == "month" else wide
    return f"{first.removesuffix(f' {start.year}')}{dash}{last}"
