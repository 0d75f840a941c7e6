"""What is found in the small project once something in it was changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.model import Problem
from macros.project import Project

FigureReport = tuple[str, str, dict[str, str]]


@pytest.fixture
def found(read: Callable[[], Project]) -> Callable[..., list[FigureReport]]:
    """The problems as place, code and values; of these codes only, where some are given.

    Else that a language has changed without the other (T2…) is left out: most changes here do.
    """

    def told(*codes: str) -> list[FigureReport]:
        problems: tuple[Problem, ...] = read().problems
        return [
            (str(p.where), p.code, dict(p.values))
            for p in problems
            if p.code in codes or (not codes and not p.code.startswith("T2"))
        ]

    return told
