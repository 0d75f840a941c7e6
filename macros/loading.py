"""Reads a folder as a library, or a finished site from its folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from macros.addresses.lock import read_lock
from macros.addresses.menu import read_menu
from macros.addresses.redirects import read_redirects
from macros.addresses.settings import read_settings
from macros.addresses.settings_lock import check_lock
from macros.background import start
from macros.build_cache import FOLDER, BuildCache
from macros.datafiles.yaml_source import LARGEST, decode, refuse_conflict
from macros.diagrams.reader import read_diagrams
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.folders import files_below
from macros.glossary.reader import read_glossary
from macros.glossary.synonyms import read_synonyms
from macros.library import Library
from macros.markdown.document_cache import DocumentReader
from macros.markdown.limits import too_large
from macros.markdown.page import read_page
from macros.markdown.rendering import read_rendering
from macros.model import (
    LOCALES,
    File,
    Locale,
    Location,
    Menu,
    NotKept,
    Page,
    Problem,
    Settings,
    Term,
)
from macros.pictures.inspection import LARGEST_PICTURE, SoundPictures, picture_type
from macros.pictures.reader import read_pictures
from macros.project_files import (
    DEEPEST,
    DIAGRAMS,
    DOCS,
    FACTS,
    GLOSSARY,
    LOCK,
    MENU,
    PICTURES,
    REDIRECTS,
    SETTINGS,
    SETTINGS_LOCK,
    SYNONYMS,
    TWINS,
)
from macros.render.context import PageContext
from macros.render.dispatch import plain
from macros.render.policy import STYLES
from macros.translations.history import History
from macros.translations.lock import SyncRecords, read_records

if TYPE_CHECKING:
    from macros.html.model import BuiltPage, BuiltSite

_NEEDED = (FACTS, GLOSSARY)
_WHOLE_FILE = frozenset({"F101", "F103", "F104", "F105", "F106"})
"""For these problems nothing of a data file is read."""
_Found = TypeVar("_Found")
_TICK = 50_000_000
"""Nanoseconds after which a change has another time than the one before, on any file system that
tells parts of a second."""
_HEAD = 32
"""Bytes that tell what sort of file one is."""


class Memory:
    """What was made of texts, for whoever reads a folder again and again: of those that are as
    before nothing is made anew, so that it is the very same object."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, Any]] = {}
        self._files: dict[str, tuple[object, File]] = {}

    def file(self, name: str, status: os.stat_result, read: Callable[[], File]) -> File:
        """What `read` gives, or what it gave before, of a file that has not been written since."""
        # Nobody sets the time of the last change of a file's state back.
        stamp = status.st_ctime_ns, status.st_mtime_ns, status.st_size, status.st_ino
        known = self._files.get(name)
        if known and known[0] == stamp:
            return known[1]
        found = read()
        if time.time_ns() - status.st_ctime_ns > _TICK:
            self._files[name] = stamp, found
        return found

    def made(self, name: str, of: object, make: Callable[[], _Found]) -> _Found:
        """What `make` gives for a name, or what it gave before, of the same."""
        known = self._made.get(name)
        if known is None or known[0] != of:
            known = self._made[name] = of, make()
        found: _Found = known[1]
        return found


def open_library(root: Path, today: date) -> Library:
    """Read all that stands below `root`, and check nothing.

    The library does not know which pages use a fact.
    """
    return read_library(root, Library(Registry(), {}, {}, today))[0]


def open_twins(root: Path, today: date, history: History | None = None) -> Library:
    """Only the pages below `root`, the facts and twins.lock: what `kb status` needs."""
    folder = _Folder(root)
    pages, unreadable = folder.pages()
    return Library(
        folder.data(FACTS, read_facts),
        {},
        pages,
        today,
        unreadable=unreadable,
        documents=folder.documents,
        records=folder.records(),
        history=history,
    )


class CheckedSettings(NamedTuple):
    """The text of mkdocs.yml, and what is wrong with it, also beside settings.lock."""

    text: str
    problems: Sequence[Problem]


