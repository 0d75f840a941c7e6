"""The words that numbers keep company with, in both languages.

A page in one language may hold a figure in the other, so that scales, currencies and months are
read in both; number words, limits and labels only in the page's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from macros.languages.cldr import conventions
from macros.model import LOCALES, Locale

SPACE = "[ \u00a0\u202f\u2009\u2007\u2008]"
DASH = "[-\u2010-\u2015\u2212]"

SCALES: Mapping[str, int] = MappingProxyType(
    {
        "thousand": 3,
        "million": 6,
        "billion": 9,
        "trillion": 12,
        "ribu": 3,
        "juta": 6,
        "miliar": 9,
        "milyar": 9,
        "triliun": 12,
    }
)
SHORT_SCALES: Mapping[str, int] = MappingProxyType(
    {"k": 3, "rb": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "jt": 6, "bn": 9, "b": 9, "tn": 12}
    | {"M": 6, "K": 3, "B": 9, "Jt": 6, "Mn": 6, "Bn": 9, "MN": 6, "BN": 9}
)
"""Short forms that stand at the digits. `M` is a million in English and miliar in Indonesian."""

CURRENCIES: Mapping[str, str] = MappingProxyType(
    {"$": "US$", "us$": "US$", "usd": "US$", "u.s.$": "US$", "rp": "Rp", "rp.": "Rp", "idr": "Rp"}
    | {"€": "€", "eur": "€", "£": "£", "gbp": "£", "a$": "A$", "aud": "A$", "s$": "S$"}
    | {"sgd": "S$", "rm": "RM", "myr": "RM", "¥": "¥", "jpy": "¥", "chf": "CHF", "sar": "SAR"}
)
"""What may stand before a sum of money, in lower case."""
MONEY_WORDS: Mapping[str, str] = MappingProxyType(
    {"dollar": "US$", "dolar": "US$", "usd": "US$", "rupiah": "Rp", "idr": "Rp", "eur": "€"}
    | {"euro": "€", "ringgit": "RM", "yen": "¥", "pound": "£", "riyal": "SAR", "real": "SAR"}
)
"""What may stand behind one."""

SHARE_WORDS = rf"%|٪|\uff05|per(?:{SPACE}|-)?cents?\b|persen(?:nya)?\b|prosen\b|pct\b"
POINT_WORDS = (
    rf"percentage(?:{SPACE}|-)points?\b|per{SPACE}?cent{SPACE}points?\b|"
    rf"poin{SPACE}persen(?:tase)?\b|persen{SPACE}poin\b|pp\b|ppt\b"
)


def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in LOCALES:
        for number, name in enumerate(conventions(locale).months, start=1):
            names[name] = number
            names.setdefault(name[:3], number)
    return names | {"Sept": 9, "Agt": 8, "Agust": 8, "Nop": 11, "Nopember": 11, "Pebruari": 2}


MONTHS: Mapping[str, int] = MappingProxyType(_months())
"""Names and short names of the months, with a capital letter."""

LIMITS: Mapping[Locale, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            dict.fromkeys(("over", "more than", "above", "at least", "upwards of"), "over")
            | dict.fromkeys(("nearly", "almost", "close to", "just under", "just below"), "nearly")
            | dict.fromkeys(("fewer than", "less than", "under", "below"), "under")
            | dict.fromkeys(("about", "around", "roughly", "approximately", "some"), "about")
        ),
        "id": MappingProxyType(
            dict.fromkeys(("lebih dari", "di atas", "setidaknya", "sedikitnya"), "over")
            | dict.fromkeys(("paling sedikit", "melebihi", "melampaui"), "over")
            | dict.fromkeys(("hampir", "nyaris", "mendekati", "sedikit kurang dari"), "nearly")
            | dict.fromkeys(("kurang dari", "di bawah", "tidak sampai"), "under")
            | dict.fromkeys(("sekitar", "kira-kira", "kurang lebih", "lebih kurang"), "about")
        ),
    }
)
"""Words before a quantity that make it a bound, and of which kind."""

NUMBER_WORDS: Mapping[Locale, Mapping[str, int]] = MappingProxyType(
    {
        "en": MappingProxyType(
            dict(
                zip(
                    (
                        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
                        *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
                        *("sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
                    ),
                    range(21),
                    strict=True,
                )
            )
            | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
            | {"eighty": 80, "ninety": 90, "fourty": 40}
        ),
        "id": MappingProxyType(
            dict(
                zip(
                    (
                        *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh"),
                        *("delapan", "sembilan", "sepuluh", "sebelas"),
                    ),
                    range(12),
                    strict=True,
                )
            )
            | {"selusin": 12, "seratus": 100, "seribu": 1000, "sejuta": 10**6, "semiliar": 10**9}
        ),
    }
)
MULTIPLIERS: Mapping[Locale, Mapping[str, int]] = MappingProxyType(
    {
        "en": MappingProxyType({"hundred": 100, "dozen": 12}),
        "id": MappingProxyType({"puluh": 10, "ratus": 100, "lusin": 12}),
    }
)
"""Words that multiply the number before them; `belas` adds ten to it."""
