"""What a macro may know: the library, and the page on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from macros.facts.evaluation import Evaluation
from macros.facts.registry import Registry, unknown
from macros.facts.selection import Choice, select
from macros.languages.words import word
from macros.model import (
    FOLDERS,
    Fact,
    File,
    Locale,
    Locked,
    Menu,
    Page,
    PageMeta,
    Redirect,
    Term,
    other_locale,
)

if TYPE_CHECKING:
    from macros.pages.markup.reader import Markup
    from macros.pages.twins.lock import Records
    from macros.pages.twins.standing import Twins


@dataclass(frozen=True)
class Library:
    """The facts, the terms and the pages of the site, and the day on which it is looked at."""

    registry: Registry
    terms: Mapping[str, Term]
    pages: Mapping[Locale, Mapping[str, Page]]
    today: date
    titles: Mapping[tuple[Locale, str], tuple[str, str]] = field(default_factory=dict)
    """Title and description of each page as plain text, the calls in them made."""
    usage: Mapping[tuple[Locale, str], tuple[Page, ...]] = field(default_factory=dict)
    """The pages of a language that show a fact."""
    broken_terms: frozenset[str] = frozenset()
    """Terms that are written but wrong; `*` where the glossary as a whole cannot be read."""
    unreadable: frozenset[tuple[Locale, str]] = frozenset()
    """Pages that exist but could not be read; their problems are told elsewhere."""
    address: str = ""
    """The absolute address of the site, with a slash at its end; empty where there is none."""
    folders: Mapping[Locale, str] = field(default_factory=lambda: FOLDERS)
    """Where the pages of each language stand below the site's address."""
    directory_urls: bool = True
    anchors: Mapping[tuple[Locale, str], frozenset[str]] = field(default_factory=dict)
    """The ids in what the macros of each page give."""
    uncertain: frozenset[tuple[Locale, str]] = frozenset()
    """Pages on which a macro failed, so that some of their ids are not known."""
    files: Mapping[str, File] = field(default_factory=dict)
    """Every file below docs/, and the data files, by path."""
    menu: Menu = field(default_factory=Menu)
    lock: tuple[Locked, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    records: Records | None = None
    """What twins.lock holds; None where there is no such file."""

    @cached_property
    def twins(self) -> Mapping[str, Twins]:
        """Every page in both languages, section by section, by its key."""
        # Imported where it is needed: `kb where` and `kb facts` need neither this nor the markup.
        from macros.pages.twins.standing import read_twins

        return {twins.key: twins for twins in read_twins(self.pages, self.records or {})}

    @cached_property
    def markup(self) -> Mapping[tuple[Locale, str], Markup]:
        """The markup of every page: its links, tags and attributes."""
        from macros.pages.markup.reader import read_markup

        return {
            (locale, key): read_markup(page)
            for locale, pages in self.pages.items()
            for key, page in pages.items()
        }

    @cached_property
    def choices(self) -> dict[tuple[str, date | None, str | None, str | None], Choice]:
        """What was chosen so far, by fact, day of the page, period and edition.

        A library with another day or other facts is another object, and begins anew.
        """
        return {}

    @cached_property
    def evaluation(self) -> Evaluation:
        """Claims are evaluated against the facts, the day and the module pages."""
        modules = [
            sum(1 for page in pages.values() if page.meta.module) for pages in self.pages.values()
        ]
        return Evaluation(self.registry, self.today, {"module": min(modules, default=0)})


@dataclass(frozen=True)
class PageContext:
    """The page that a macro stands on."""

    library: Library
    page: Page

    @classmethod
    def evergreen(cls, library: Library, locale: Locale) -> PageContext:
        """A page without a date, of no particular place."""
        return cls(library, Page("index.md", locale, "", PageMeta("", ""), (), ()))

    @property
    def locale(self) -> Locale:
        """The language of the page's text."""
        return self.page.locale

    @property
    def date(self) -> date | None:
        """The page's date; an evergreen page has none."""
        return self.page.meta.date

    def word(self, key: str) -> str:
        """A fixed word of the site in the page's language."""
        return word(key, self.locale)

    def select(self, fact: Fact, period: str | None = None, edition: str | None = None) -> Choice:
        """The observation that this page shows."""
        asked = (fact.key, self.date, period, edition)
        chosen = self.library.choices.get(asked)
        if chosen is None:
            chosen = select(
                fact, today=self.library.today, on=self.date, period=period, edition=edition
            )
            self.library.choices[asked] = chosen
        return chosen

    def title(self, page: Page) -> str:
        """The title of a page as plain text."""
        return self.library.titles.get((page.locale, page.key), (page.meta.title, ""))[0]

    def description(self, page: Page) -> str:
        """The description of a page as plain text."""
        return self.library.titles.get((page.locale, page.key), ("", page.meta.description))[1]

    def users(self, fact: Fact) -> tuple[Page, ...]:
        """The pages of this page's language that show a fact."""
        return self.library.usage.get((self.locale, fact.key), ())

    def pages(self) -> Mapping[str, Page]:
        """The pages of this page's language, by their path."""
        return self.library.pages.get(self.locale, {})

    def page_at(self, key: str) -> Page:
        """Another page of the same language. Raises `KnowledgeError` P204."""
        pages = self.pages()
        if key not in pages:
            raise unknown("page", key, pages)
        return pages[key]

    def href(self, key: str, anchor: str = "") -> str:
        """The address of another page of the same language, relative to this one."""
        fragment = f"#{anchor}" if anchor else ""
        if key == self.page.key:
            return fragment or "#"
        return way(self._address(self.page.key), self._address(key)) + fragment

    def twin_href(self, anchor: str = "") -> str:
        """The address of this page in the other language, relative to this one."""
        folders, address = self.library.folders, self._address(self.page.key)
        here = folders[self.locale] + address
        there = folders[other_locale(self.locale)] + address
        return way(here, there) + (f"#{anchor}" if anchor else "")

    def file_href(self, path: str) -> str:
        """The address of a file that both languages share, relative to this page."""
        return way(self.library.folders[self.locale] + self._address(self.page.key), path)

    def permalink(self, key: str, anchor: str = "") -> str:
        """The absolute address of a page of the same language."""
        return self.library.address + self.path(key, anchor)

    def path(self, key: str, anchor: str = "") -> str:
        """Where a page of the same language stands below the site's address."""
        fragment = f"#{anchor}" if anchor else ""
        return f"{self.library.folders[self.locale]}{self._address(key)}{fragment}"

    def _address(self, key: str) -> str:
        """Where a page stands below its language's folder."""
        stem = key.removesuffix(".md")
        if not self.library.directory_urls:
            return f"{stem}.html"
        if stem == "index" or stem.endswith("/index"):
            return stem.removesuffix("index")
        return f"{stem}/"


@cache
def way(here: str, there: str) -> str:
    """The way from one address to another, both below the same folder and without an anchor."""
    path = relpath(f"/{there}", f"/{here if here.endswith('/') else dirname(here)}")
    return f"{path}/" if there.endswith("/") or not there else path


def record_page(fact: Fact) -> str:
    """The page that holds a fact's record; its anchor there is the fact's id."""
    return f"data/facts/{fact.group.key}.md"


def fact_address(library: Library, fact: Fact) -> str:
    """The permanent address of a fact, the same in both languages."""
    return f"{library.address}f/{fact.key}/"
