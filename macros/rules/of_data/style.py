"""Family G: turns of phrase that a language avoids, in the texts of the data files.

Of pages, `of_pages/terms.py` tells them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from macros.errors import problem
from macros.glossary.exclusions import Innocence, in_name
from macros.glossary.forms import find
from macros.glossary.phrases import Phrase, phrases
from macros.languages.style import Turn
from macros.library import Library
from macros.markdown.calls import Places
from macros.model import (
    LOCALES,
    Bilingual,
    Claim,
    Fact,
    Kind,
    Location,
    Observation,
    Problem,
    Severity,
    Term,
)
from macros.rules.registry import Scope, rule

_APART = "\n\n"


@rule("G104", scope=Scope.DATA)
def data_files_have_style(library: Library) -> Iterator[Problem]:
    """No definition, label, note or reason has a turn of phrase that its language avoids."""
    texts = list(_texts(library))
    for locale in LOCALES:
        starts, at = [], 0
        for text, _ in texts:
            starts.append(at)
            at += len(text[locale]) + len(_APART)
        whole = _APART.join(text[locale] for text, _ in texts)
        innocence = Innocence(whole, ())
        for one in find(whole, innocence.small, phrases(locale)):
            if turn := avoided_turn(one.told, one.start, one.end, innocence):
                found = whole[one.start : one.end]
                entry = texts[bisect_right(starts, one.start) - 1][1]
                yield style_problem(_place(library, entry, found), found, one.told.instead, turn)


def avoided_turn(told: Phrase, start: int, end: int, innocence: Innocence) -> Turn | None:
    """The turn that a phrase stands for; None where it is mentioned, or part of a name."""
    if innocence.holds(start, end):
        return None
    return told.turn if told.nameless or not in_name(innocence.text, start, end) else None


def style_problem(where: Location, found: str, instead: str, turn: Turn) -> Problem:
    """What is told of a phrase that the language avoids."""
    return problem(
        where,
        "G104",
        Severity.WARNING,
        found=found,
        instead=instead,
        note=turn.why.en,
        note_id=turn.why.id,
    )


def _texts(library: Library) -> Iterator[tuple[Bilingual, Location]]:
    """What the data files say in sentences of their own, with the place of its entry.

    Names and titles are left out: somebody else has chosen them; and the notes on sources, which
    tell what was read.
    """
    registry = library.registry
    entries: Iterable[Term | Fact | Claim]
    for entries in (library.terms.values(), registry.facts.values(), registry.claims.values()):
        for entry in entries:
            yield from ((text, entry.where) for text in _prose(entry) if text)


def _prose(entry: Term | Fact | Claim) -> Iterator[Bilingual | None]:
    match entry:
        case Term():
            yield from (entry.definition, entry.note, entry.source)
            yield from (form.why for forms in entry.avoid.values() for form in forms)
        case Fact():
            yield from (entry.label, entry.note, entry.differs)
            for observation in entry.observations:
                yield from _said(entry, observation)
        case Claim():
            yield from (entry.text, entry.why, entry.mixes)


def _said(fact: Fact, observation: Observation) -> Iterator[Bilingual | None]:
    yield observation.note
    if observation.corrected:
        yield observation.corrected.why
    if fact.kind is not Kind.NAME and isinstance(observation.value, Bilingual):
        yield observation.value


def _place(library: Library, entry: Location, found: str) -> Location:
    """Where a text stands in the file of its entry; the entry itself where lines part it."""
    file = library.files.get(entry.path)
    text = file.text if file and file.text else ""
    places = Places(text, entry.path)
    first = sum(len(line) for line in text.splitlines(keepends=True)[: entry.line - 1])
    at = text.find(found, first)
    return places.where(at, at + len(found)) if at >= 0 else entry
