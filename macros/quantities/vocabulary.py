"""What the words of numbers, money and time mean, in both languages.

A page in one language may hold a figure in the other, so that scales, currencies and months are
read in both; number words and limits only in the page's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from macros.languages.cldr import conventions
from macros.languages.vocabulary import any_of, numbers, words
from macros.model import LOCALES, Locale

DASH = "[-\u2010-\u2015\u2212]"
SCALES = numbers("scales")
SHORT_SCALES = numbers("short scales")
"""Short forms that stand at the digits. `M` is a million in English and miliar in Indonesian."""
CURRENCIES = words("currencies")
"""What may stand before a sum of money, in lower case, with the symbol that records give it."""
MONEY_WORDS = words("money words")
"""What may stand behind one."""
_CODES = (code.upper() for code in CURRENCIES if len(code) == 3 and code.isalpha())
CODES = f"(?:{any_of('currency codes')}|{'|'.join(_CODES)})"
"""Codes of currencies, in capitals, before or behind a sum."""
SHARE = rf"(?:[%٪\uff05]|{any_of('per cent')}\b)"
POINTS = rf"{any_of('points')}\b"


def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in LOCALES:
        for number, name in enumerate(conventions(locale).months, start=1):
            names[name] = number
            names.setdefault(name[:3], number)
    return names | dict(numbers("more months"))


MONTHS: Mapping[str, int] = MappingProxyType(_months())
"""Names and short names of the months, with a capital letter."""
LIMITS: Mapping[Locale, Mapping[str, str]] = {one: words("limits", one) for one in LOCALES}
"""Words before a quantity that make it a bound, and of which kind."""
NUMBER_WORDS: Mapping[Locale, Mapping[str, int]] = {
    one: numbers("number words", one) for one in LOCALES
}
MULTIPLIERS: Mapping[Locale, Mapping[str, int]] = {
    one: numbers("multipliers", one) for one in LOCALES
}
"""Words that multiply the number before them; `belas` adds ten to it."""


def number_words(locale: Locale, least: int, most: int) -> str:
    """The source of a pattern for the number words from `least` to `most`."""
    known = NUMBER_WORDS[locale]
    return f"(?:{'|'.join(word for word, value in known.items() if least <= value <= most)})"
