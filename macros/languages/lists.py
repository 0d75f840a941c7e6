"""Enumerations in running text."""

from __future__ import annotations

from collections.abc import Sequence

from macros.languages.cldr import conventions
from macros.model import Locale


def join(items: Sequence[str], locale: Locale) -> str:
    """The items as one phrase: `A, B and C` in English, `A, B, dan C` in Indonesian.

    Two items take no comma in either language; no items give an empty text. Where an item has a
    comma itself, semicolons part several.
    """
    *others, last = items or ("",)
    if not others:
        return last
    words = conventions(locale)
    if len(others) == 1:
        return f"{others[0]}{words.pair}{last}"
    if any(", " in item for item in items):
        return f"{'; '.join(others)};{words.pair}{last}"
    return f"{', '.join(others)}{words.last}{last}"
