"""What each page of the site is made of, as a hash: pages of the same hash have the same HTML.

Two hashes are asked, one after the other. What an author has written, together with all that may
be shown of other files, is read off the sources without making anything. Where that has changed,
as it does for every page with a figure in `facts.yml`, the calls of the page are made: what they
give, with all else that the page shows, is the second. A page is rendered where both are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from macros.build_cache import BuildCache, code_version, key_of
from macros.library import Library
from macros.model import LOCALES, Page
from macros.pictures.inspection import picture_type
from macros.project_files import (
    DIAGRAMS,
    DOCS,
    FACTS,
    GLOSSARY,
    LOCK,
    MENU,
    PICTURES,
    REDIRECTS,
    SETTINGS,
)
from macros.render.context import PageContext
from macros.render.figures import dated_notice
from macros.render.page_sources import page_sources
from macros.render.result import MacroResult
from macros.site_profile import code_of_site
from macros.translations.status import SyncStatus

_OF_ALL = (FACTS, GLOSSARY, DIAGRAMS, PICTURES, MENU, LOCK, REDIRECTS, SETTINGS)


class Inputs:
    """The hashes of the pages of a library whose project stands in the folder `root`.

    `told` is what else a page shows that no file below the folder says, such as the address that
    the environment gives to the site.
    """

    def __init__(self, library: Library, root: Path, cache: BuildCache, *told: object) -> None:
        self._library = library
        self._root = root
        self.cache = cache
        self._told = told

    @cached_property
    def engine(self) -> bytes:
        """The hash of what all pages are made with: code, theme, settings."""
        return key_of(
            code_version(*code_of_site()),
            _content(self._root / theme) if (theme := self._library.settings.theme) else b"",
            self._text(SETTINGS),
            self._library.address,
            self._library.directory_urls,
            self._told,
        )

    @cached_property
    def site(self) -> bytes:
        """The hash of all that a page may show besides its own text, as far as it is written."""
        library = self._library
        return key_of(
            self.engine,
            library.today,
            *map(self._text, _OF_ALL),
            [_seen_by_others(page) for page in library.every_page],
            self.pictures,
        )

    @cached_property
    def pictures(self) -> bytes:
        """The hash of all pictures below docs/, and of what is written of them."""
        paths = sorted(path for path in self._library.files if picture_type(path))
        contents = [(path, _content(self._root / path)) for path in paths]
        return key_of(self._text(PICTURES), contents)

    def of_source(self, page: Page) -> bytes:
        """The hash of a page as written, and of what it may show."""
        standing: object = "in line"
        if not self._in_line(page.key):
            # By the history, perhaps, which is written in no file.
            standing = [pair.standing for pair in self._library.twins_of(page.key).pairs]
            standing = standing, self._texts(page.key)
        return key_of(self.site, page.path, self._text(page.path), standing)

    def of_results(
        self, page: Page, results: Sequence[MacroResult], told: Iterable[object]
    ) -> bytes:
        """The hash of what a page shows: `results` are those of its calls, in their order; `told`
        is what else stands on it."""
        context = PageContext(self._library, page)
        figures = [figure for one in results for figure in one.figures]
        citations = [one.citation for one in results if one.citation]
        return key_of(
            self.engine,
            page.path,
            page.body,
            page.meta,
            [_shown(one) for one in results],
            # All that the list at the page's end says of facts, but for its numbers.
            page_sources(context, citations, figures, {}),
            dated_notice(context, figures),
            [one for one in self._library.redirects if one.old.page == page.key],
            self.pictures if "![" in page.body or "<img" in page.body else b"",
            *told,
        )

    def _in_line(self, key: str) -> bool:
        """Whether both languages of a page say the same by what is recorded of them."""

        def looked_at() -> bytes:
            pairs = self._library.recorded_twins_of(key).pairs
            return b"1" if all(one.standing is SyncStatus.IN_LINE for one in pairs) else b"0"

        records = [(one, it.en, it.id) for one, it in self._library.records_of(key).items()]
        name = key_of(code_version(), self._text(SETTINGS), records, self._texts(key))
        return self.cache.made("in-line", name, looked_at) == b"1"

    def _texts(self, key: str) -> list[str | None]:
        return [self._text(f"{DOCS}/{locale}/{key}") for locale in LOCALES]

    def _text(self, path: str) -> str | None:
        file = self._library.files.get(path)
        return file.text if file else None


def _seen_by_others(page: Page) -> tuple[object, ...]:
    """What other pages may show of a page: its front matter, its sections, the facts on it."""
    headings = [(one.level, one.text, one.anchor) for one in page.headings]
    calls = [(one.name, one.arguments, *one.keywords.items()) for one in page.calls]
    return page.path, page.meta, headings, calls


def _shown(one: MacroResult) -> tuple[object, ...]:
    """What a page shows of the result of a call; of its figures, `page_sources` tells the rest."""
    figures = [(f.anchor, f.text, f.label, f.listed, f.elsewhere) for f in one.figures]
    cited = (one.citation.source.key, one.citation.place) if one.citation else None
    return one.html, one.text, one.bare, one.block, figures, one.toc, sorted(one.anchors), cited


def _content(path: Path) -> bytes:
    """The hash of a file, or of all files of a folder with their names."""
    seen = sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            seen.update(f"\0{file.relative_to(path)}\0{file.stat().st_size}\0".encode())
            seen.update(file.read_bytes())
    return seen.digest()
