"""Opens a folder and checks all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from macros.build_cache import FOLDER
from macros.drafts import of_drafts
from macros.facts.registry import Registry
from macros.library import Earlier, Library
from macros.loading import Memory, read_library
from macros.messages import codes
from macros.model import Location, NotKept, Problem, Severity
from macros.project_files import DOCS, SETTINGS
from macros.rules.macro_calls import make_calls
from macros.rules.runner import check_linked, check_site
from macros.rules.suppressions import Allowance, in_data, on_page, without_allowed
from macros.sound_pages import SoundPages
from macros.translations.history import History

Start: TypeAlias = tuple[str, int, int]


class Found(NamedTuple):
    """What was found, allowed or not, by what it rests on."""

    outlines: Library
    """What was looked at, each page of which knows only the outlines of the others."""
    of_pairs: Mapping[str, Sequence[Problem]]
    """What rests on one page in both languages, and on outlines, by the key of the page."""
    of_data: Sequence[Problem]
    """What rests on data files alone."""
    of_site: Sequence[Problem]
    """What rests on data files and all outlines, wherever it stands."""


class Project(NamedTuple):
    """A folder as read: what it holds, and what is wrong with it."""

    root: Path
    library: Library
    problems: tuple[Problem, ...]
    found: Found | None = None
    """What of it rests on which pages; None where that is not known."""

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
    try:
        # Where each page knows only the outlines of others, it is known what rests on which page.
        view = library if library.unreadable else library.outlined()
        found = _examined(view, problems, root)
    except NotKept:
        found = _examined(library, problems, root)
    view = found.outlines
    usage = {
        (locale, fact): tuple(library.pages[locale][page.key] for page in pages)
        for (locale, fact), pages in view.usage.items()
    }
    library = replace(library, usage=usage, anchors=view.anchors, uncertain=view.uncertain)
    told = told_of(found, allow_in(library))
    return Project(root, library.knowing(view), told, found if view.told_of else None)


def _examined(library: Library, read: Sequence[Problem], root: Path) -> Found:
    """The library with its calls made, and all that is wrong, allowed or not."""
    library, of_calls = make_calls(library)
    of_site = [*check_site(library), *of_drafts(library)]
    rest = [*read, *of_calls, *check_linked(library, library.files.values())]
    rest += SoundPages(library, root / FOLDER).check([*of_site, *rest])
    of_pairs, of_data = by_page(library, rest)
    return Found(library, of_pairs, of_data, of_site)


def by_page(
    library: Library, problems: Iterable[Problem]
) -> tuple[dict[str, list[Problem]], list[Problem]]:
    """Problems by the keys of the pages that they stand on, and those that stand on none."""
    keys = {page.path: page.key for page in library.every_page}
    of_pairs: dict[str, list[Problem]] = {key: [] for key in sorted(library.keys)}
    elsewhere: list[Problem] = []
    for problem in problems:
        key = keys.get(problem.where.path)
        (of_pairs[key] if key else elsewhere).append(problem)
    return of_pairs, elsewhere


def allow_in(library: Library) -> list[Allowance]:
    """What the lines of pages and data files allow."""
    of_pages = (one for page in library.every_page for one in on_page(page))
    return [*of_pages, *in_data(library.data)]


def told_of(found: Found, allowances: Sequence[Allowance]) -> tuple[Problem, ...]:
    """What is told of what was found."""
    problems = [*chain.from_iterable(found.of_pairs.values()), *found.of_data, *found.of_site]
    return hold_back(ordered(without_allowed(problems, allowances, codes)))


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
        replace(p, consequences=tuple(following.pop(_start(p.where))))
        if p.cause is None and _start(p.where) in following
        else p
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
