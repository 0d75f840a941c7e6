"""The day of the build: the one place that asks the clock.

All that the pages say of today follows from it, so that the same sources and day give the same
bytes. Without a day of one's own it is that of the clock, in the time zone of this computer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Literal

from macros.errors import KnowledgeError

_YEARS = range(1980, 2100)
"""Archives know no earlier year, and a later one is a slip."""


def read_day(text: str) -> date:
    """A day as it is typed, 2026-11-22. Raises `ValueError`, also for one of another century."""
    day = date.fromisoformat(text)
    if day.year not in _YEARS:
        raise ValueError(text)
    return day


def today() -> date:
    """What `KB_TODAY` or else `SOURCE_DATE_EPOCH` names, or the day of the clock.

    `SOURCE_DATE_EPOCH` counts seconds since 1970, in UTC, for any program that builds
    (https://reproducible-builds.org/specs/source-date-epoch/). Raises `KnowledgeError` K106 for
    what names no day.
    """
    if given := os.environ.get("KB_TODAY"):
        return _read("KB_TODAY", "today", given, read_day)
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return _read("SOURCE_DATE_EPOCH", "seconds", given, _of_seconds)
    return date.today()


def _read(
    name: str, expected: Literal["today", "seconds"], given: str, read: Callable[[str], date]
) -> date:
    try:
        return read(given)
    except (ValueError, OverflowError, OSError):
        raise KnowledgeError("K106", given=name, expected=expected, got=given, choices="") from None


def _of_seconds(text: str) -> date:
    return read_day(datetime.fromtimestamp(int(text), UTC).date().isoformat())
