"""Moments that the two languages write with other digits: 2 p.m. is 14.00, the 1990s are 90-an."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from macros.languages.vocabulary import SPACE, any_of, numbers
from macros.model import LOCALES, Locale
from macros.quantities.vocabulary import DASH

Moment: TypeAlias = tuple[str, int]
"""A sort of moment, and which one it is: minutes of the day, a year, the first year of a decade,
the number of a century."""

_CLOCK = r"(?P<{0}h>[01]?[0-9]|2[0-4])(?:(?P<{0}s>[.:])(?P<{0}m>[0-5][0-9]))?(?![0-9])"
_TIME = {
    one: re.compile(
        rf"(?<![0-9.,:/])(?:(?P<cue>{any_of('hours')}){SPACE}?)?{_CLOCK.format('a')}"
        rf"(?:{SPACE}?(?:{DASH}|{any_of('up to', locale=one)}){SPACE}?{_CLOCK.format('b')})?"
        rf"(?:{SPACE}?(?P<half>{any_of('halves of the day', locale=one)})(?!\w))?",
        re.IGNORECASE,
    )
    for one in LOCALES
}
_NAMED = {one: re.compile(rf"\b{any_of('named times', locale=one)}\b", re.I) for one in LOCALES}
_YEARS = re.compile(
    rf"(?<![0-9.,])(?P<a>(?:1[89]|20)[0-9]{{2}})"
    rf"(?:{SPACE}?(?:{DASH}|/){SPACE}?(?P<b>[0-9]{{4}}|[0-9]{{2}}))?(?![0-9])(?![.,][0-9])"
)
_DECADE = re.compile(rf"(?<![0-9.,])(?P<year>(?:1[89]|20)?[0-9]0){any_of('decade endings')}\b")
_CENTURY = re.compile(
    rf"\b(?P<en>[12]?[0-9]){any_of('ordinal endings')}[- ]{any_of('century', locale='en')}\b"
    rf"|\b{any_of('century', locale='id')}(?:{SPACE}|-)(?P<id>[12]?[0-9]|[XVI]+)\b",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def moments(text: str, locale: Locale) -> Iterator[tuple[Moment, str]]:
    """The moments that a text may mean, each with the text that says so."""
    for found in _TIME[locale].finditer(text):
        yield from _times(found, locale)
    for found in _NAMED[locale].finditer(text):
        hour = numbers("named times", locale)[found[0].lower()]
        yield ("time", 60 * hour), found[0]
    for found in _YEARS.finditer(text):
        first = int(found["a"])
        yield ("year", first), found["a"]
        if found["b"]:
            last = found["b"] if len(found["b"]) == 4 else found["a"][:2] + found["b"]
            yield ("year", int(last)), found["b"]
    for found in _DECADE.finditer(text):
        year = found["year"] if len(found["year"]) == 4 else _century_of(found["year"])
        yield ("decade", int(year)), found["year"]
    for found in _CENTURY.finditer(text):
        number = found["en"] or found["id"]
        yield ("century", int(number) if number.isdigit() else _roman(number)), found[0]


def _times(found: re.Match[str], locale: Locale) -> Iterator[tuple[Moment, str]]:
    """A time of day, or the two ends of a span; nothing for a number that is none."""
    points = bool(found["as"] or found["bs"])
    if not (points or found["cue"] or found["half"]):
        return
    half = (found["half"] or "").lower()
    for hour, point, minute in (found.group("ah", "as", "am"), found.group("bh", "bs", "bm")):
        if hour:
            minutes = 60 * _hour(int(hour), half, locale) + int(minute or 0)
            yield ("time", minutes), f"{hour}{point or ''}{minute or ''}"


def _hour(hour: int, half: str, locale: Locale) -> int:
    """The hour of a whole day: 2 p.m. is 14, jam 2 siang is 14, jam 11 siang is 11."""
    if half and hour <= 12:
        first = numbers("halves of the day", locale)[half]
        hour = first + (hour - first) % 12
    return hour % 24


def _century_of(year: str) -> str:
    """90 is 1990, 10 is 2010: no decade is so far away that the other one could be meant."""
    return ("20" if int(year) < 30 else "19") + year


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number.upper()]
    pairs = zip(values, (*values[1:], 0), strict=True)
    return sum(-value if value < after else value for value, after in pairs)
