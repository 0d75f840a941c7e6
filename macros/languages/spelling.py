"""Whole numbers in words, and ordinals. Babel offers neither from CLDR."""

from __future__ import annotations

from collections.abc import Mapping

from macros.languages.cldr import conventions
from macros.model import Locale

LARGEST = 999_999_999_999
"""The greatest number that `spell` writes; anything near it belongs in digits."""

_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_INDONESIAN = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)
_FIRST_TEN: Mapping[Locale, tuple[str, ...]] = {
    "en": (
        *("first", "second", "third", "fourth", "fifth"),
        *("sixth", "seventh", "eighth", "ninth", "tenth"),
    ),
    "id": (
        *("pertama", "kedua", "ketiga", "keempat", "kelima"),
        *("keenam", "ketujuh", "kedelapan", "kesembilan", "kesepuluh"),
    ),
}


def spell(value: int, locale: Locale) -> str:
    """A whole number in words, from 0 to `LARGEST`: one hundred and five, seratus lima.

    English is British: "and" stands before what is below a hundred. Raises ValueError outside
    the range.
    """
    if not 0 <= value <= LARGEST:
        raise ValueError(f"{value} cannot be spelled out: only 0 to {LARGEST}")
    words = [
        _scaled(group, power, locale) for power in (9, 6, 3) if (group := value // 10**power % 1000)
    ]
    rest = value % 1000
    if words and rest and rest < 100 and locale == "en":
        words.append("and")
    if rest or not words:
        words.append(_below_thousand(rest, locale))
    return " ".join(words)


def ordinal(value: int, locale: Locale) -> str:
    """The place in an order: second or kedua up to ten, then 11th or ke-11.

    Raises ValueError below 1.
    """
    if value < 1:
        raise ValueError(f"{value} has no ordinal: only 1 and above")
    if value <= len(_FIRST_TEN[locale]):
        return _FIRST_TEN[locale][value - 1]
    number = f"{value:,}".replace(",", conventions(locale).group)
    return f"{number}{_english_suffix(value)}" if locale == "en" else f"ke-{number}"


def _scaled(group: int, power: int, locale: Locale) -> str:
    if locale == "id" and power == 3 and group == 1:
        return "seribu"
    return f"{_below_thousand(group, locale)} {conventions(locale).scales[power]}"


def _below_thousand(value: int, locale: Locale) -> str:
    return _english(value) if locale == "en" else _indonesian(value)


def _english(value: int) -> str:
    if value < 20:
        return _ENGLISH[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH[ones]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{_ENGLISH[hundreds]} hundred" + (f" and {_english(rest)}" if rest else "")


def _indonesian(value: int) -> str:
    if value < 12:
        return _INDONESIAN[value]
    if value < 20:
        return f"{_INDONESIAN[value - 10]} belas"
    size, word = (10, "puluh") if value < 100 else (100, "ratus")
    count, rest = divmod(value, size)
    head = "seratus" if (count, size) == (1, 100) else f"{_INDONESIAN[count]} {word}"
    return f"{head} {_indonesian(rest)}" if rest else head


def _english_suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
