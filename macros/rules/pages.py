"""Family P: what a page says about itself. What its twin must share, family T tells."""

from __future__ import annotations

from collections.abc import Iterator

from macros.errors import problem
from macros.facts.registry import unknown
from macros.library import Library
from macros.markdown.calls import Places
from macros.model import Locale, Location, Page, Problem
from macros.rules.registry import Scope, rule
from macros.site_profile import profile


@rule("P218")
def numbers_are_taken_once(library: Library) -> Iterator[Problem]:
    """No two pages of a kind and a language have the same number."""
    taken: dict[tuple[str, Locale, int], Page] = {}
    for page in library.every_page:
        for kind in profile().kinds:
            number = kind.number(page)
            if number is not None:
                first = taken.setdefault((kind.name, page.locale, number), page).path
                if first != page.path:
                    where = Location(page.path)
                    yield problem(where, "P218", number=str(number), kind=kind.name, page=first)


@rule("P204 P219 P220", scope=Scope.LINKED)
def news_is_dated(library: Library) -> Iterator[Problem]:
    """A news item has a date, so that it keeps the figures of its day; nothing else has one."""
    news = profile().pages.news
    for page in library.to_check:
        is_news = page.key.startswith(news) and page.key != f"{news}index.md"
        if is_news != (page.meta.date is not None):
            yield problem(Places.of_key(page, "date"), "P219" if is_news else "P220")
        registry = library.registry
        if page.meta.source and page.meta.source not in registry.sources:
            cause = registry.broken.get(page.meta.source) or library.broken_files.get("facts.yml")
            error = unknown("source", page.meta.source, registry.sources)
            yield error.at(Places.of_key(page, "source"), cause=cause)