def open_settings(root: Path) -> CheckedSettings:
    """mkdocs.yml alone: nothing may be made of it before its problems are mended."""
    folder = _Folder(root)
    folder.settings()
    file = folder.files.get(SETTINGS)
    return CheckedSettings(file.text if file else "", folder.problems)


def open_menu(root: Path) -> Menu:
    """The menu alone; what is wrong with it, `read_library` tells."""
    return _Folder(root).data(MENU, read_menu)


def open_built(folder: Path, name: str = "site", cache: BuildCache | None = None) -> BuiltSite:
    """A finished site as it lies in its folder; problems name their places below `name`."""
    # What reads HTML takes long to import, and no command but those of a finished site needs it.
    from macros.html.kept import read_kept  # noqa: PLC0415
    from macros.html.model import BuiltSite  # noqa: PLC0415

    cache = cache or BuildCache()
    pages: dict[str, BuiltPage] = {}
    styles: dict[str, str] = {}
    unreadable: list[str] = []
    files = frozenset(
        path for path in files_below(folder) if not os.path.islink(os.path.join(folder, path))
    )
    for path in sorted(file for file in files if file.endswith((".html", ".css"))):
        try:
            text = decode((folder / path).read_bytes())
        except KnowledgeError:
            unreadable.append(path)
            continue
        if path.endswith(".css"):
            styles[path] = text
        else:
            pages[path] = read_kept(text, path, name, cache)
    known = folder / STYLES
    own = frozenset(known.read_text("utf-8").split()) if known.is_file() else frozenset[str]()
    return BuiltSite(name, pages, files, styles, tuple(unreadable), own)


def read_library(
    root: Path, library: Library, memory: Memory | None = None
) -> tuple[Library, list[Problem]]:
    """The library with everything that stands in files, and what is wrong with those."""
    folder = _Folder(root, memory)
    registry = folder.data(FACTS, read_facts)
    terms, broken_terms = folder.data(GLOSSARY, _read_terms)
    pages, unreadable = folder.pages()
    library = replace(
        library,
        registry=registry,
        terms=terms,
        diagrams=folder.data(DIAGRAMS, read_diagrams),
        pictures=folder.data(PICTURES, read_pictures),
        synonyms=folder.data(SYNONYMS, read_synonyms),
        broken_terms=broken_terms,
        pages=pages,
        unreadable=unreadable,
        files=folder.files,
        documents=folder.documents,
        settings=folder.settings(),
        menu=folder.data(MENU, read_menu),
        lock=folder.data(LOCK, read_lock),
        redirects=folder.data(REDIRECTS, read_redirects),
        records=folder.records(),
    )
    # Any fault of a diagram may be why a page cannot show it.
    sound = {FACTS: registry.readable, GLOSSARY: bool(terms), DIAGRAMS: False}
    broken_files: dict[str, Location] = {}
    for problem in folder.problems:
        path = problem.where.path
        if problem.code in _WHOLE_FILE or not sound.get(path, True):
            broken_files.setdefault(path, problem.where)
    return replace(library, broken_files=broken_files, titles=_titles(library)), folder.problems


def read_again(
    root: Path, outlines: Library, keys: Collection[str], memory: Memory | None = None
) -> tuple[Library, list[Problem]]:
    """A library of outlines with some of its pages as they are now, in both languages, to check
    them, and what is wrong with their form.

    Raises `NotKept` where one cannot be read, or where others find something else in its outline.
    """
    folder = _Folder(root, memory)
    pages: list[Page] = []
    for before in outlines.every_page:
        if before.key in keys:
            page, problems = folder.page(before.path, before.locale)
            if page is None:
                raise NotKept("page")
            pages.append(page)
            folder.problems += problems
    files = {**outlines.files, **{page.path: folder.files[page.path] for page in pages}}
    library = replace(outlines, told_of=tuple(pages), files=files, documents=folder.documents)
    outlined = {locale: dict(found) for locale, found in library.pages.items()}
    for page in pages:
        now, title = library.outline_of(page), library.titles[page.locale, page.key]
        outlined[page.locale][page.key] = now
        if not now.is_like(library.pages[page.locale][page.key]) or title != _title(
            page, replace(library, titles={})
        ):
            raise NotKept("outline")
    return replace(library, pages=outlined), folder.problems


