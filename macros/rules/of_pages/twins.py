"""Family T: what a page and its twin in the other language must share.

Where a heading is missing, only that is told: what stands below it cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.errors import problem
from macros.library import Library
from macros.markdown.calls import Places
from macros.model import LOCALES, Location, Page, Problem, other_locale
from macros.rules.registry import Scope, rule
from macros.site_profile import profile


@rule("T101", scope=Scope.PAGES)
def twins_exist(library: Library) -> Iterator[Problem]:
    """Every page has its twin."""
    for locale in LOCALES:
        other = other_locale(locale)
        there = library.pages.get(other, {})
        for key, page in library.pages.get(locale, {}).items():
            if key not in there and (other, key) not in library.unreadable:
                missing = f"docs/{other}/{key}"
                yield problem(Location(page.path), "T101", page=page.path, missing=missing)


@rule("T102", scope=Scope.PAGES)
def headings_match(library: Library) -> Iterator[Problem]:
    """A heading's id and level exist in the twin, so that a link to a section works in both."""
    for page, twin in _pages(library):
        there = {(h.anchor, h.level) for h in twin.headings}
        for heading in page.headings:
            if heading.anchor and (heading.anchor, heading.level) not in there:
                yield problem(heading.where, "T102", anchor=heading.anchor, twin=twin.path)


@rule("T103", scope=Scope.PAGES)
def headings_are_in_order(library: Library) -> Iterator[Problem]:
    """Headings come in the same order: the first one that does not is told."""
    for twins in library.twins.values():
        both = [pair for pair in twins.pairs if pair.en and pair.id]
        there = sorted(both, key=lambda pair: pair.id.line if pair.id else 0)
        for here, other in zip(both, there, strict=True):
            if here is not other and here.en and here.id:
                twin = twins.where("id", here.id).row
                yield problem(twins.where("en", here.en), "T103", anchor=here.anchor, twin=twin)
                break


@rule("T104", scope=Scope.PAGES)
def front_matter_matches(library: Library) -> Iterator[Problem]:
    """A page states the same about itself in both languages."""
    for page, twin in _pages(library):
        for field in _different(page, twin):
            cause = None
            if field == "source":  # One that does not exist is told already.
                unknown = (p for p in (page, twin) if p.meta.source not in library.registry.sources)
                cause = next((Places.of_key(p, field) for p in unknown), None)
            yield problem(Location(page.path), "T104", field=field, twin=twin.path, cause=cause)


def _pages(library: Library) -> Iterator[tuple[Page, Page]]:
    """Each page that has a twin, with it: every pair comes twice."""
    for locale in LOCALES:
        for twins in library.twins.values():
            if len(twins.pages) == len(LOCALES):
                yield twins.pages[locale], twins.pages[other_locale(locale)]


def _different(page: Page, twin: Page) -> Iterator[str]:
    """The front-matter fields that differ; of texts, only how many there are."""
    for field in ("date", "source", "search"):
        if getattr(page.meta, field) != getattr(twin.meta, field):
            yield field
    for kind in profile().kinds:
        mine, theirs = kind.of(page), kind.of(twin)
        if mine is None or theirs is None:
            if mine is not theirs:
                yield kind.name
            continue
        for field in kind.shared:
            if getattr(mine, field) != getattr(theirs, field):
                yield field
        for field in kind.texts:
            if len(getattr(mine, field)) != len(getattr(theirs, field)):
                yield field
