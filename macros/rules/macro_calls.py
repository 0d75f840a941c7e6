"""Family P: every macro call is made as the build makes it, or refused as the build would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from macros.errors import KnowledgeError, problem
from macros.library import Library
from macros.macro_registry import macro_called
from macros.model import Call, Locale, Location, NotKept, Page, Problem
from macros.render.context import PageContext
from macros.render.dispatch import evaluate

_MOST = 60
"""Blocks on a page: tables, charts, lists."""
_OF_THE_CALL = frozenset({"P201", "P202", "P203"})
"""Refusals of a call as it is written, whatever the facts say."""


def make_calls(library: Library) -> tuple[Library, list[Problem]]:
    """The library with the use of its facts noted, and what is wrong with the calls of its pages.

    Where a data file, or the entry that a call names, has a problem of its own, that one is the
    cause of the problems of the calls that rest on it.
    """
    usage: dict[tuple[Locale, str], dict[str, Page]] = {}
    made = _Made()
    for page in library.to_check:
        for key in made.on(page, library, records=False):
            known = library.pages[page.locale][page.key]
            usage.setdefault((page.locale, key), {})[page.key] = known
    used = {key: tuple(pages.values()) for key, pages in usage.items()}
    library = replace(library, usage=used)
    for page in library.to_check:
        made.on(page, library, records=True)
    library = replace(library, anchors=made.given, uncertain=made.uncertain)
    return library, made.problems


def make_calls_again(library: Library) -> tuple[Library, list[Problem]]:
    """The same for the pages to check, where the calls of all others are made.

    Raises `NotKept` where a call fails that was made before, or the other way round.
    """
    usage, made = dict(library.usage), _Made()
    for page in library.to_check:
        shown = made.on(page, library, records=False)
        used = {
            fact
            for (locale, fact), pages in usage.items()
            if locale == page.locale and any(one.key == page.key for one in pages)
        }
        for fact in shown ^ used:
            keys = {one.key for one in usage.get((page.locale, fact), ())} ^ {page.key}
            pages = (one for key, one in library.pages[page.locale].items() if key in keys)
            usage[page.locale, fact] = tuple(pages)
    used_now = {fact: pages for fact, pages in usage.items() if pages}
    library = replace(library, usage=used_now)
    for page in library.to_check:
        made.on(page, library, records=True)
    if any(made.uncertain.get(page) != library.uncertain.get(page) for page in made.given):
        raise NotKept("uncertain")
    return replace(library, anchors={**library.anchors, **made.given}), made.problems


def problems_of_calls(pages: Iterable[Page], library: Library) -> list[Problem]:
    """What is wrong with the calls of some pages of a library whose use of facts is known."""
    made = _Made()
    for page in pages:
        for records in (False, True):
            made.on(page, library, records=records)
    return made.problems


class _Outcome(NamedTuple):
    """What comes of a call: the facts that it shows and the ids that it gives, or its refusal."""

    facts: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    """Those of them that are in the page once for each call."""
    block: bool = False
    error: KnowledgeError | None = None


@dataclass
class _Made:
    """What came of all calls so far."""

    problems: list[Problem] = field(default_factory=list)
    anchors: dict[tuple[Locale, str], set[str]] = field(default_factory=dict)
    uncertain: dict[tuple[Locale, str], Location] = field(default_factory=dict)
    ids: dict[tuple[Locale, str], dict[str, Location]] = field(default_factory=dict)
    """The ids of blocks, and where the calls stand that gave them."""
    blocks: Counter[tuple[Locale, str]] = field(default_factory=Counter)
    known: dict[object, _Outcome] = field(default_factory=dict)

    @property
    def given(self) -> dict[tuple[Locale, str], frozenset[str]]:
        """The ids that the calls of each page give."""
        return {page: frozenset(found) for page, found in self.anchors.items()}

    def on(self, page: Page, library: Library, *, records: bool) -> set[str]:
        """Make the calls of a page, those of records or the others; the facts that they show."""
        context = PageContext(library, page)
        anchors = self.anchors.setdefault((page.locale, page.key), set())
        shown: set[str] = set()
        for call in page.calls:
            if not call.name:  # It cannot be read, which is told already.
                self.uncertain.setdefault((page.locale, page.key), call.where)
                continue
            if macro_called(call.name).lists_facts != records:
                continue
            outcome = self.outcome(call, context)
            shown |= outcome.facts
            anchors |= outcome.anchors
            self.problems.extend(self.twice(page, call, outcome))
            if outcome.error:
                cause = _cause(library, page, outcome.error)
                self.uncertain.setdefault((page.locale, page.key), cause or call.where)
                self.problems.append(outcome.error.at(call.where, cause=cause))
        return shown

    def twice(self, page: Page, call: Call, outcome: _Outcome) -> Iterator[Problem]:
        """A block with an id that another block has; L117 tells of one that a heading has. And
        more blocks than a page may have."""
        self.blocks[page.locale, page.key] += outcome.block
        if outcome.block and (count := self.blocks[page.locale, page.key]) == _MOST + 1:
            yield problem(call.where, "S133", counted="blocks", count=str(count), limit=str(_MOST))
        known = self.ids.setdefault((page.locale, page.key), {})
        if taken := sorted(outcome.ids & known.keys()):
            line = str(known[taken[0]].line)
            yield problem(call.where, "S151", id=taken[0], line=line)
        known.update(dict.fromkeys(outcome.ids, call.where))

    def outcome(self, call: Call, context: PageContext) -> _Outcome:
        """What comes of a call; the same call on pages alike is made once."""
        if not macro_called(call.name).same_on_all_pages:
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
    ids = frozenset[str]() if macro_called(call.name).is_mark else piece.anchors
    return _Outcome(facts, anchors, ids, piece.block)


def _cause(library: Library, page: Page, error: KnowledgeError) -> Location | None:
    """The place of the problem for which a call cannot be made; None where it is its own."""
    if error.code in _OF_THE_CALL:
        return None
    key, what = error.values.get("key", ""), error.values.get("what")
    if what == "page":
        return library.unreadable.get((page.locale, key))
    if what == "term":
        return library.broken_terms.get(key) or library.broken_files.get("glossary.yml")
    if what == "diagram":
        return library.broken_files.get("diagrams.yml")
    return library.registry.broken.get(key) or library.broken_files.get("facts.yml")