def read_pages(root: Path, outlines: Library, memory: Memory | None = None) -> Library:
    """A library of outlines with all of its pages as they are now, and with the texts of its files.

    Raises `NotKept` or `KnowledgeError` where one of them can no longer be read.
    """
    folder = _Folder(root, memory)
    pages, unreadable = folder.pages()
    for name in outlines.files.keys() - folder.files.keys():
        folder.text(name)
    if unreadable:
        raise NotKept("page")
    usage = {
        (locale, fact): tuple(pages[locale][page.key] for page in shown)
        for (locale, fact), shown in outlines.usage.items()
    }
    files = {name: folder.files[name] for name in outlines.files}
    found = replace(outlines, pages=pages, usage=usage, files=files, documents=folder.documents)
    return replace(found, told_of=None)


_Terms = tuple[Mapping[str, Term], Mapping[str, Location]]


def _read_terms(text: str, path: str) -> tuple[_Terms, Iterable[Problem]]:
    terms, broken, problems = read_glossary(text, path)
    return (terms, broken), problems


def _file(path: Path, name: str) -> File:
    raw = path.read_bytes()
    return File(name, len(raw), text=decode(raw))


def _whole(
    read: Callable[[str, str], tuple[_Found, Iterable[Problem]]], text: str, path: str
) -> tuple[_Found, tuple[Problem, ...]]:
    refuse_conflict(text)
    found, problems = read(text, path)
    return found, tuple(problems)


def _as_it_is(text: str, path: str) -> tuple[str, Iterable[Problem]]:
    return text, ()


_Pages = dict[Locale, dict[str, Page]]
_Unreadable = dict[tuple[Locale, str], Location]


