"""What the Unicode CLDR says about the two languages, for British English (en_GB) and Indonesian.

Written down, because reading the CLDR with Babel takes a command a tenth of its time; a test
compares all of it with Babel's data. Babel's own formatters would not do for figures and dates:
they round to the precision of the decimal context, drop trailing zeros, do not roll 999,999 over
to the next word, know no long compact currency, pad Indonesian days and shorten the months of
ranges.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from macros.model import Locale

IDENTIFIERS: Mapping[Locale, str] = MappingProxyType({"en": "en_GB", "id": "id"})
"""CLDR's names of the languages: British English gives 28 October, US$ and no serial comma."""


class Conventions(NamedTuple):
    """How one language writes numbers, dates and enumerations."""

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
    pair: str
    """What stands between two items of an enumeration."""
    last: str
    """What stands before the last of several; a comma stands between the others."""


_CONVENTIONS: Mapping[Locale, Conventions] = {
    "en": Conventions(
        decimal=".",
        group=",",
        percent="{}%",
        scales={3: "thousand", 6: "million", 9: "billion", 12: "trillion"},
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        weekdays=(
            *("Monday", "Tuesday", "Wednesday", "Thursday"),
            *("Friday", "Saturday", "Sunday"),
        ),
        pair=" and ",
        last=" and ",
    ),
    "id": Conventions(
        decimal=",",
        group=".",
        percent="{}%",
        scales={3: "ribu", 6: "juta", 9: "miliar", 12: "triliun"},
        months=(
            *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
            *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
        ),
        weekdays=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
        pair=" dan ",
        last=", dan ",
    ),
}


def conventions(locale: Locale) -> Conventions:
    return _CONVENTIONS[locale]
