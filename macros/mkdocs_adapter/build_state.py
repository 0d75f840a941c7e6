"""What the adapter remembers between two events of the site generator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mkdocs.structure.nav import Navigation

from macros.atomic_write import put_all
from macros.background import start
from macros.build_cache import FOLDER, BuildCache, packed, unpacked
from macros.build_day import today
from macros.errors import KnowledgeError
from macros.git import versions
from macros.loading import open_built
from macros.mkdocs_adapter.placeholders import PlaceholderTable
from macros.model import Call, Problem
from macros.project import Project
from macros.project_files import DATA, DOCS, FACTS, GLOSSARY, SETTINGS
from macros.publish.inputs import Inputs
from macros.publish.makers import Makers
from macros.publish.outputs import from_pages, from_sources
from macros.publish.pictures import picture_files
from macros.publish.security_txt import SECURITY_TXT, security_txt
from macros.recheck import open_again
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.policy import STYLES
from macros.render.result import MacroResult

_EXTRAS = "from-sources"

UNSAFE = ("P201", "L109", "S")
"""Codes of what could act, or keep Markdown busy for minutes: such a page is not rendered, and no
page with braces that cannot be read as calls."""


@dataclass
class BuildState:
    """The project as last read, and the page that is being built."""

    serving: bool = False
    folder: str = ""
    """Where the site is made: what is told of a full disk, which does not say where."""
    project: Project | None = None
    stamp: tuple[object, ...] = ()
    table: PlaceholderTable = field(default_factory=PlaceholderTable)
    extras: Callable[[], dict[str, bytes]] | None = None
    """Gives what is made of the sources alone, once it is ready."""
    styles: set[str] = field(default_factory=set)
    """The digests of the styles that the theme has written into pages."""
    inputs: Inputs | None = None
    """What pages are made of, and what was made of it before; None while serving."""
    ready: dict[int, MacroResult] = field(default_factory=dict)
    """What the calls of the page that is begun next have given already; see `PlaceholderTable`."""
    note_menu: Callable[[Navigation], None] = lambda nav: None
    """Whom to tell of the menu of a language."""

    def open(self, root: Path, address: str, directory_urls: bool) -> Project:
        """The project below `root`; read again only when a file of it changed."""
        stamp = (root, today(), address, directory_urls, *_stamps(root))
        if self.project is None or stamp != self.stamp:
            self.project = open_again(
                root, today(), address, directory_urls, history=partial(versions, root)
            )
            self.stamp = stamp
        return self.project

    def make_extras(self) -> None:
        """Begin with the files that need no page, on the other core."""
        assert self.project is not None
        if self.extras is not None:
            return
        library, pictures, root = self.project.library, not self.serving, self.project.root
        inputs = self.inputs
        cache = inputs.cache if inputs else BuildCache(root / FOLDER)

        def make() -> dict[str, bytes]:
            made = dict(from_sources(library, cache, pictures=pictures))
            made |= picture_files(library, root)
            cache.flush()
            return made

        if inputs is None:
            self.extras = make
        elif known := cache.get(_EXTRAS, inputs.site):
            self.extras = partial(unpacked, known)
        else:
            cache.flush()
            self.extras = partial(_kept, inputs, start(make))

    def write_extras(self, folder: Path, makers: Makers) -> None:
        """Put them into the site; while serving, those made of the pages too."""
        assert self.project is not None
        library = self.project.library
        if told := security_txt(makers, library.address, library.today):
            put_all(folder, {SECURITY_TXT: told.encode()})
        put_all(folder, {STYLES: "".join(f"{one}\n" for one in sorted(self.styles)).encode()})
        if self.extras:
            put_all(folder, self.extras())
            self.extras = None
        if self.serving:
            put_all(folder, dict(from_pages(open_built(folder), library)))

    def context_of(self, source: str) -> PageContext | None:
        """The page of a source path such as `en/about/index.md`; None where it is none of ours."""
        assert self.project is not None
        library = self.project.library
        folder, _, key = source.partition("/")
        found = (pages.get(key) for locale, pages in library.pages.items() if locale == folder)
        page = next(found, None)
        return PageContext(library, page) if page else None

    def start(self, source: str) -> PlaceholderTable:
        """A new table, for the page of a source path."""
        self.table = PlaceholderTable(self.context_of(source), made=self.ready)
        self.ready = {}
        return self.table

    def answer(self, call: Call) -> str:
        """The token of what a call gives; where it fails, of a mark that says so."""
        table = self.table
        assert table.context is not None
        try:
            made = table.made.get(id(call)) or evaluate(call, table.context)
            return table.placeholder_for(made)
        except KnowledgeError as error:
            table.problems.append(error.at(call.where))
            return ""

    def problems_of(self, path: str) -> list[Problem]:
        """What is wrong with a page or its twin, and with the data files that all rest on."""
        assert self.project is not None
        return [
            p
            for p in self.project.errors
            if p.where.path in (path, FACTS, GLOSSARY, SETTINGS) or p.values.get("twin") == path
        ]


def _kept(inputs: Inputs, made: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
    files = made()
    inputs.cache.keep(_EXTRAS, inputs.site, packed(files))
    return files


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for path in (*(root / name for name in DATA), *sorted((root / DOCS).rglob("*"))):
        if path.is_file():
            status = path.stat()
            yield str(path), status.st_mtime_ns, status.st_size


BUILD_STATE = BuildState()
"""MkDocs loads hooks by path and mkdocs-macros imports this package by name: this is where the
two meet."""
