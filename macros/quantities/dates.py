"""Dates in running text, in every usual form and in the words of both languages."""

from __future__ import annotations

import re
from datetime import date

from macros.languages.vocabulary import SPACE, any_of
from macros.model import LOCALES, Locale, PartialDate, Period
from macros.quantities.model import Form, Quantity
from macros.quantities.vocabulary import DASH, MONTHS

_NAMES = "|".join(sorted(MONTHS, key=len)[::-1])
# In lower case, may and march are verbs, and short names are words of other meanings.
_LOWER = "|".join(sorted({m.lower() for m in MONTHS if len(m) > 3} - {"march"}, key=len)[::-1])
_MONTH = rf"(?:{_NAMES}|{_LOWER}|{_NAMES.upper()})(?![A-Za-z])"
_DAY = rf"[0-3]?[0-9]{any_of('ordinal endings')}?"
_TO = rf"(?:{SPACE}?{DASH}{SPACE}?|{SPACE}{any_of('up to')}{SPACE})"
_YEAR = r"(?:1[89]|20|21)[0-9]{2}(?![0-9])"

_DAY_FIRST = re.compile(
    rf"(?P<d1>{_DAY})(?:{SPACE}(?:of{SPACE})?(?P<m1>{_MONTH})\.?(?:,?{SPACE}(?P<y1>{_YEAR}))?)?"
    rf"{_TO}(?P<d2>{_DAY}){SPACE}(?:of{SPACE})?(?P<m2>{_MONTH})\.?(?:,?{SPACE}(?P<y2>{_YEAR}))?"
    rf"|(?P<d>{_DAY}){SPACE}?{DASH}?(?:of{SPACE})?(?P<m>{_MONTH})\.?"
    rf"(?:(?:,?{SPACE}|{DASH})(?P<y>{_YEAR}))?"
)
_MONTH_FIRST = re.compile(
    rf"(?P<m1>{_MONTH})\.?{SPACE}(?P<d1>{_DAY})(?![0-9])(?:,?{SPACE}(?P<y1>{_YEAR}))?"
    rf"(?:{_TO}(?:(?P<m2>{_MONTH})\.?{SPACE})?(?P<d2>{_DAY})(?![0-9]))?"
    rf"(?:,?{SPACE}(?P<y2>{_YEAR}))?"
)
_MONTHS_ONLY = re.compile(
    rf"(?P<m1>{_MONTH})\.?(?:,?{SPACE}(?P<y1>{_YEAR}))?"
    rf"(?:{_TO}(?P<m2>{_MONTH})\.?(?:,?{SPACE}(?P<y2>{_YEAR}))?)?"
)
_MONTH_BEFORE = re.compile(rf"(?:{_MONTH}\.?{_TO})?(?<![A-Za-z]){_MONTH}\.?,?{SPACE}\Z")
_NUMERIC = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<s>[/.-])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4}|(?<=/)[0-9]{2})(?![0-9/.-]?[0-9])"
    r"|(?P<iy>[0-9]{4})(?P<is>[/-])(?P<im>[0-9]{2})(?P=is)(?P<id>[0-9]{2})(?![0-9])"
)
_SLASHED = re.compile(
    rf"(?P<a1>[0-3]?[0-9])(?:/(?P<b1>[0-3]?[0-9]))?"
    rf"(?:{_TO}(?P<a2>[0-3]?[0-9])/(?P<b2>[0-3]?[0-9]))?(?![0-9A-Za-z%/])(?![.,-][0-9])"
)
"""A day and a month by numbers: 25/1, 25–27/1, 25/1–27/1."""
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){any_of('weekdays')}(?:,|\.)?{SPACE}?\(?\Z", re.IGNORECASE)
_ON_A_DAY = {
    one: re.compile(rf"(?<!\w){any_of('on a day', locale=one)}{SPACE}\Z", re.IGNORECASE)
    for one in LOCALES
}
_NO_DATES = ("24/7", "9/11")
"""All the time, and the name of a day."""
_LIKE_A_PART = 5
"""Up to this month, a day before it may be the count of a part: 3/4, page 1/2."""
_YEARS = re.compile(
    rf"(?P<a>{_YEAR}){SPACE}?(?:{DASH}|/){SPACE}?(?P<b>{_YEAR}|[0-9]{{2}})(?![0-9])"
)
_DOUBLE_YEAR = re.compile(rf"(?<!\w){any_of('double years')}{SPACE}\Z", re.IGNORECASE)
_LONGEST_MONTHS = 30


def read_date(text: str, at: int, locale: Locale) -> Quantity | None:
    """The date that the digit at `at` belongs to; None where it belongs to none.

    A month may stand before the digit: the date then begins before `at`.
    """
    for found in (_NUMERIC.match(text, at), _DAY_FIRST.match(text, at)):
        if found:
            named = found.re is _DAY_FIRST
            periods = _of_days(found) if named else _of_numbers(found)
            yearless = named and not (found["y"] or found["y1"] or found["y2"])
            if periods:
                return _date(found, periods, yearless=yearless)
    if slashed := _slashed(text, at, locale):
        return slashed
    before = _MONTH_BEFORE.search(text, max(0, at - _LONGEST_MONTHS), at)
    if before is None:
        return None
    months = _MONTHS_ONLY.match(text, before.start())
    days = _MONTH_FIRST.match(text, before.start())
    if months and (months["y1"] or months["y2"]) and months.end() > at:
        return _date(months, _of_months(months))
    if days and days.end() > at and (periods := _of_month_first(days)):
        return _date(days, periods, yearless=not (days["y1"] or days["y2"]))
    return None


def read_years(text: str, at: int) -> Quantity | None:
    """Two years joined by a dash or a slash."""
    found = _YEARS.match(text, at)
    if found is None or _DOUBLE_YEAR.search(text, max(0, at - _LONGEST_MONTHS), at):
        return None
    first = int(found["a"])
    last = int(found["b"]) if len(found["b"]) == 4 else first // 100 * 100 + int(found["b"])
    if last <= first:
        return None
    period = Period(PartialDate(first), PartialDate(last))
    return Quantity(at, found.end(), Form.YEARS, digits=found[0], periods=(period,))


def _slashed(text: str, at: int, locale: Locale) -> Quantity | None:
    """A day and a month by numbers, where something beside it says that it is one."""
    found = _SLASHED.match(text, at)
    if found is None or not (found["b1"] or found["b2"]):
        return None
    left = max(0, at - _LONGEST_MONTHS)
    if not _WEEKDAY_BEFORE.search(text, left, at):
        bracketed = text[at - 1 : at] == "(" and text[found.end() : found.end() + 1] == ")"
        if not bracketed and not _ON_A_DAY[locale].search(text, left, at):
            return None
        if found[0] in _NO_DATES or not _is_plainly_a_day(found, locale, bracketed=bracketed):
            return None
    orders = (("a", "b"), ("b", "a"))
    periods = tuple(dict.fromkeys(p for order in orders for p in _between(found, *order)))
    return _date(found, periods, yearless=True) if periods else None


def _is_plainly_a_day(found: re.Match[str], locale: Locale, *, bracketed: bool) -> bool:
    """Whether the numbers are no part, no score and no count: more than a month has, or 05/10."""
    day, month = found["a2"] or found["a1"], found["b2"] or found["b1"]
    if int(day) > 12 or int(month) > 12 or "0" in (day[0], month[0]) or found["a2"]:
        return True
    if bracketed and locale == "en":
        return False
    return int(day) >= int(month) or int(month) > _LIKE_A_PART


def _between(found: re.Match[str], day: str, month: str) -> tuple[Period, ...]:
    """25/1; 25–27/1; 25/1–27/1: where a day stands, and where a month, says its letter."""
    last_month = found[f"{month}2"] or found[f"{month}1"]
    if not last_month or (day == "b" and not found["b1"]):
        return ()
    first = _day(None, found[f"{month}1"] or last_month, found[f"{day}1"])
    return _span(first, _day(None, last_month, found[f"{day}2"] or found[f"{day}1"]))


def _date(found: re.Match[str], periods: tuple[Period, ...], *, yearless: bool = False) -> Quantity:
    end = found.start() + len(found[0].rstrip(" .,"))
    return Quantity(
        found.start(), end, Form.DATE, digits=found[0], periods=periods, yearless=yearless
    )


def _of_days(found: re.Match[str]) -> tuple[Period, ...]:
    """24 October 2022; 24–26 October 2022; 30 September – 2 October 2022."""
    if found["d"]:
        day = _day(found["y"], found["m"], found["d"])
        return _span(day, day)
    year = found["y2"] or found["y1"]
    first = _day(found["y1"] or year, found["m1"] or found["m2"], found["d1"])
    return _span(first, _day(year, found["m2"], found["d2"]))


def _of_month_first(found: re.Match[str]) -> tuple[Period, ...]:
    """October 24, 2022; October 24–26, 2022; September 30 – October 2, 2022."""
    year = found["y2"] or found["y1"]
    first = _day(found["y1"] or year, found["m1"], found["d1"])
    if not found["d2"]:
        return _span(first, first)
    return _span(first, _day(year, found["m2"] or found["m1"], found["d2"]))


def _of_months(found: re.Match[str]) -> tuple[Period, ...]:
    """October 2022; May–June 2023; January 2022 to September 2024."""
    year = found["y2"] or found["y1"]
    first = PartialDate(int(found["y1"] or year), _month(found["m1"]))
    return _span(first, PartialDate(int(year), _month(found["m2"])) if found["m2"] else first)


def _of_numbers(found: re.Match[str]) -> tuple[Period, ...]:
    """28/10/2022, and 10/28/2022; a day up to 12 may be either. 2022-10-28."""
    if found["iy"]:
        days = [_day(found["iy"], found["im"], found["id"])]
    else:
        year = found["y"] if len(found["y"]) == 4 else f"20{found['y']}"
        days = [_day(year, found["b"], found["a"]), _day(year, found["a"], found["b"])]
    return tuple(period for day in dict.fromkeys(days) for period in _span(day, day))


def _span(first: PartialDate | None, last: PartialDate | None) -> tuple[Period, ...]:
    """The time from one day or month to another; none where there is no such day."""
    return (Period(first, last),) if first and last else ()


def _day(year: str | None, month: str, day: str) -> PartialDate | None:
    """A day; one without a year is put into a leap year. None where no calendar has it."""
    parts = int(year or 2000), _month(month), int("".join(filter(str.isdigit, day)))
    try:
        date(*parts)
    except ValueError:
        return None
    return PartialDate(*parts)


def _month(written: str) -> int:
    """The number of a month, by its name or in digits."""
    return int(written) if written.isdigit() else MONTHS[written.capitalize()]
