"""The page that a macro stands on, and what it may know of the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from macros.addresses.urls import relative_url
from macros.facts.registry import unknown
from macros.facts.selection import Choice, select
from macros.languages.words import word
from macros.library import Library
from macros.model import FOLDERS, Fact, Locale, Page, PageMeta, other_locale


class PageContext(NamedTuple):
    """The page that a macro stands on."""

    library: Library
    page: Page

    @classmethod
    def evergreen(cls, library: Library, locale: Locale) -> PageContext:
        """A page without a date, of no particular place."""
        return cls(library, Page("index.md", locale, "", PageMeta("", ""), (), ()))

    @property
    def locale(self) -> Locale:
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
        return self.library.titles.get((page.locale, page.key), (page.meta.title, ""))[0]

    def description(self, page: Page) -> str:
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
        return relative_url(self._address(self.page.key), self._address(key)) + fragment

    def twin_href(self, anchor: str = "") -> str:
        """The address of this page in the other language, relative to this one."""
        address = self._address(self.page.key)
        here = FOLDERS[self.locale] + address
        there = FOLDERS[other_locale(self.locale)] + address
        return relative_url(here, there) + (f"#{anchor}" if anchor else "")

    def file_href(self, path: str) -> str:
        """The address of a file that both languages share, relative to this page."""
        return relative_url(FOLDERS[self.locale] + self._address(self.page.key), path)

    def permalink(self, key: str, anchor: str = "") -> str:
        """The absolute address of a page of the same language."""
        return self.library.address + self.path(key, anchor)

    def path(self, key: str, anchor: str = "") -> str:
        """Where a page of the same language stands below the site's address."""
        fragment = f"#{anchor}" if anchor else ""
        return f"{FOLDERS[self.locale]}{self._address(key)}{fragment}"

    def file(self, key: str) -> str:
        """The file of a page of the same language below the site's folder."""
        path = self.path(key)
        return f"{path}index.html" if path.endswith("/") or not path else path

    def _address(self, key: str) -> str:
        """Where a page stands below its language's folder."""
        stem = key.removesuffix(".md")
        if not self.library.directory_urls:
            return f"{stem}.html"
        if stem == "index" or stem.endswith("/index"):
            return stem.removesuffix("index")
        return f"{stem}/"