class _Folder:
    """A folder, what was read of it so far, and what is wrong with that."""

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        self.root = root
        self.memory = memory or Memory()
        sound = SoundPictures(root / FOLDER)
        found = (_inspected(root, file, sound) for file in _below(root / DOCS, DOCS))
        self.files = {file.path: file for file in found}
        sound.keep()
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """The text of a file. Raises `KnowledgeError` F101 for none, F103 for its bytes."""
        path = self.root / name
        try:
            status = os.lstat(path)
        except OSError:
            raise KnowledgeError("F101", path=name) from None
        if not S_ISREG(status.st_mode):
            raise KnowledgeError("F101", path=name)
        if status.st_size > 4 * LARGEST:  # bytes of UTF-8 for a character, at most
            raise KnowledgeError("F104", limit=f"{LARGEST:,}")
        file = self.memory.file(name, status, partial(_file, path, name))
        self.files[name] = file
        return file.text

    def data(
        self, name: str, read: Callable[[str, str], tuple[_Found, Iterable[Problem]]]
    ) -> _Found:
        """What a data file holds; as of an empty one where a project may do without it."""
        if name not in _NEEDED and not os.path.lexists(self.root / name):
            return read("", name)[0]
        try:
            text = self.text(name)
            found, problems = self.memory.made(name, text, partial(_whole, read, text, name))
        except KnowledgeError as error:
            self.files.pop(name, None)
            found, problems = read("", name)[0], (error.at(Location(name, error.line)),)
        self.problems += problems
        return found

    def settings(self) -> Settings:
        """What mkdocs.yml says, which must be what maintainers have agreed to."""
        before = len(self.problems)
        settings = self.data(SETTINGS, read_settings)
        if SETTINGS in self.files and len(self.problems) == before:
            found = self.files[SETTINGS].text
            lock = self.data(SETTINGS_LOCK, _as_it_is)
            there = SETTINGS_LOCK in self.files
            self.problems += check_lock(found, SETTINGS, lock if there else None)
        return settings

    def records(self) -> SyncRecords | None:
        """What twins.lock holds; None where it could not be read, or is not there."""
        records = self.data(TWINS, read_records)
        return records if TWINS in self.files else None

    @cached_property
    def documents(self) -> DocumentReader:
        """Reads Markdown as mkdocs.yml says, and keeps what it has read."""
        try:
            text = decode((self.root / SETTINGS).read_bytes())
        except (OSError, KnowledgeError):
            text = ""
        return self.memory.made(
            "documents", text, lambda: DocumentReader(read_rendering(text), self.root / FOLDER)
        )

    def pages(self) -> tuple[_Pages, _Unreadable]:
        """The pages of each language, and the places of what is wrong with those that are none."""
        pages: _Pages = {locale: {} for locale in LOCALES}
        unreadable: _Unreadable = {}
        named = [(name, locale) for locale in LOCALES for name in self.names(locale)]
        half = len(named) // 2
        # Where most of them have to be rendered, the second half is, on the other core.
        with self.documents.alone() if self.documents.kept < half else nullcontext():
            wait = start(partial(self.keep, named[half:])) if self.documents.kept < half else None
            for number, (name, locale) in enumerate(named):
                if wait and number == half:
                    wait()
                page, found = self.page(name, locale)
                self.problems += found
                key = _key(name, locale)
                if page:
                    pages[locale][key] = page
                else:
                    unreadable[locale, key] = found[0].where
        self.documents.tidy()
        return pages, unreadable

    def names(self, locale: Locale) -> list[str]:
        """The files of the pages of a language."""
        folder = f"{DOCS}/{locale}/"
        return [name for name in self.files if name.startswith(folder) and name.endswith(".md")]

    def page(self, name: str, locale: Locale) -> tuple[Page | None, Sequence[Problem]]:
        """The page of a file, and what is wrong with it."""
        if large := tuple(too_large(self.files[name])):
            return None, large
        try:
            text = self.text(name)
            of = text, self.documents.rendering.fingerprint
            read = partial(read_page, text, name, locale, _key(name, locale), self.documents)
            return self.memory.made(name, of, read)
        except KnowledgeError as error:
            return None, [error.at(Location(name, error.line), family="P")]

    def keep(self, named: Iterable[tuple[str, Locale]]) -> None:
        """Read pages only so that their documents are kept."""
        for name, locale in named:
            self.page(name, locale)


def _key(name: str, locale: Locale) -> str:
    return name.removeprefix(f"{DOCS}/{locale}/")


def _below(folder: Path, name: str) -> Iterator[File]:
    """Every file below a folder, in order; no link is followed."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}".encode("utf-8", "backslashreplace").decode()
        if entry.is_dir(follow_symlinks=False) and not path.endswith(".md"):
            if path.count("/") > DEEPEST:
                yield File(path, regular=False)
            else:
                yield from _below(Path(entry.path), path)
        elif entry.is_file(follow_symlinks=False):
            size = entry.stat().st_size
            head = b"" if path.endswith(".md") else _head(Path(entry.path))
            yield File(path, size, head=head)
        else:
            yield File(path, regular=False)


def _inspected(root: Path, file: File, sound: SoundPictures) -> File:
    """The file, where it is a picture of a fit size with what is wrong with it."""
    type_ = picture_type(file.path)
    if not type_ or not file.regular or not 0 < file.size <= LARGEST_PICTURE:
        return file
    return file._replace(faults=sound.faults((root / file.path).read_bytes(), type_))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _titles(library: Library) -> dict[tuple[Locale, str], tuple[str, str]]:
    """Titles and descriptions as plain text; the written text where a call in it fails."""
    return {(page.locale, page.key): _title(page, library) for page in library.every_page}


def _title(page: Page, library: Library) -> tuple[str, str]:
    context = PageContext(library, page)
    return _plain(page.meta.title, context), _plain(page.meta.description, context)


def _plain(text: str, context: PageContext) -> str:
    try:
        return plain(text, context)
    except KnowledgeError:
        return text
