"""Classes of ages and sizes, as heads of rows and columns name them: 0–4, 75+, 15–24 tahun."""

from __future__ import annotations

import re

from macros.languages.vocabulary import SPACE, any_of
from macros.quantities.vocabulary import DASH

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{3})*"
_TO = rf"(?:{SPACE}?{DASH}{SPACE}?|{SPACE}{any_of('up to')}{SPACE})"
_UNIT = rf"(?:{SPACE}?{any_of('years of age')})"
_OLDER = rf"(?:{SPACE}?\+|{SPACE}{any_of('and older')})"
_YOUNGER = rf"(?:{any_of('younger than', 'ages')}{SPACE}|[<>≤≥]=?{SPACE}?)"
RANGE = re.compile(rf"(?<![0-9])(?<![0-9][.,]){_NUMBER}(?:{_TO}{_NUMBER}|{_OLDER})", re.IGNORECASE)
CLASS = re.compile(
    rf"(?:[^\W\d_][^0-9()\n]{{0,40}}\()?(?P<age>{any_of('ages')}{SPACE})?(?:{_YOUNGER})*{_NUMBER}{_UNIT}?"
    rf"(?:{_TO}{_NUMBER})?(?P<unit>{_UNIT})?{_OLDER}?{_UNIT}?\)?(?:\s?\([^()]*\))?",
    re.IGNORECASE,
)
"""The whole of a cell; `age` is there where it says of itself that it tells an age."""
AGES = re.compile(rf"(?:\w+{SPACE})?{any_of('ages')}(?:{SPACE}?\([^()]*\))?", re.IGNORECASE)
"""The head of a column of ages: Age group, Kelompok umur, Umur (tahun)."""
