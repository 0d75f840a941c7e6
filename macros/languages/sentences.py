"""Where a text is parted into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from macros.languages.vocabulary import any_of

_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s++[^a-z]|\s*+\Z)""")
"""What may end a sentence: no small letter follows."""
_START = re.compile(r"\S")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence between two places of a text.

    One ends with a full stop, a question mark or an exclamation mark before what is no small
    letter. An abbreviation of the vocabulary ends none, nor does a single capital: "Law No. 18",
    "art. 30", "H. Agus Salim".
    """
    end = len(text) if end is None else end
    found = _START.search(text, start, end)
    while found:
        first = found.start()
        stops = (one for one in _STOP.finditer(text, first, end))
        last = next((one.end() for one in stops if not _short(text, first, one.start())), end)
        yield first, last
        found = _START.search(text, last, end)


def _short(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at a place belongs to an abbreviation."""
    return text[stop] == "." and bool(_abbreviation().search(text, start, stop))


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of('abbreviations')}|[A-Z])\Z")
