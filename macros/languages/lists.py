"""Enumerations in running text."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from macros.languages.cldr import locale_data
from macros.model import Locale


def join(items: Sequence[str], locale: Locale) -> str:
    """The items as one phrase: `A, B and C` in English, `A, B, dan C` in Indonesian.

    Two items take no comma in either language; no items give an empty text.
    """
    return format_list(items, style="standard", locale=locale_data(locale))
