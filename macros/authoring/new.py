"""`kb new`: a page in both languages, or a fact, put in place only when it is sound."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from macros.addresses.lock import lock_text
from macros.atomic_write import put
from macros.authoring.mark_synced import sync
from macros.authoring.templates import NewItem, page_texts, with_fact, with_menu_entry
from macros.errors import KnowledgeError
from macros.model import LOCALES, Problem
from macros.project import Project, open_project
from macros.project_files import DOCS, FACTS, LOCK, MENU
from macros.rules.addresses import published
from macros.rules.placeholders import TO_BE_REPLACED


def create(project: Project, wish: NewItem) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The paths of what was written, or what is wrong with it: then nothing was.

    Raises `KnowledgeError` K101 for a key of another form, K102 for what exists already, K103
    where a part is missing.
    """
    files = _fact(project, wish) if wish.what == "fact" else _pages(project, wish)
    root = project.root
    before = {path: _bytes(root / path) for path in files}
    wrong: tuple[Problem, ...] | None = None
    try:
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            put(root / path, text)
        made = open_project(root, project.library.today)
        wrong = _new_problems(project, made, [path for path, old in before.items() if old is None])
    finally:
        if wrong or wrong is None:
            _put_back(root, before)
    if not wrong and wish.what != "fact":
        _record(made, wish)
    return (() if wrong else tuple(files)), wrong


def _fact(project: Project, wish: NewItem) -> Mapping[str, str]:
    return {FACTS: with_fact(wish, _text(project.root / FACTS), project.library.registry)}


def _pages(project: Project, wish: NewItem) -> Mapping[str, str]:
    made = {locale: page_texts(wish, locale) for locale in LOCALES}
    files = {
        f"{DOCS}/{locale}/{key}": text for locale in LOCALES for key, text in made[locale].items()
    }
    for path in files:
        if os.path.lexists(project.root / path):
            raise KnowledgeError("K102", path=path)
    menu = before = _text(project.root / MENU)
    for key in made["en"]:
        menu = with_menu_entry(menu, key)
    return {**files, MENU: menu} if menu != before else files


def _text(path: Path) -> str:
    """The file with its own line ends; empty where there is none."""
    return (_bytes(path) or b"").decode("utf-8")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _new_problems(before: Project, made: Project, fresh: list[str]) -> tuple[Problem, ...]:
    """The errors of the new files, and those that facts.yml did not have.

    That the sentences of the template are still to be replaced (P221) is left to the author.
    """
    known = {(p.code, *p.values.items()) for p in before.errors}
    return tuple(
        p
        for p in made.errors
        if (p.where.path in fresh and p.code != TO_BE_REPLACED)
        or (p.where.path == FACTS and not fresh and (p.code, *p.values.items()) not in known)
    )


def _put_back(root: Path, before: Mapping[str, bytes | None]) -> None:
    for path, old in before.items():
        if old is None:
            (root / path).unlink(missing_ok=True)
        else:
            put(root / path, old.decode("utf-8"))


def _record(project: Project, wish: NewItem) -> None:
    """Write down that both languages of the new pages are in line, and that addresses stay."""
    library = project.library
    if library.records is not None:
        sync(project, list(page_texts(wish, "en")), project.root)
    if library.lock:
        known = {locked.address for locked in library.lock}
        put(project.root / LOCK, lock_text(known | published(library)))
