"""Reads a folder as a library, or a finished site from its folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from macros.addresses.lock import read_lock
from macros.addresses.menu import read_menu
from macros.addresses.redirects import read_redirects
from macros.datafiles.yaml_source import Family, decode, refuse_conflict
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.glossary.reader import read_glossary
from macros.glossary.synonyms import Synonyms, read_synonyms
from macros.html.model import BuiltPage, BuiltSite
from macros.html.page import read_built
from macros.library import Library
from macros.markdown.document_cache import FOLDER, DocumentReader
from macros.markdown.page import read_page
from macros.markdown.rendering import read_rendering
from macros.model import (
    LOCALES,
    File,
    Locale,
    Location,
    Menu,
    Page,
    Problem,
    PublishedAddress,
    Redirect,
    Term,
)
from macros.render.context import PageContext
from macros.render.dispatch import plain
from macros.translations.history import History
from macros.translations.lock import SyncRecords, read_records

FACTS, GLOSSARY, DOCS = "facts.yml", "glossary.yml", "docs"
SETTINGS, LOCK, REDIRECTS = "mkdocs.yml", "addresses.lock", "redirects.yml"
TWINS, SYNONYMS = "twins.lock", "synonyms.yml"
DATA = (FACTS, GLOSSARY, SYNONYMS, TWINS, LOCK, REDIRECTS)
"""The files besides the pages whose change changes the site."""
_WHOLE_FILE = frozenset({"F101", "F103", "F104", "F105", "F106"})
"""For these problems nothing of a data file is read."""
_HEAD = 32
"""Bytes that tell what sort of file one is."""


def open_library(root: Path, today: date) -> Library:
    """Read all that stands below `root`, and check nothing.

    The library does not know which pages use a fact.
    """
    return read_library(root, Library(Registry(), {}, {}, today))[0]


def open_twins(root: Path, today: date, history: History | None = None) -> Library:
    """Only the pages below `root` and twins.lock: what `kb status` needs, and no more."""
    files: _Files = {file.path: file for file in _below(root / DOCS, DOCS)}
    documents = _documents(root)
    pages, unreadable, _ = _pages(root, files, documents)
    no_records: SyncRecords | None = None
    records, _ = _optional(root, TWINS, files, read_records, no_records)
    registry = Registry(readable=False)
    return Library(
        registry,
        {},
        pages,
        today,
        unreadable=unreadable,
        documents=documents,
        records=records,
        history=history,
    )


def open_settings(root: Path) -> tuple[Problem, ...]:
    """What is wrong with mkdocs.yml: nothing may be built from it before that is mended."""
    return _optional(root, SETTINGS, {}, read_menu, Menu())[1]


def open_built(folder: Path, name: str = "site") -> BuiltSite:
    """A finished site as it lies in its folder; problems name their places below `name`."""
    pages: dict[str, BuiltPage] = {}
    styles: dict[str, str] = {}
    unreadable: list[str] = []
    files = frozenset(
        Path(place, name).relative_to(folder).as_posix()
        for place, _, names in os.walk(folder)
        for name in names
        if not Path(place, name).is_symlink()
    )
    for path in sorted(file for file in files if file.endswith((".html", ".css"))):
        try:
            text = decode((folder / path).read_bytes(), "F")
        except KnowledgeError:
            unreadable.append(path)
            continue
        if path.endswith(".css"):
            styles[path] = text
        else:
            pages[path] = read_built(text, path, name)
    return BuiltSite(name, pages, files, styles, tuple(unreadable))


_Files = dict[str, File]


def read_library(root: Path, library: Library) -> tuple[Library, list[Problem]]:
    """The library with everything that stands in files, and what is wrong with those."""
    files: _Files = {file.path: file for file in _below(root / DOCS, DOCS)}
    registry, problems = _facts(root, files)
    terms, broken_terms, more = _glossary(root, files)
    read = {FACTS: registry.readable, GLOSSARY: bool(terms)}
    broken_files = {
        found[0].where.path: found[0].where
        for found in (problems, more)
        if found and not read[found[0].where.path]
    }
    documents = _documents(root)
    pages, unreadable, wrong = _pages(root, files, documents)
    menu, in_settings = _optional(root, SETTINGS, files, read_menu, Menu())
    no_synonyms: Synonyms = ()
    synonyms, in_synonyms = _optional(root, SYNONYMS, files, read_synonyms, no_synonyms)
    no_lock: tuple[PublishedAddress, ...] = ()
    lock, in_lock = _optional(root, LOCK, files, read_lock, no_lock)
    no_redirects: tuple[Redirect, ...] = ()
    redirects, in_redirects = _optional(root, REDIRECTS, files, read_redirects, no_redirects)
    no_records: SyncRecords | None = None
    records, in_records = _optional(root, TWINS, files, read_records, no_records)
    told = (problems, more, wrong, in_synonyms, in_settings, in_lock, in_redirects, in_records)
    found = [problem for each in told for problem in each]
    for problem in found:
        if problem.code in _WHOLE_FILE:
            broken_files.setdefault(problem.where.path, problem.where)
    library = replace(
        library,
        registry=registry,
        terms=terms,
        synonyms=synonyms,
        broken_terms=broken_terms,
        broken_files=broken_files,
        pages=pages,
        unreadable=unreadable,
        files=files,
        documents=documents,
        menu=menu,
        lock=lock,
        redirects=redirects,
        records=records,
    )
    library = replace(library, titles=_titles(library))
    return library, found


def _below(folder: Path, name: str) -> Iterator[File]:
    """Every file below a folder, in order; no link is followed."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}".encode("utf-8", "backslashreplace").decode()
        if entry.is_dir(follow_symlinks=False) and not path.endswith(".md"):
            yield from _below(Path(entry.path), path)
        elif entry.is_file(follow_symlinks=False):
            size = entry.stat().st_size
            head = b"" if path.endswith(".md") else _head(Path(entry.path))
            yield File(path, size, head=head)
        else:
            yield File(path, regular=False)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _text(root: Path, name: str, family: Family, files: _Files) -> str:
    """The text of a file. Raises `KnowledgeError` 101 where there is none, 103 for its bytes."""
    path = root / name
    if not path.is_file() or path.is_symlink():
        raise KnowledgeError(family + "101", path=name)
    raw = path.read_bytes()
    text = decode(raw, family)
    if family == "F":
        refuse_conflict(text, family)
    files[name] = File(name, len(raw), text=text)
    return text


