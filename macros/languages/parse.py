"""Text back to values: what the other modules of this package write, and little else.

Three liberties are taken, for text that passed through other hands: a no-break, narrow
no-break, thin or ordinary space may stand for a no-break space; digits may lack their group
separators (5149), though never have misplaced ones; the first letter of a word may be a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from macros.languages.cldr import conventions
from macros.languages.dates import format_period, in_order, parse_date
from macros.languages.numbers import POINTS_WORDS, RATIO_WORD, SYMBOL, shift
from macros.languages.spelling import ordinal, read_cardinal
from macros.model import Locale, PartialDate, Period

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))
_SMALLEST_SCALE = 6


def parse_number(text: str, locale: Locale) -> Decimal:
    """The number that a text states in a language's own separators.

    A percentage becomes a fraction (3.6% is 0.036); money, points and ratios become their
    number, and so do number words. `1.234` is a decimal in English and 1234 in Indonesian.
    Raises ValueError for anything else, misplaced separators (`1,23` in English) included.
    """
    plain = text.translate(_SPACES)
    match = _figure(locale).fullmatch(plain)
    if match is None:
        spelled = read_cardinal(_uncapitalised(plain), locale)
        if spelled is None:
            raise ValueError(f"{text!r} is not a number in the language {locale!r}")
        return Decimal(spelled)
    whole = match["whole"].replace(conventions(locale).group, "")
    number = Decimal(f"{match['sign']}{whole}.{match['fraction'] or ''}")
    if match["percent"]:
        return shift(number, -2)
    return shift(number, _scales(locale).get(match["scale"], 0))


def parse_ordinal(text: str, locale: Locale) -> int:
    """The place that an ordinal names: 2 for second or kedua, 11 for 11th or ke-11.

    Raises ValueError for anything else.
    """
    digits = re.sub("[^0-9]", "", text)
    for value in (int(digits),) if digits else range(1, 11):
        if ordinal(value, locale) == _uncapitalised(text):
            return value
    raise ValueError(f"{text!r} is not an ordinal in the language {locale!r}")


def parse_day(text: str, locale: Locale) -> PartialDate:
    """The day, month or year that a text names, with or without its weekday.

    Raises ValueError for anything else: shortened months, padded days, days that no calendar
    has, and weekdays that are not the day's.
    """
    match = _day(locale).fullmatch(text.translate(_SPACES))
    if match is None:
        raise ValueError(f"{text!r} is not a date in the language {locale!r}")
    names = conventions(locale)
    parts = [match["year"]]
    if match["month"]:
        parts.append(f"{names.months.index(match['month']) + 1:02}")
    if match["day"]:
        parts.append(match["day"].zfill(2))
    moment = parse_date("-".join(parts))
    if match["weekday"] not in (None, names.weekdays[moment.first.weekday()]):
        raise ValueError(f"{text!r} names the wrong weekday")
    return moment


def parse_range(text: str, locale: Locale) -> Period:
    """The period that a text names; a single date is a period of its own.

    Raises ValueError for anything else, a dash that is spaced where ours is closed included.
    """
    plain = text.translate(_SPACES)
    before, dash, after = plain.partition("–")
    if not dash:
        moment = parse_day(text, locale)
        return Period(moment, moment)
    end = parse_day(after.removeprefix(" "), locale)
    shared = after.split(" ")
    for left_out in ([], shared[-1:], shared[-2:]):
        try:
            start = parse_day(" ".join([before.removesuffix(" "), *left_out]), locale)
        except ValueError:
            continue
        period = Period(start, end)
        if in_order(period) and format_period(period, locale).translate(_SPACES) == plain:
            return period
    raise ValueError(f"{text!r} is not a period in the language {locale!r}")


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


@cache
def _scales(locale: Locale) -> dict[str, int]:
    """Scale words of compact numbers with their powers of ten. We never write thousand or ribu."""
    words = conventions(locale).scales
    return {word: power for power, word in words.items() if power >= _SMALLEST_SCALE}


@cache
def _figure(locale: Locale) -> re.Pattern[str]:
    group, decimal = re.escape(conventions(locale).group), re.escape(conventions(locale).decimal)
    words = _any_of([RATIO_WORD[locale], *POINTS_WORDS[locale]])
    return re.compile(
        rf"""
        (?P<sign>-?) (?P<symbol>{SYMBOL.pattern})?
        (?P<whole> 0 | [1-9][0-9]{{0,2}} (?:{group}[0-9]{{3}})+ | [1-9][0-9]* )
        (?: {decimal} (?P<fraction>[0-9]+) )?
        (?:
            [ ] (?P<scale>{_any_of(_scales(locale))})
            # Money takes a scale word only: (?!) never matches.
            | (?(symbol) (?!) | (?: (?P<percent>%) | [ ] (?:{words}) ) )
        )?
        """,
        re.VERBOSE,
    )


@cache
def _day(locale: Locale) -> re.Pattern[str]:
    names = conventions(locale)
    weekday = rf"(?P<weekday>{_any_of(names.weekdays)})"
    month = rf"(?P<month>{_any_of(names.months)})"
    day = rf"(?:(?:{weekday}, )?(?P<day>[1-9][0-9]?) )?"
    return re.compile(rf"(?:{day}{month} )?(?P<year>[0-9]{{4}})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)
