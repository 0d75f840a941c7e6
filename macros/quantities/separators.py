"""Digits and the separators between them, as each language reads them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from macros.languages.cldr import conventions
from macros.languages.vocabulary import SPACE
from macros.model import Locale, other_locale

_GAP = rf"(?:['\u2019]|{SPACE})"
TOKEN = re.compile(
    rf"[0-9]{{1,3}}(?P<gap>[.,]|{_GAP})[0-9]{{3}}(?![0-9])(?:(?P=gap)[0-9]{{3}}(?![0-9]))*"
    r"(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
)
"""A number in any separators, well placed or not."""
GROUPED = re.compile(rf"[0-9]{{1,3}}(?:(?P<gap>[.,]|{_GAP})[0-9]{{3}})+(?:[.,][0-9]+)?\Z")
"""A number with its thousands apart, which no version and no article has."""


def read(digits: str, locale: Locale) -> tuple[Decimal | None, Decimal | None]:
    """The number in the separators of a language, and in those of the other one.

    The first is None where the digits make no number; the second where it is the same number, or
    none.
    """
    own, other = _number(digits, locale), _number(digits, other_locale(locale))
    return own, None if other == own else other


def _number(digits: str, locale: Locale) -> Decimal | None:
    if digits.isdigit():
        return Decimal(digits)
    found = _pattern(locale).fullmatch(digits)
    if found is None:
        return None
    whole = re.sub("[^0-9]", "", found["whole"])
    return Decimal(f"{whole}.{found['fraction'] or '0'}") if found["fraction"] else Decimal(whole)


@cache
def _pattern(locale: Locale) -> re.Pattern[str]:
    names = conventions(locale)
    group, point = re.escape(names.group), re.escape(names.decimal)
    return re.compile(
        rf"(?P<whole>[1-9][0-9]{{0,2}}(?:(?:{group}|{_GAP})[0-9]{{3}})+|[0-9]+)"
        rf"(?:{point}(?P<fraction>[0-9]+))?"
    )
