"""Opens a folder and makes a library of it: the only place that walks the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.glossary.reader import read_glossary, written_terms
from macros.model import LOCALES, Level, Locale, Page, Problem, Term, Where
from macros.nodes import Family, decode
from macros.pages.reader import read_page
from macros.render.calls import plain
from macros.render.context import Library, PageContext
from macros.rules import run
from macros.rules.calls import make_calls

FACTS, GLOSSARY, DOCS = "facts.yml", "glossary.yml", "docs"
_MARKDOWN = {".md", ".markdown", ".mkd", ".mkdn", ".mdown"}
"""The endings that MkDocs takes for pages."""


@dataclass(frozen=True)
class Project:
    """A folder as read: what it holds, and what is wrong with it."""

    root: Path
    library: Library
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that fail the check."""
        return tuple(p for p in self.problems if p.level is Level.ERROR)


def open_project(
    root: Path, today: date, address: str = "", directory_urls: bool = True
) -> Project:
    """Read facts, glossary and pages below `root`, and check all of it.

    `today` decides what is public and what is overdue; nothing here looks at a clock.
    """
    library, problems = _read(root, today, address, directory_urls)
    library, more = make_calls(library)
    problems.extend(more)
    problems.extend(run(library))
    unique = dict.fromkeys((p.where, p.code, tuple(p.values.items()), p.level) for p in problems)
    ordered = sorted(unique, key=lambda p: (p[0].path, p[0].line, p[0].column, p[1]))
    return Project(root, library, tuple(Problem(w, c, dict(v), lv) for w, c, v, lv in ordered))


def open_library(root: Path, today: date) -> Library:
    """Read facts, glossary and pages below `root`, and check nothing.

    The library does not know which pages use a fact.
    """
    return _read(root, today, "", True)[0]


def _read(
    root: Path, today: date, address: str, directory_urls: bool
) -> tuple[Library, list[Problem]]:
    """The library, and what is wrong with the form of its files."""
    registry, problems = _facts(root)
    terms, broken_terms, more = _glossary(root)
    problems.extend(more)
    pages, unreadable, more = _pages(root)
    problems.extend(more)
    library = Library(
        registry,
        terms,
        pages,
        today,
        broken_terms=broken_terms,
        unreadable=frozenset(unreadable),
        address=address,
        directory_urls=directory_urls,
    )
    return replace(library, titles=_titles(library)), problems


def _text(root: Path, name: str, family: Family) -> str:
    """The text of a file. Raises `KnowledgeError` 101 where there is none, 103 for its bytes."""
    path = root / name
    if not path.is_file() or path.is_symlink():
        raise KnowledgeError(family + "101", path=name)
    return decode(path.read_bytes(), family)


def _facts(root: Path) -> tuple[Registry, list[Problem]]:
    try:
        registry, problems = read_facts(_text(root, FACTS, "F"), FACTS)
    except KnowledgeError as error:
        return Registry(readable=False), [_placed(error, FACTS)]
    return registry, list(problems)


def _glossary(root: Path) -> tuple[Mapping[str, Term], frozenset[str], list[Problem]]:
    """The terms, the ids of those that are wrong, and what is wrong."""
    try:
        text = _text(root, GLOSSARY, "F")
    except KnowledgeError as error:
        return {}, frozenset("*"), [_placed(error, GLOSSARY)]
    terms, problems = read_glossary(text, GLOSSARY)
    if not problems:
        return terms, frozenset(), []
    broken = frozenset(written_terms(text) - terms.keys() if terms else "*")
    return terms, broken, list(problems)


def _placed(error: KnowledgeError, path: str) -> Problem:
    return error.at(Where(path, int(error.values.get("line", "1"))))


_Pages = dict[Locale, dict[str, Page]]


def _pages(root: Path) -> tuple[_Pages, set[tuple[Locale, str]], list[Problem]]:
    pages: _Pages = {locale: {} for locale in LOCALES}
    unreadable: set[tuple[Locale, str]] = set()
    problems: list[Problem] = []
    problems.extend(_strays(root))
    for locale in LOCALES:
        folder = root / DOCS / locale
        for path in sorted(folder.rglob("*.md")):
            key = path.relative_to(folder).as_posix()
            name = f"{DOCS}/{locale}/{key}"
            try:
                page, found = read_page(_text(root, name, "P"), name, locale, key)
            except KnowledgeError as error:
                page, found = None, (_placed(error, name),)
            problems.extend(found)
            if page:
                pages[locale][key] = page
            else:
                unreadable.add((locale, key))
    return pages, unreadable, problems


def _strays(root: Path) -> Iterator[Problem]:
    """What MkDocs would take for a page and we do not: it would be published empty."""
    for path in sorted((root / DOCS).rglob("*")):
        name = path.relative_to(root).as_posix()
        below = path.relative_to(root / DOCS).parts
        if path.is_symlink():
            yield Problem(Where(name), "P101", {"path": name})
        elif path.suffix in _MARKDOWN and (
            path.suffix != ".md" or below[0] not in LOCALES or path.stem.lower() == "readme"
        ):
            yield Problem(Where(name), "P221", {"path": name})


def _titles(library: Library) -> dict[tuple[Locale, str], tuple[str, str]]:
    """Titles and descriptions as plain text; the written text where a call in it fails."""
    titles: dict[tuple[Locale, str], tuple[str, str]] = {}
    for locale, pages in library.pages.items():
        for key, page in pages.items():
            context = PageContext(library, page)
            shown = (_plain(page.meta.title, context), _plain(page.meta.description, context))
            titles[locale, key] = shown
    return titles


def _plain(text: str, context: PageContext) -> str:
    try:
        return plain(text, context)
    except KnowledgeError:
        return text
