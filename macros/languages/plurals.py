"""The name of a unit beside 1: one month, 1 person. Indonesian has one form for all numbers."""

from __future__ import annotations

import re

from macros.languages.vocabulary import words
from macros.model import Locale

_HEAD = re.compile(
    r"^(?P<head>.*?)(?P<rest> (?:of|in|for|per|with|to|from|on|at|under|by)\b.*)?$", re.DOTALL
)
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", ""))
_KEPT = ("ss", "us", "is")
"""Endings of words that are no plural."""


def singular(unit: str, locale: Locale) -> str:
    """The words of a unit, of one of it: `sets of studies` is `set of studies`, and `ministries and
    agencies` is `ministry or agency`."""
    if locale != "en":
        return unit
    found = _HEAD.match(unit)
    assert found is not None  # it may match nothing
    return " or ".join(map(_singular, found["head"].split(" and "))) + (found["rest"] or "")


def _singular(noun: str) -> str:
    """The last word of a noun phrase in the singular."""
    first, space, last = noun.rpartition(" ")
    known = words("plurals").get(last.lower())
    if known is None and not last.endswith(_KEPT):
        known = next((last[: -len(e)] + put for e, put in _ENDINGS if last.endswith(e)), None)
    return f"{first}{space}{known or last}"
