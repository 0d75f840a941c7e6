"""Enumerations in running text."""

from __future__ import annotations

from collections.abc import Sequence

from macros.languages.cldr import conventions
from macros.model import Locale


def join(items: Sequence[str], locale: Locale) -> str:
    """The items as one phrase: `A, B and C` in English, `A, B, dan C` in Indonesian.

    Two items take no comma in either language; no items give an empty text.
    """
    *others, last = items or ("",)
    if not others:
        return last
    between = conventions(locale).pair if len(others) == 1 else conventions(locale).last
    return f"{', '.join(others)}{between}{last}"
