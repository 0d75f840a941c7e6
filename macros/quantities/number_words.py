"""Numbers in words: thirty-two, a hundred and five, half a million; tiga puluh dua, sejuta."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from macros.languages.vocabulary import SPACE, any_of, words
from macros.model import Locale
from macros.quantities.model import Form, Quantity
from macros.quantities.vocabulary import (
    MONEY_WORDS,
    MULTIPLIERS,
    NUMBER_WORDS,
    POINTS,
    SCALES,
    SHARE,
    number_words,
)

_SCALE = any_of("scales")
_END = r"(?!\w|-(?:first|second|third|fifty|[a-z]+th)\b)"
_UNIT = re.compile(
    rf"{SPACE}(?:(?P<points>{POINTS})|(?P<share>{SHARE})|"
    rf"(?:{any_of('of the dollar', locale='en')}{SPACE})?(?P<money>{any_of('money words')})s?\b"
    rf"(?:{SPACE}{any_of('of the dollar', locale='id')}\b)?)",
    re.IGNORECASE,
)
_VAGUE_BEFORE = re.compile(rf"(?<!\w){any_of('vague')}{SPACE}\Z", re.IGNORECASE)
_WORD_OF_SIZE = re.compile(rf"an?{SPACE}{_SCALE}(?:{SPACE}{_SCALE})?\Z", re.IGNORECASE)
_GOES_ON = re.compile(rf"{SPACE}(?!{any_of('not counted')}\b)[\w$]")
"""A million that counts nothing is only a word, and so is one of thanks."""
_WORD = re.compile("[A-Za-z]+")
_FAR = 12
"""Characters before a number that may make it vague."""


class Spelled(NamedTuple):
    """A number in words and where it ends."""

    value: Decimal
    end: int


def read_spelled(text: str, at: int, locale: Locale) -> Quantity | None:
    """The number in words that begins at `at`, with its unit; None where there is none."""
    number = read_number(text, at, locale)
    if number is None or _VAGUE_BEFORE.search(text, max(0, at - _FAR), at):
        return None
    if _WORD_OF_SIZE.match(text, at, number.end) and not _GOES_ON.match(text, number.end):
        return None
    unit = _UNIT.match(text, number.end)
    if unit is None:
        return Quantity(at, number.end, Form.NUMBER, number.value)
    if unit["money"]:
        currency = MONEY_WORDS[unit["money"].lower()]
        return Quantity(at, unit.end(), Form.MONEY, number.value, currency=currency)
    form = Form.POINTS if unit["points"] else Form.SHARE
    return Quantity(at, unit.end(), form, number.value / 100)


def read_number(text: str, at: int, locale: Locale) -> Spelled | None:
    """The longest number in words that begins at `at`."""
    found = _pattern(locale).match(text, at)
    return Spelled(_value(found[0], locale), found.end()) if found else None


@cache
def _pattern(locale: Locale) -> re.Pattern[str]:
    hundreds = _english() if locale == "en" else _indonesian()
    and_ = f"(?:and{SPACE})?" if locale == "en" else ""
    one = f"(?:an?{SPACE}|(?:{hundreds}){SPACE})" if locale == "en" else f"(?:{hundreds}){SPACE}"
    half = "half(?:-|{0}(?:an?{0})?)" if locale == "en" else "(?:(?:{1}){0})?setengah{0}"
    first = rf"{half.format(SPACE, hundreds)}{_SCALE}|{one}{_SCALE}(?:{SPACE}{_SCALE})?"
    if locale == "id":
        first += "|seribu|sejuta|semiliar"
    thousand = "seribu|" if locale == "id" else ""
    rest = rf"(?:{SPACE}{and_}(?:{thousand}(?:{hundreds})(?:{SPACE}{_SCALE})?)){{0,4}}"
    return re.compile(rf"(?:(?:{first}){rest}|{hundreds}){_END}", re.IGNORECASE)


def _english() -> str:
    ones, tens = number_words("en", 1, 9), number_words("en", 20, 99)
    small = rf"(?:{tens}(?:(?:-|\u2011|{SPACE}){ones})?|{number_words('en', 10, 19)}|{ones})"
    hundreds = rf"(?:an?|{small}){SPACE}hundred(?:{SPACE}(?:and{SPACE})?{small})?"
    return rf"{hundreds}|(?:half{SPACE}an?|an?|{small}){SPACE}dozen|{small}"


def _indonesian() -> str:
    ones = number_words("id", 1, 9)
    small = (
        rf"(?:{ones}{SPACE}puluh(?:{SPACE}{ones})?|{ones}{SPACE}(?:belas|lusin)|"
        rf"{number_words('id', 10, 12)}|{ones})"
    )
    return rf"(?:{ones}{SPACE}ratus|seratus)(?:{SPACE}{small})?|{small}"


def _value(written: str, locale: Locale) -> Decimal:
    """What the words add up to."""
    known = NUMBER_WORDS[locale]
    total = group = last = Decimal(0)
    for word in map(str.lower, _WORD.findall(written)):
        if word in known:
            group, last = group + last, Decimal(known[word])
        elif word in words("half"):
            last += Decimal("0.5")
        elif word == "belas":
            last += 10
        elif word in MULTIPLIERS[locale]:
            group, last = group + (last or 1) * MULTIPLIERS[locale][word], Decimal(0)
        elif word in SCALES:
            scaled = group + last or (Decimal(0) if total else Decimal(1))
            total = (total if scaled else total * 10 ** SCALES[word]) + scaled * 10 ** SCALES[word]
            group = last = Decimal(0)
    return total + group + last