def _facts(root: Path, files: _Files) -> tuple[Registry, list[Problem]]:
    try:
        registry, problems = read_facts(_text(root, FACTS, "F", files), FACTS)
    except KnowledgeError as error:
        return Registry(readable=False), [_placed(error, FACTS)]
    return registry, list(problems)


def _glossary(
    root: Path, files: _Files
) -> tuple[Mapping[str, Term], Mapping[str, Location], list[Problem]]:
    """The terms, those that are wrong with the place of their problem, and what is wrong."""
    try:
        text = _text(root, GLOSSARY, "F", files)
    except KnowledgeError as error:
        return {}, {}, [_placed(error, GLOSSARY)]
    terms, broken, problems = read_glossary(text, GLOSSARY)
    return terms, broken, list(problems)


_Found = TypeVar("_Found")
_Reader = Callable[[str, str], tuple[_Found, tuple[Problem, ...]]]


def _optional(
    root: Path, name: str, files: _Files, read: _Reader[_Found], absent: _Found
) -> tuple[_Found, tuple[Problem, ...]]:
    """What a file holds that a project may do without."""
    if not os.path.lexists(root / name):
        return absent, ()
    try:
        return read(_text(root, name, "F", files), name)
    except KnowledgeError as error:
        return absent, (_placed(error, name),)


def _placed(error: KnowledgeError, path: str) -> Problem:
    return error.at(Location(path, int(error.values.get("line", "1"))))


_Pages = dict[Locale, dict[str, Page]]


_Unreadable = dict[tuple[Locale, str], Location]


def _documents(root: Path) -> DocumentReader:
    """Reads Markdown as mkdocs.yml says, and keeps what it has read."""
    try:
        text = decode((root / SETTINGS).read_bytes(), "F")
    except (OSError, KnowledgeError):
        text = ""
    return DocumentReader(read_rendering(text), root / FOLDER)


def _pages(
    root: Path, files: _Files, documents: DocumentReader
) -> tuple[_Pages, _Unreadable, list[Problem]]:
    pages: _Pages = {locale: {} for locale in LOCALES}
    unreadable: _Unreadable = {}
    problems: list[Problem] = []
    for locale in LOCALES:
        folder = f"{DOCS}/{locale}/"
        for name in [n for n in files if n.startswith(folder) and n.endswith(".md")]:
            key = name.removeprefix(folder)
            try:
                page, found = read_page(_text(root, name, "P", files), name, locale, key, documents)
            except KnowledgeError as error:
                page, found = None, (_placed(error, name),)
            problems.extend(found)
            if page:
                pages[locale][key] = page
            else:
                unreadable[locale, key] = found[0].where
    documents.tidy()
    return pages, unreadable, problems


def _titles(library: Library) -> dict[tuple[Locale, str], tuple[str, str]]:
    """Titles and descriptions as plain text; the written text where a call in it fails."""
    titles: dict[tuple[Locale, str], tuple[str, str]] = {}
    for locale, pages in library.pages.items():
        for key, page in pages.items():
            context = PageContext(library, page)
            shown = (_plain(page.meta.title, context), _plain(page.meta.description, context))
            titles[locale, key] = shown
    return titles


def _plain(text: str, context: PageContext) -> str:
    try:
        return plain(text, context)
    except KnowledgeError:
        return text
