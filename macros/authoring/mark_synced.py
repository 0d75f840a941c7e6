"""`kb mark-synced`: an editor has brought the two languages of sections in line, and says so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from macros.atomic_write import put
from macros.facts.registry import unknown
from macros.model import LOCALES, Problem
from macros.project import Project
from macros.project_files import DOCS, TWINS
from macros.rules.placeholders import TO_BE_REPLACED
from macros.translations.lock import SectionKey, SyncRecord, records_text

_FAMILIES = ("P", "T")
"""What keeps a page from being in line: a slip in its form, or something that its twin lacks."""


class Synced(NamedTuple):
    """What was recorded, or what kept it from being recorded: then nothing was."""

    sections: tuple[SectionKey, ...] = ()
    refused: tuple[Problem, ...] = ()


def sync(project: Project, names: Sequence[str], here: Path) -> Synced:
    """Record in twins.lock that the sections named are in line: all of them, or none.

    A name is a file or folder of either language, as seen from `here` or from the project, or the
    key of a page, with `#section` behind it where one section is meant; no names mean all pages.
    Raises `KnowledgeError` P204 for a name of nothing.
    """
    known = _sections(project)
    chosen = set(known) if not names else set()
    for name in names:
        chosen.update(_named(project, name, here, known))
    pages = {page for page, _ in chosen}
    files = {f"{DOCS}/{locale}/{page}" for locale in LOCALES for page in pages}
    refused = tuple(p for p in project.errors if _keeps(p, files))
    if refused:
        return Synced(refused=refused)
    records = {
        section: record
        for section, record in (project.library.records or {}).items()
        if section[0] not in pages or known[section]
    }
    new = {section: record for section, record in known.items() if record and section in chosen}
    put(project.root / TWINS, records_text(records | new))
    return Synced(tuple(sorted(new)))


def _sections(project: Project) -> dict[SectionKey, SyncRecord | None]:
    """Every section with its present states; None for one that is only on record, or alone."""
    library = project.library
    known: dict[SectionKey, SyncRecord | None] = dict.fromkeys(library.records or {})
    for key, twins in library.twins.items():
        for pair in twins.pairs:
            both = SyncRecord(pair.en.state, pair.id.state) if pair.en and pair.id else None
            known[key, pair.anchor] = both
    return known


def _named(
    project: Project, name: str, here: Path, known: dict[SectionKey, SyncRecord | None]
) -> list[SectionKey]:
    """The sections that a name means. Raises `KnowledgeError` P204 where there are none."""
    path, mark, anchor = name.partition("#")
    for key in _keys(project.root, path, here):
        folder = f"{key}/" if key else ""
        found = [
            section
            for section in known
            if (section[0] == key or (section[0].startswith(folder) and not mark))
            and (not mark or section[1] == anchor)
        ]
        if found:
            return found
    names = {page for page, _ in known} | {"#".join(section) for section in known if mark}
    raise unknown("page", name, names)


def _keys(root: Path, path: str, here: Path) -> Iterator[str]:
    """What a path may mean as the key of a page or folder, the likeliest first."""
    yield path.rstrip("/")
    docs = root.resolve() / DOCS
    for base in (here, root):
        place = Path(os.path.normpath((base / path).absolute()))
        for folder in (*(docs / locale for locale in LOCALES), docs):
            if place.is_relative_to(folder):
                yield place.relative_to(folder).as_posix().removeprefix(".")
                break


def _keeps(problem: Problem, files: set[str]) -> bool:
    """Whether a problem is one of these pages' own, or of the lock file itself, or holds one back.

    The sentences of a template say the same in both languages.
    """
    if any(_keeps(one, files) for one in problem.consequences):
        return True
    path, code = problem.where.path, problem.code
    mine = path in files and code.startswith(_FAMILIES) and code != TO_BE_REPLACED
    return path == TWINS or mine
