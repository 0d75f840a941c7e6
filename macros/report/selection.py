"""Of many problems those that somebody may read, and which come first."""

from __future__ import annotations

from collections.abc import Iterable

from macros.errors import problem
from macros.problems import Location, Problem, Severity

MOST = 50
"""Problems of one file that are told."""


def readable(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, of each file only so many as somebody may read, and how many more there are.

    The worst of a file are kept; all stay in their order.
    """
    found = list(problems)
    by_path: dict[str, list[int]] = {}
    for number, one in enumerate(found):
        by_path.setdefault(one.where.path, []).append(number)
    told: dict[int, tuple[Problem, ...]] = {}
    for path, numbers in by_path.items():
        worst = sorted(numbers, key=lambda number: found[number].level is not Severity.ERROR)
        kept, left = sorted(worst[:MOST]), worst[MOST:]
        told |= {number: (found[number],) for number in kept}
        if left:
            last = found[kept[-1]]
            where, level = Location(path, last.where.line), found[left[0]].level
            told[kept[-1]] = (last, problem(where, "S152", level, more=str(len(left))))
    return [one for number in range(len(found)) for one in told.get(number, ())]
