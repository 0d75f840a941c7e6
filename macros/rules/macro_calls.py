"""Family P: every macro call is made as the build makes it, or refused as the build would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from macros.errors import KnowledgeError
from macros.library import Library
from macros.macro_registry import lists_facts, same_on_all_pages
from macros.model import Call, Locale, Page, Problem
from macros.render.context import PageContext
from macros.render.dispatch import evaluate


def make_calls(library: Library) -> tuple[Library, list[Problem]]:
    """The library with the use of its facts noted, and what is wrong with the calls of its pages.

    Where the facts file, or the entry that a call names, has a problem of its own, that one is
    told and not the calls that rest on it.
    """
    usage: dict[tuple[Locale, str], dict[str, Page]] = {}
    made = _Made()
    for page in _all_pages(library):
        for key in made.on(page, library, records=False):
            usage.setdefault((page.locale, key), {})[page.key] = page
    used = {key: tuple(pages.values()) for key, pages in usage.items()}
    library = replace(library, usage=used)
    for page in _all_pages(library):
        made.on(page, library, records=True)
    anchors = {page: frozenset(found) for page, found in made.anchors.items()}
    library = replace(library, anchors=anchors, uncertain=frozenset(made.uncertain))
    return library, made.problems if library.registry.readable else []


def _all_pages(library: Library) -> Iterator[Page]:
    for pages in library.pages.values():
        yield from pages.values()


@dataclass(frozen=True)
class _Outcome:
    """What comes of a call: the facts that it shows and the ids that it gives, or its refusal."""

    facts: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()
    error: KnowledgeError | None = None


@dataclass
class _Made:
    """What came of all calls so far."""

    problems: list[Problem] = field(default_factory=list)
    anchors: dict[tuple[Locale, str], set[str]] = field(default_factory=dict)
    uncertain: set[tuple[Locale, str]] = field(default_factory=set)
    known: dict[object, _Outcome] = field(default_factory=dict)

    def on(self, page: Page, library: Library, *, records: bool) -> set[str]:
        """Make the calls of a page, those of records or the others; the facts that they show."""
        context = PageContext(library, page)
        anchors = self.anchors.setdefault((page.locale, page.key), set())
        shown: set[str] = set()
        for call in page.calls:
            if lists_facts(call.name) != records:
                continue
            outcome = self.outcome(call, context)
            shown |= outcome.facts
            anchors |= outcome.anchors
            if outcome.error:
                self.uncertain.add((page.locale, page.key))
                if not _told_elsewhere(library, outcome.error):
                    self.problems.append(outcome.error.at(call.where))
        return shown

    def outcome(self, call: Call, context: PageContext) -> _Outcome:
        """What comes of a call; the same call on pages alike is made once."""
        if not same_on_all_pages(call.name):
            return _outcome(call, context)
        key = (call.name, call.arguments, *call.keywords.items(), context.locale, context.date)
        if key not in self.known:
            self.known[key] = _outcome(call, context)
        return self.known[key]


def _outcome(call: Call, context: PageContext) -> _Outcome:
    try:
        piece = evaluate(call, context, dry_run=True)
    except KnowledgeError as error:
        return _Outcome(error=error)
    facts = frozenset[str]().union(*(figure.facts for figure in piece.figures))
    anchors = piece.anchors.union(figure.anchor for figure in piece.figures)
    return _Outcome(facts, anchors)


def _told_elsewhere(library: Library, error: KnowledgeError) -> bool:
    key = error.values.get("key", "")
    if error.values.get("what") == "term":
        return bool({key, "*"} & library.broken_terms)
    return key in library.registry.broken
