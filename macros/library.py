"""What is known of the whole site: facts, terms, pages, files and addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from macros.facts.evaluation import Evaluation
from macros.facts.registry import Registry
from macros.facts.selection import Choice
from macros.glossary.synonyms import Synonyms
from macros.markdown.document_cache import DocumentReader
from macros.markdown.links import Link, links_by_node
from macros.markdown.page import read_page
from macros.markdown.plain_text import PageText, page_text
from macros.markdown.rendering import Rendering
from macros.model import (
    Diagram,
    Fact,
    File,
    Locale,
    Location,
    Menu,
    Outline,
    Page,
    Picture,
    PublishedAddress,
    Redirect,
    Settings,
    Severity,
    Term,
    outline,
)
from macros.site_profile import profile
from macros.translations.history import History, settled
from macros.translations.lock import SyncRecord, SyncRecords
from macros.translations.sections import Section, read_sections
from macros.translations.status import PagePair, read_twins


@dataclass(frozen=True)
class Earlier:
    """The project as a commit of git keeps it."""

    text: Callable[[str], str | None]
    """What stood in a file, by its path from the project's folder; None where there was none."""
    weight: Severity
    """How much it weighs that something was lost since."""
    changed: Callable[[], Collection[str]] = tuple
    """The files that have changed since or are gone, by their paths from the project's folder."""


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
    synonyms: Synonyms = ()
    """What readers call otherwise than the pages do."""
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    """The diagrams that can be drawn, by their ids."""
    pictures: Mapping[str, Picture | None] = field(default_factory=dict)
    """Who made each picture, by its path below the folder of a language; None where what is
    written of it is wrong."""
    broken_terms: Mapping[str, Location] = field(default_factory=dict)
    """Terms that are written but wrong, and the place of what is wrong with them."""
    broken_files: Mapping[str, Location] = field(default_factory=dict)
    """Data files that could not be read as a whole, and the place of what is wrong with them."""
    unreadable: Mapping[tuple[Locale, str], Location] = field(default_factory=dict)
    """Pages that exist but could not be read, and the place of what is wrong with them."""
    address: str = ""
    """The absolute address of the site, with a slash at its end; empty where there is none."""
    directory_urls: bool = True
    anchors: Mapping[tuple[Locale, str], frozenset[str]] = field(default_factory=dict)
    """The ids in what the macros of each page give."""
    uncertain: Mapping[tuple[Locale, str], Location] = field(default_factory=dict)
    """Pages on which a macro failed, so that some of their ids are not known, and its place."""
    files: Mapping[str, File] = field(default_factory=dict)
    """Every file below docs/, and the data files, by path."""
    settings: Settings = field(default_factory=Settings)
    menu: Menu = field(default_factory=Menu)
    lock: tuple[PublishedAddress, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    documents: DocumentReader = field(default_factory=lambda: DocumentReader(Rendering()))
    """Reads Markdown as the site renders it."""
    records: SyncRecords | None = None
    """What twins.lock holds; None where there is no such file."""
    history: History | None = None
    """Earlier versions of pages, for what twins.lock does not tell; None where nobody asks."""
    earlier: Earlier | None = None
    """What the present state is compared with; None where nobody asks for it."""
    site: Library | None = None
    """The whole of which this is a part; see `of_pages`."""
    told_of: tuple[Page, ...] | None = None
    """The pages of which problems are told, where `pages` are outlines; see `outlined`."""

    @property
    def data(self) -> Mapping[str, str]:
        """The texts of the data files that are YAML, by path."""
        return {f.path: f.text for f in self.files.values() if f.path.endswith(".yml")}

    @property
    def every_page(self) -> list[Page]:
        """The pages of all languages."""
        return [page for pages in self.pages.values() for page in pages.values()]

    @property
    def to_check(self) -> Sequence[Page]:
        """The pages of which problems are told, with all that is known of them."""
        return self.every_page if self.told_of is None else self.told_of

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all pages, in whichever language they are."""
        return frozenset(key for pages in self.pages.values() for key in pages)

    def of_pages(self, keys: Iterable[str]) -> Library:
        """Only these pages in both languages, with what is recorded of them.

        All else that pages say of each other is left out, so that whoever looks at a page through
        this finds the same whatever stands on the others.
        """
        wanted = frozenset(keys)
        of_locale: dict[Locale, dict[str, Page]] = {locale: {} for locale in self.pages}
        for page in self.to_check:
            if page.key in wanted:
                of_locale[page.locale][page.key] = page
        part = replace(
            self,
            site=self,
            told_of=None,
            pages=of_locale,
            records=self.records
            and {section: one for section, one in self.records.items() if section[0] in wanted},
            titles={},
            usage={},
            anchors={},
            files={},
            menu=Menu(),
            lock=(),
            redirects=(),
        )
        return part.knowing(self)

    @cached_property
    def _sections(self) -> dict[tuple[Locale, str], tuple[Page, tuple[Section, ...]]]:
        return {}

    def sections(self, page: Page) -> tuple[Section, ...]:
        """The sections of one of the pages."""
        known = self._sections.get((page.locale, page.key))
        if known is None or known[0] is not page:
            known = self._sections[page.locale, page.key] = page, read_sections(page)
        return known[1]

    def knowing(self, before: Library) -> Library:
        """This library, which need not read what `before` has read of the very same pages."""
        vars(self)["_sections"] = before._sections
        return self

    @cached_property
    def recorded_twins(self) -> Mapping[str, PagePair]:
        """Every page in both languages, section by section, by its key, as twins.lock has them."""
        read = read_twins(self.pages, self.records or {}, self.sections)
        return {twins.key: twins for twins in read}

    @cached_property
    def twins(self) -> Mapping[str, PagePair]:
        """The same, with what the history tells of sections that have changed."""
        return {key: self.twins_of(key) for key in self.recorded_twins}

    def twins_of(self, key: str) -> PagePair:
        """The same of one page."""
        twins = (self.site or self)._twins
        if key not in twins:
            twins[key] = self._settled(self.recorded_twins_of(key))
        return twins[key]

    @cached_property
    def _twins(self) -> dict[str, PagePair]:
        return {}

    def recorded_twins_of(self, key: str) -> PagePair:
        """One page in both languages, as twins.lock has it."""
        pages = {locale: {key: p[key]} for locale, p in self.pages.items() if key in p}
        return next(read_twins(pages, self.records_of(key), self.sections))

    def records_of(self, key: str) -> SyncRecords:
        """What twins.lock holds of a page."""
        return self._records.get(key, {})

    @cached_property
    def _records(self) -> Mapping[str, SyncRecords]:
        found: dict[str, dict[tuple[str, str], SyncRecord]] = {}
        for section, one in (self.records or {}).items():
            found.setdefault(section[0], {})[section] = one
        return found

    def _settled(self, twins: PagePair) -> PagePair:
        if self.history is None:
            return twins

        def known(locale: Locale, section: Section) -> Callable[[str], bool]:
            """Whether a word stands on the site outside of this section."""
            site = self.site or self
            others: list[frozenset[str]] = []

            def stands(word: str) -> bool:
                if not others:
                    pages = site.pages[locale].values()
                    sections = (one for page in pages for one in site.sections(page))
                    others.extend(one.vocabulary for one in sections if one is not section)
                return any(word in vocabulary for vocabulary in others)

            return stands

        def read(text: str, page: Page) -> Page | None:
            return read_page(text, page.path, page.locale, page.key, self.documents)[0]

        return settled(twins, self.history, read, known)

    @cached_property
    def texts(self) -> dict[tuple[Locale, str], PageText]:
        """What a reader sees of the pages looked at so far; see `text_of`."""
        return {}

    def text_of(self, page: Page) -> PageText:
        """What a reader sees of one of the pages."""
        key = page.locale, page.key
        if key not in self.texts:
            self.texts[key] = page_text(page)
        return self.texts[key]

    @cached_property
    def ids(self) -> dict[tuple[Locale, str], frozenset[str]]:
        """The ids of the pages looked at so far; see `rules.links.anchors`."""
        return {}

    @cached_property
    def asked(self) -> set[tuple[Locale, str, str]]:
        """The ids of pages that links of others lead to; see `rules.links`."""
        return set()

    @cached_property
    def links(self) -> dict[tuple[Locale, str], dict[int, Link]]:
        """The links of the pages looked at so far; see `links_of`."""
        return {}

    def targets_of(self, page: Page) -> tuple[str, ...]:
        """What the links of one of the pages lead to, as it is written."""
        if isinstance(page, Outline):
            return page.targets
        return tuple(link.target for link in self.links_of(page).values())

    def outline_of(self, page: Page) -> Outline:
        """What others may know of one of the pages."""
        return outline(page, self.targets_of(page))

    def outlined(self) -> Library:
        """The same, of which each page knows only its outline of all, and itself; see `to_check`.

        Whatever asks for more, `NotKept` is raised.
        """
        pages: dict[Locale, dict[str, Page]] = {
            locale: {key: self.outline_of(page) for key, page in pages.items()}
            for locale, pages in self.pages.items()
        }
        found = replace(self, pages=pages, told_of=tuple(self.every_page))
        vars(found)["links"] = self.links
        return found.knowing(self)

    def links_of(self, page: Page) -> dict[int, Link]:
        """The links and pictures of one of the pages, by the numbers of their elements."""
        key = page.locale, page.key
        if key not in self.links:
            self.links[key] = links_by_node(page.document)
        return self.links[key]

    @cached_property
    def choices(self) -> dict[tuple[str, date | None, str | None, str | None], Choice]:
        """What was chosen so far, by fact, day of the page, period and edition.

        A library with another day or other facts is another object, and begins anew.
        """
        return {}

    def cause_of_missing(self, locale: Locale, key: str, anchor: str) -> Location | None:
        """The place of the problem for which a page may lack an id; None where it has no such."""
        page = self.pages[locale].get(key)
        if page is None:
            return self.unreadable.get((locale, key))
        if not page.makes_calls:
            return None
        broken = {**self.broken_terms, **self.registry.broken}
        # A group has the id `group-migrants`, the fact `objective.3` the id `objective-3`.
        names = (anchor, anchor.partition("-")[2], anchor.replace("-", ".", 1))
        causes = [*map(broken.get, names), self.uncertain.get((locale, key))]
        if anchor.startswith("group-"):  # The index leaves out a group that has no facts.
            causes += self.registry.broken.values()
        return next(filter(None, (*causes, *self.broken_files.values())), None)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Claims are evaluated against the facts, the day and the pages of each kind."""
        if self.site:
            return self.site.evaluation
        counts: dict[str, int] = {}
        for kind in profile().kinds:
            found = [
                sum(1 for page in pages.values() if kind.of(page)) for pages in self.pages.values()
            ]
            counts[kind.name] = min(found, default=0)
        return Evaluation(self.registry, self.today, counts)


def fact_address(library: Library, fact: Fact) -> str:
    """The permanent address of a fact, the same in both languages."""
    return f"{library.address}f/{fact.key}/"
