"""A lesson as its trainer knows it: the finished page, section by section, and the notes on it.

All that is made for trainers is read from here, so that figures in slides, handouts and questions
are those that the page shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from macros import site_profile
from macros.course.paths import TEST_MARK
from macros.html.model import BuiltPage, BuiltSite, url_of
from macros.languages.words import word
from macros.library import Library
from macros.model import FOLDERS, LOCALES, Address, Locale, Page, PartialDate
from macros.render.short_urls import short_addresses

LICENCE = "CC BY 4.0"
"""That of the text: see LICENSE-CONTENT."""
_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
_ENDS = frozenset({"kb-page-sources", "kb-way"})
"""Classes of the parts that stand below the text of a page and are none of its sections."""


class Section(NamedTuple):
    """A heading and what stands below it, smaller headings and their text included."""

    id: str
    title: str
    level: int
    body: tuple[etree._Element, ...]
    """Elements of the article, which nobody may change."""


@dataclass(frozen=True)
class Lesson:
    """One numbered page of the course in one language."""

    locale: Locale
    number: int
    source: Page
    """What its author wrote."""
    meta: Any
    """What it states in its front matter below the key of its kind: minutes, outcomes …"""
    page: BuiltPage
    notes: BuiltPage | None
    """The facilitator's notes on it, where there are some."""

    @cached_property
    def title(self) -> str:
        """Its heading as plain text."""
        return next((text(node) for node in article(self.page).iter("h1")), self.page.title)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections of the page by their ids, in their order; those of level 3 too."""
        return {one.id: one for one in sections(self.page)}

    @cached_property
    def note_sections(self) -> Mapping[str, Section]:
        """The sections of the notes by their ids; empty where there are no notes."""
        return {one.id: one for one in sections(self.notes)} if self.notes else {}


@dataclass(frozen=True)
class Course:
    """All lessons of a site in both languages, and what they are made of."""

    library: Library
    site: BuiltSite
    root: Path
    """The folder of the project."""
    told: site_profile.Course
    """What the site says of its course."""
    lessons: Mapping[Locale, tuple[Lesson, ...]]
    """In the order of their numbers."""
    tests: tuple[str, ...]
    """The paths of the pages that want the questions of all lessons as a test."""

    @property
    def every_lesson(self) -> Iterator[Lesson]:
        """The lessons of all languages."""
        return (lesson for locale in LOCALES for lesson in self.lessons[locale])

    @cached_property
    def newest(self) -> PartialDate | None:
        """When the newest figure became known that the day of the library may know."""
        facts = self.library.registry.facts.values()
        known = (one.known for fact in facts for one in fact.observations)
        public = (day for day in known if day and day.first <= self.library.today)
        return max(public, key=lambda day: day.first, default=None)

    @property
    def day(self) -> date:
        """When what is made of the course says it was made: with its newest figure, so that a file
        stays the same until something in it changes."""
        return self.newest.first if self.newest else self.library.today

    def label(self, lesson: Lesson) -> str:
        """The name of a lesson by its number, such as Module 3."""
        return f"{word(self.told.kind.name, lesson.locale)} {lesson.number}"

    def path(self, locale: Locale, key: str) -> str:
        """The path of a page below the site's folder, by its key."""
        return built_path(self.site, locale, key)

    @property
    def address(self) -> str:
        """The absolute address of the site, with a slash at its end."""
        return self.library.address or self.site.address

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The keys of all pages by their addresses below the site's, such as `en/gcm/`."""
        paths = {self.path(page.locale, page.key): page.key for page in self.library.every_page}
        return {url_of(path): key for path, key in paths.items() if path in self.site.pages}

    @cached_property
    def shortened(self) -> Mapping[Address, str]:
        """The short address of each place that has one, without the slash at its start."""
        known = short_addresses(self.library)
        return {address: short.lstrip("/") for short, address in known.items()}


def pages_with_tests(site: BuiltSite) -> tuple[str, ...]:
    """The paths of the pages with a place for a test."""
    return tuple(path for path, page in site.pages.items() if TEST_MARK in page.text)


def open_course(
    site: BuiltSite, library: Library, root: Path, tests: tuple[str, ...]
) -> Course | None:
    """The lessons of a finished site; None where the site has no course.

    Of the pages it asks for those of lessons and notes alone: what is made of them is made again
    when one of these has changed. `tests` is what `pages_with_tests` gives.
    """
    told = site_profile.profile().course
    if told is None:
        return None

    def lessons(locale: Locale) -> Iterator[Lesson]:
        pages = library.pages[locale]
        for page in pages.values():
            meta, number = told.kind.of(page), told.kind.number(page)
            path = built_path(site, locale, page.key)
            if meta is not None and number is not None and path in site.pages:
                built = site.pages[path]
                notes = site.pages.get(built_path(site, locale, told.notes.format(number=number)))
                yield Lesson(locale, number, page, meta, built, notes)

    found = {
        locale: tuple(sorted(lessons(locale), key=lambda lesson: lesson.number))
        for locale in LOCALES
    }
    return Course(library, site, root, told, found, tests)


def built_path(site: BuiltSite, locale: Locale, key: str) -> str:
    """The path of the HTML of a page below the site's folder, by the key of the page."""
    stem = (FOLDERS[locale] + Address(key).folder).strip("/")
    path = f"{stem}/index.html".lstrip("/")
    return path if path in site.pages else f"{stem}.html"


def sections(page: BuiltPage) -> Iterator[Section]:
    """The sections of a finished page below its title, in their order."""
    found = list(blocks(page))
    for at, node in enumerate(found):
        level = _HEADINGS.get(node.tag)
        if level:
            after = found[at + 1 :]
            body = []
            for one in after:
                if _HEADINGS.get(one.tag, level + 1) <= level:
                    break
                body.append(one)
            yield Section(node.get("id", ""), text(node), level, tuple(body))


def text(node: etree._Element) -> str:
    """The text of an element on one line, without the marks of permanent links and of sources."""
    parts = etree.XPath(
        ".//text()[not(ancestor::*[contains(concat(' ', @class, ' '), ' headerlink ')"
        " or contains(concat(' ', @class, ' '), ' kb-cite-mark ')])]"
    )(node)
    return " ".join("".join(parts).split())


def article(page: BuiltPage) -> etree._Element:
    """The element with what a page says; an empty one for a page that says nothing."""
    found = page.article
    return etree.Element("article") if found is None else found


def blocks(page: BuiltPage) -> Iterator[etree._Element]:
    """The elements at the top of what a page says, up to the lists at its end."""
    for node in article(page):
        classes = frozenset((node.get("class") or "").split())
        if not _ENDS.isdisjoint(classes):
            return
        if isinstance(node.tag, str):
            yield node
