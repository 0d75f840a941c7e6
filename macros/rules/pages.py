"""Family P: pages and their twins in the other language."""

from __future__ import annotations

from collections.abc import Iterator

from macros.facts.registry import unknown
from macros.model import LOCALES, Locale, Page, Problem, Where, other_locale
from macros.render.context import Library


def _pairs(library: Library) -> Iterator[tuple[Page, Page | None]]:
    for locale in LOCALES:
        for key, page in library.pages.get(locale, {}).items():
            yield page, library.pages.get(other_locale(locale), {}).get(key)


def twins_exist(library: Library) -> Iterator[Problem]:
    """Every page has its twin."""
    for page, twin in _pairs(library):
        if twin is None and (other_locale(page.locale), page.key) not in library.unreadable:
            missing = f"docs/{other_locale(page.locale)}/{page.key}"
            yield Problem(Where(page.path), "P215", {"page": page.path, "missing": missing})


def headings_match(library: Library) -> Iterator[Problem]:
    """A heading's id and level exist in the twin, so that a link to a section works in both."""
    for page, twin in _pairs(library):
        if twin is None:
            continue
        there = {(h.anchor, h.level) for h in twin.headings}
        for heading in page.headings:
            if heading.anchor and (heading.anchor, heading.level) not in there:
                values = {"anchor": heading.anchor, "twin": twin.path}
                yield Problem(heading.where, "P216", values)


def modules_match(library: Library) -> Iterator[Problem]:
    """A module states the same about itself in both languages, and has a number of its own."""
    numbers: dict[tuple[Locale, int], Page] = {}
    for page, twin in _pairs(library):
        module = page.meta.module
        for field in _different(page, twin):
            yield Problem(Where(page.path), "P217", {"field": field, "twin": _path(twin)})
        if module:
            first = numbers.setdefault((page.locale, module.number), page)
            if first is not page:
                values = {"number": str(module.number), "page": first.path}
                yield Problem(Where(page.path), "P218", values)


def _path(page: Page | None) -> str:
    return page.path if page else ""


def _different(page: Page, twin: Page | None) -> Iterator[str]:
    """The front-matter fields that differ; of texts, only how many there are."""
    if twin is None:
        return
    if page.meta.date != twin.meta.date:
        yield "date"
    if page.meta.source != twin.meta.source:
        yield "source"
    mine, theirs = page.meta.module, twin.meta.module
    if (mine is None) != (theirs is None):
        yield "module"
    if mine is None or theirs is None:
        return
    for field in ("number", "minutes", "objectives", "targets", "prerequisites"):
        if getattr(mine, field) != getattr(theirs, field):
            yield field
    for field in ("outcomes", "questions"):
        if len(getattr(mine, field)) != len(getattr(theirs, field)):
            yield field


def news_is_dated(library: Library) -> Iterator[Problem]:
    """A news item has a date, so that it keeps the figures of its day; nothing else has one."""
    for page, _ in _pairs(library):
        is_news = page.key.startswith("news/") and page.key != "news/index.md"
        if is_news != (page.meta.date is not None):
            yield Problem(Where(page.path), "P219" if is_news else "P220")
        registry = library.registry
        if page.meta.source and page.meta.source not in registry.sources and registry.readable:
            error = unknown("source", page.meta.source, registry.sources)
            yield error.at(Where(page.path))
