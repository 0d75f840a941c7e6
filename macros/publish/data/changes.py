"""When the figures changed: what a page without a date showed before a day, and what since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from macros.errors import KnowledgeError
from macros.facts.selection import select
from macros.library import Library
from macros.model import DATED, NUMERIC, Fact, Kind, Observation

_FIGURES = NUMERIC | DATED | {Kind.NAME}
"""Texts and lists are no figures."""


class Change(NamedTuple):
    """A day on which another value of a fact became the one to show, or its first one.

    Of a value that is known by its year or month it is the last day that may be meant; until that
    day has come, the first one.
    """

    day: date
    fact: Fact
    before: Observation | None
    now: Observation


def changes(library: Library) -> list[Change]:
    """The changes of all figures up to today, newest first."""
    found = [
        change
        for fact in library.registry.facts.values()
        if fact.kind in _FIGURES
        for change in _of(fact, library.today)
    ]
    return sorted(found, key=lambda change: (-change.day.toordinal(), change.fact.key))


def _of(fact: Fact, today: date) -> Iterator[Change]:
    days = {max(one.public_from, one.starts) for one in fact.observations}
    for day in sorted(day for day in days if date.min < day <= today):
        now, before = _shown(fact, day), _shown(fact, day - timedelta(days=1))
        if now is not None and now is not before:
            surely = max(now.public_by, now.starts)
            yield Change(surely if surely <= today else day, fact, before, now)


def _shown(fact: Fact, day: date) -> Observation | None:
    try:
        return select(fact, today=day).observation
    except KnowledgeError:
        return None
