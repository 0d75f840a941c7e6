"""Numbers as the two languages write them. No function here rounds or loses a digit.

A no-break space stands between digits and their word, so that no line breaks inside a figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from macros.languages.cldr import conventions
from macros.model import SYMBOL, Locale

Style: TypeAlias = Literal["full", "compact"]

NO_BREAK_SPACE = "\u00a0"
RATIO_WORD: Mapping[Locale, str] = {"en": "times", "id": "kali"}
POINTS_WORDS: Mapping[Locale, tuple[str, str]] = {
    "en": ("percentage point", "percentage points"),
    "id": ("poin persentase", "poin persentase"),
}
"""Singular and plural; Indonesian has one form."""

_COMPACT_POWERS = (12, 9, 6)
_COMPACT_DECIMALS = 3
_MAX_POWER = 60


def format_number(value: Decimal, locale: Locale, *, style: Style = "full") -> str:
    """A number with grouped digits: 5,149 and 3.60 in English, 5.149 and 3,60 in Indonesian.

    `compact` writes 281 million or 281 juta from one million on, with at most three decimals,
    and the full digits wherever that would lose one. Raises ValueError for infinities, for what
    is not a number and for magnitudes beyond 10 to the power of 60.
    """
    _require_writable(value)
    compact = _compact(value) if style == "compact" else None
    if compact is None:
        return _digits(value, locale)
    scaled, power = compact
    return f"{_digits(scaled, locale)}{NO_BREAK_SPACE}{conventions(locale).scales[power]}"


def format_share(value: Decimal, locale: Locale) -> str:
    """A fraction as a percentage, as precise as it is given: 0.560 is 56.0% or 56,0%."""
    _require_writable(value)
    return conventions(locale).percent.format(_digits(shift(value, 2), locale))


def format_money(value: Decimal, symbol: str, locale: Locale, *, style: Style = "full") -> str:
    """A sum behind its currency symbol or code: US$702 billion, Rp1.500.000, -US$5, SAR 1,500.

    CLDR has no long compact form for money, so the symbol is put before the number, without a
    space, in both languages; a code of ISO 4217 is kept apart by a no-break space. Raises
    ValueError where `symbol` is none that `SYMBOL` knows, since the text could not be read back.
    """
    if not SYMBOL.fullmatch(symbol):
        raise ValueError(f"{symbol!r} is not a currency symbol such as US$ or Rp, or a code")
    if re.fullmatch("[A-Z]{3}", symbol):
        symbol += NO_BREAK_SPACE
    number = format_number(value, locale, style=style)
    return f"-{symbol}{number[1:]}" if number.startswith("-") else f"{symbol}{number}"


def format_points(value: Decimal, locale: Locale) -> str:
    """A difference of two shares, `value` in points: 1.3 percentage points, 1,3 poin persentase.

    Only a bare 1 takes the English singular: by CLDR's plural rules 1.0 is a plural.
    """
    number = format_number(value, locale)
    singular, plural = POINTS_WORDS[locale]
    return f"{number}{NO_BREAK_SPACE}{singular if number in ('1', '-1') else plural}"


def format_ratio(value: Decimal, locale: Locale) -> str:
    """How many times one value is another: 3 times, 3,35 kali."""
    return f"{format_number(value, locale)}{NO_BREAK_SPACE}{RATIO_WORD[locale]}"


def format_size(size: int, locale: Locale) -> str:
    """The size of a file in units of a thousand bytes: 212 kB, 1.4 MB, 1,4 MB. None is nothing."""
    if size < 999_500:
        return f"{_digits(Decimal(max(1, round(size / 1000))), locale)}{NO_BREAK_SPACE}kB"
    return f"{_digits(Decimal(f'{size / 1e6:.1f}'), locale)}{NO_BREAK_SPACE}MB"


def shift(value: Decimal, places: int) -> Decimal:
    """`value` times ten to the power of `places`, exact whatever the decimal context is."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is not a finite number")
    return Decimal(f"{Decimal((sign, digits, exponent + places)):f}")


def _require_writable(value: Decimal) -> None:
    if not value.is_finite():
        raise ValueError(f"{value} is not a finite number")
    if abs(value.adjusted()) > _MAX_POWER:
        raise ValueError(f"{value} is too large or too small to be written out")


def _digits(value: Decimal, locale: Locale) -> str:
    # Zero loses its sign: a difference of nothing is no decrease.
    written = f"{value if value else value.copy_abs():,f}"
    names = conventions(locale)
    return written.translate({ord(","): names.group, ord("."): names.decimal})


def _compact(value: Decimal) -> tuple[Decimal, int] | None:
    """The value in its largest scale word, with the word's power; None where digits would go."""
    for power in _COMPACT_POWERS:
        if value and value.adjusted() >= power:
            whole, _, decimals = f"{shift(value, -power):f}".partition(".")
            decimals = decimals.rstrip("0")
            if len(decimals) > _COMPACT_DECIMALS:
                return None
            return Decimal(f"{whole}.{decimals}"), power
    return None
