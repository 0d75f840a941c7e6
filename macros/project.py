"""Opens a folder and checks all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

from macros.build_cache import FOLDER
from macros.drafts import of_drafts
from macros.facts.registry import Registry
from macros.library import Earlier, Library
from macros.loading import Memory, read_library
from macros.messages import codes
from macros.model import Location, Problem, Severity
from macros.project_files import DOCS, SETTINGS
from macros.rules.macro_calls import make_calls
from macros.rules.runner import check_library
from macros.rules.suppressions import allow
from macros.sound_pages import SoundPages
from macros.translations.history import History

Start: TypeAlias = tuple[str, int, int]


class Project(NamedTuple):
    """A folder as read: what it holds, and what is wrong with it."""

    root: Path
    library: Library
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that fail the check."""
        return tuple(p for p in self.problems if p.level is Severity.ERROR)


def open_project(
    root: Path,
    today: date,
    address: str = "",
    directory_urls: bool = True,
    *,
    earlier: Earlier | None = None,
    history: History | None = None,
    memory: Memory | None = None,
) -> Project:
    """Read facts, glossary and pages below `root`, and check all of it.

    `today` decides what is public and what is overdue; nothing here looks at a clock.
    """
    empty = Library(
        Registry(),
        {},
        {},
        today,
        address=address,
        directory_urls=directory_urls,
        earlier=earlier,
        history=history,
    )
    library, problems = read_library(root, empty, memory)
    if SETTINGS in library.broken_files:
        # Without the settings no page is rendered as on the site: what it holds is not known.
        problems = [p for p in problems if not p.where.path.startswith(f"{DOCS}/")]
        return Project(root, library, ordered(problems))
    library, of_calls = make_calls(library)
    problems += (*of_calls, *check_library(library), *of_drafts(library))
    problems += SoundPages(library, root / FOLDER).check(problems)
    return Project(root, library, hold_back(ordered(_allowed(library, problems))))


def _allowed(library: Library, problems: list[Problem]) -> list[Problem]:
    return allow(problems, library.every_page, library.data, codes)


def hold_back(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without those whose cause is one of the others, which keeps them."""
    found = tuple(problems)
    causes = {_start(p.where) for p in found if p.cause is None and p.level is Severity.ERROR}
    kept: list[Problem] = []
    following: dict[Start, list[Problem]] = {}
    for problem in found:
        if problem.cause and _start(problem.cause) in causes:
            following.setdefault(_start(problem.cause), []).append(problem)
        else:
            kept.append(problem)
    # Of several problems of one place, the first is the cause.
    return tuple(
        replace(p, consequences=tuple(following.pop(_start(p.where), ()))) if p.cause is None else p
        for p in kept
    )


def _start(where: Location) -> Start:
    """Where a place begins: two problems of one slip may take different lengths of it."""
    return where.path, where.line, where.column


def ordered(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by its place."""
    unique: dict[object, Problem] = {}
    for p in problems:
        unique.setdefault((p.where, p.code, tuple(p.values.items()), p.level), p)
    return tuple(
        sorted(unique.values(), key=lambda p: (p.where.path, p.where.line, p.where.column, p.code))
    )
