"""The site as it is by now: each of its files, made when it is asked for."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path
from posixpath import splitext
from threading import Lock, RLock
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.pages import Page

from macros.build_day import today
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.library import Library
from macros.markdown.html_policy import PICTURES
from macros.mkdocs_adapter.build_state import BUILD_STATE
from macros.mkdocs_adapter.language import language
from macros.mkdocs_adapter.sandbox import prove
from macros.mkdocs_adapter.serving.changes import Stamps, seen
from macros.mkdocs_adapter.serving.editions import DEFAULT, Edition, unknown
from macros.mkdocs_adapter.serving.live_project import Findings, LiveProject
from macros.mkdocs_adapter.serving.outputs import Outputs
from macros.mkdocs_adapter.theme import makers_of
from macros.model import LOCALES, Location
from macros.project import Project
from macros.project_files import DOCS, SETTINGS
from macros.publish.outputs import from_pages
from macros.publish.security_txt import SECURITY_TXT, security_txt
from macros.report.faults import refusal
from macros.report.text import as_text, words_of

log = logging.getLogger("mkdocs.serving")
Load = Callable[[], MkDocsConfig]
_SEARCH = "assets/search/"
_FEW = 4


class Unknown(Exception):
    """Settings that ask for more than is known here; they are named."""


@dataclass
class _Rendered:
    """A page as it was last rendered, at a state of the site, and since which it is so."""

    state: int
    html: bytes | None
    since: int


class LiveSite:
    """Pages and other files of the site by their paths; a lock for whoever renders or renews.

    `epoch` is that of the last change of the sources, in milliseconds as browsers are told.
    """

    def __init__(
        self, project: LiveProject, load: Load, clock: Callable[[], int], first: Edition
    ) -> None:
        """Of a project that was read, and the language that comes first."""
        self.lock = RLock()
        self.project = project
        self.state = 0
        self.epoch = 0
        self._clock = clock
        self._load = load
        self._pages: dict[str, _Rendered] = {}
        self._whole_since = 0
        """Since when what pages load is so, which may be another behind the same address."""
        self._search: tuple[int, dict[str, bytes]] = -1, {}
        self._searching = Lock()
        self._paths: set[str] = set()
        self._loaded: Stamps = {}
        self._settings = ""
        self._begin(first)
        self._arrange(None, seen(project.root, self.theme))
        self._changed()

    @property
    def theme(self) -> Path:
        """The folder of the site's own theme."""
        return self._editions[0].theme

    @property
    def mount(self) -> str:
        """The path of the site's address."""
        return urlsplit(self.project.address).path

    def renew(self, stamps: Stamps) -> None:
        """Read what has changed. Raises `Unknown` for settings that this cannot serve."""
        with self.lock:
            before: Library | None = self.project.library
            self.project.renew()
            if self.project.of_settings:
                log.error("\n%s", as_text(self.project.of_settings, language()))
            elif self._text_of_settings() != self._settings:
                config = self._load()
                if rest := unknown(config):
                    raise Unknown(rest)
                self._begin(Edition(DEFAULT, config))
                before = None
            self._arrange(before, stamps)
            self._changed()

    def adopt(self, found: Findings) -> bool:
        """Take what the check of the whole site has found; whether pages may show it."""
        with self.lock:
            news = self.project.adopt(found)
            if news:
                self._changed()
            return news

    def since(self, path: str | None) -> int:
        """Since when a page is as it is; where it is none, that of the last change of anything."""
        with self.lock:
            rendered = self._rendered(path) if path else None
            return max(rendered.since, self._whole_since) if rendered else self.epoch

    def is_page(self, path: str) -> bool:
        """Whether a page stands at a path below the site's folder."""
        self.complete()
        return any(edition.page(path) for edition in self._editions)

    def in_view(self) -> list[str]:
        """The keys of a few pages that have changed, or were looked at before the last change."""
        with self.lock:
            shown = (path for path, one in self._pages.items() if one.state >= self.state - 1)
            pages = ((edition, edition.page(path)) for path in shown for edition in self._editions)
            viewed = (edition.key(page) for edition, page in pages if page)
            return [*self.project.changed()[:_FEW], *islice(viewed, _FEW)]

    def get(self, path: str) -> bytes | None:
        """The file at a path below the site's folder; None where there is no such."""
        with self.lock:
            if rendered := self._rendered(path):
                return rendered.html
            made = self._of_theme(path)
            outputs = self._outputs
        if made is not None:
            return made
        if path.startswith(_SEARCH):
            with self._searching:
                return self._searched().get(path)
        return outputs.get(path)

    def get_page(self, path: str) -> bytes | None:
        """The page at a path; None where there is none."""
        with self.lock:
            rendered = self._rendered(path)
            return rendered.html if rendered else None

    def is_of_yesterday(self) -> bool:
        """Whether a new day has come since the sources were read."""
        return self.project.library.today != today()

    def _begin(self, first: Edition) -> None:
        """All that rests on MkDocs' settings."""
        prove(first.config)
        self._settings = self._text_of_settings()
        self._editions = [first]

    def complete(self) -> None:
        """Make the further languages: the first page need not wait for them."""
        with self.lock:
            first, *rest = self._editions
            for locale in LOCALES if not self.project.of_settings else ():
                if locale not in (first.locale, *(one.locale for one in rest)):
                    edition = Edition(locale, self._load())
                    # The map of the site lists all languages.
                    files = first.languages.i18n_files_per_language
                    edition.languages.i18n_files_per_language = files
                    BUILD_STATE.project = Project(self.project.root, self.project.library, ())
                    edition.arrange(self.project.library)
                    edition.dress(first)
                    edition.entitle(self.project.library)
                    self._editions.append(edition)

    def _text_of_settings(self) -> str:
        file = self.project.library.files.get(SETTINGS)
        return file.text if file else ""

    def _arrange(self, before: Library | None, stamps: Stamps) -> None:
        """Files and menu, where they are others; and the titles of all pages."""
        library = self.project.library
        BUILD_STATE.project = Project(self.project.root, library, ())
        theme = {path: one for path, one in stamps.items() if _below(path, self.theme)}
        docs = [path for path in stamps if _below(path, self.project.root / DOCS)]
        # Of pages it matters that they are there, of other files also what they hold.
        loaded = theme | {path: stamps[path] for path in docs if not path.endswith(".md")}
        paths = {*theme, *docs}
        first = self._editions[0]
        if before is None or paths != self._paths or before.menu is not library.menu:
            for edition in self._editions:
                edition.arrange(library)
        if before is None or theme.items() - self._loaded.items() or paths != self._paths:
            for edition in self._editions:
                edition.dress(first if edition is not first else None)
        if before is not None and loaded != self._loaded:
            self._whole_since = self._clock()
        self._paths, self._loaded = paths, loaded
        for edition in self._editions:
            edition.entitle(library)

    def _changed(self) -> None:
        self.state += 1
        self.epoch = max(self.epoch + 1, self._clock())
        self._outputs = Outputs(self.project.library, self.project.root)

    def _rendered(self, path: str) -> _Rendered | None:
        """The page at a path, as its sources are by now."""
        if not self._editions[0].page(path):
            self.complete()
        for edition in self._editions:
            if page := edition.page(path):
                known = self._pages.get(path)
                if known is None or known.state != self.state:
                    html = self._html(edition, page)
                    same = known is not None and known.html == html
                    since = known.since if known and same else self.epoch
                    known = self._pages[path] = _Rendered(self.state, html, since)
                return known
        return None

    def _html(self, edition: Edition, page: Page) -> bytes | None:
        BUILD_STATE.project = self.project.state(edition.key(page))
        try:
            return edition.render(page)
        except (Exception, SystemExit) as error:
            # What neither the check nor MkDocs has foreseen is told where the page would stand.
            if not isinstance(error, MkDocsException):
                log.exception("%s", page.file.src_uri)
            told = words_of(refusal(error).at(Location(page.file.src_uri)), language())
            return _plain(" ".join(told))

    def _of_theme(self, path: str) -> bytes | None:
        """A file of the theme, or one that is copied from the sources."""
        last = self._editions[-1]
        # Of a file that both languages make, the last one stays.
        for edition in reversed(self._editions):
            if (made := edition.template(path)) is not None:
                return made
        library = self.project.library
        if path == SECURITY_TXT:
            told = security_txt(makers_of(last.config), library.address, library.today)
            return told.encode() or None
        for edition in reversed(self._editions):
            file = edition.static(path)
            if file and not (splitext(path)[1] in PICTURES and _of_pages(file.src_uri)):
                return file.content_bytes
        return None

    def _searched(self) -> dict[str, bytes]:
        """The files of the search, which are made of all pages."""
        with self.lock:
            state, library = self.state, self.project.library
        if self._search[0] != state:
            pages = {}
            for path in [path for edition in self._editions for path in edition.paths]:
                if html := self.get(path):
                    pages[path] = read_built(html.decode(), path, "site")
            site = BuiltSite("site", pages, frozenset(pages), {}, ())
            self._search = state, dict(from_pages(site, library))
        return self._search[1]


def _below(path: str, folder: Path) -> bool:
    return path.startswith(f"{folder}{os.sep}")


def _of_pages(source: str) -> bool:
    """Whether a file stands in the folder of a language, where pictures are inspected."""
    return source.partition("/")[0] in LOCALES


def _plain(text: str) -> bytes:
    return f"<!doctype html><meta charset=utf-8><title>kb serve</title><p>{escape(text)}".encode()
