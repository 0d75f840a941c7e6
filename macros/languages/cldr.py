"""What the Unicode CLDR says about the two languages, read once through Babel.

Babel's own formatters are not called for figures and dates: they round to the precision of the
decimal context, drop trailing zeros, do not roll 999,999 over to the next word, know no long
compact currency, pad Indonesian days and shorten the months of ranges. Its data is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import babel

from macros.model import Locale

IDENTIFIERS: Mapping[Locale, str] = MappingProxyType({"en": "en_GB", "id": "id"})
"""CLDR's names of the languages: British English gives 28 October, US$ and no serial comma."""

_SCALE_POWERS = (3, 6, 9, 12)


@dataclass(frozen=True)
class Conventions:
    """How one language writes numbers and dates."""

    decimal: str
    group: str
    percent: str
    """Pattern of a share, with `{}` for the digits."""
    scales: Mapping[int, str]
    """Words of the powers of ten: 3 is thousand or ribu, 12 is trillion or triliun."""
    months: tuple[str, ...]
    """January comes first, at index 0."""
    weekdays: tuple[str, ...]
    """Monday comes first, at index 0."""


@cache
def locale_data(locale: Locale) -> babel.Locale:
    """A language as Babel knows it."""
    return babel.Locale.parse(IDENTIFIERS[locale])


@cache
def conventions(locale: Locale) -> Conventions:
    """The conventions of a language, as CLDR has them."""
    data = locale_data(locale)
    symbols = data.number_symbols["latn"]
    long_words = data.compact_decimal_formats["long"]["other"]
    months = data.months["format"]["wide"]
    weekdays = data.days["format"]["wide"]
    return Conventions(
        decimal=symbols["decimal"],
        group=symbols["group"],
        percent=data.percent_formats[None].pattern.replace("#,##0", "{}"),
        scales={
            power: long_words[str(10**power)].pattern.replace("0", "").strip()
            for power in _SCALE_POWERS
        },
        months=tuple(months[number] for number in range(1, 13)),
        weekdays=tuple(weekdays[number] for number in range(7)),
    )
