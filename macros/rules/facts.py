"""Family F: the facts file as a whole. What is wrong with one entry, its reader says."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses.urls import record_page
from macros.errors import KnowledgeError, problem
from macros.facts.constraints import ambiguous, impossible, too_early
from macros.facts.registry import Registry
from macros.library import Library
from macros.model import (
    LOCALES,
    Claim,
    Fact,
    Kind,
    Location,
    Problem,
    Severity,
)
from macros.rules.registry import rule
from macros.site_profile import profile


@rule("F150 F151")
def values_are_possible(library: Library) -> Iterator[Problem]:
    """Each value keeps to what its fact or its unit says of all, and none lies ahead."""
    for fact in library.registry.facts.values():
        yield from impossible(fact, library.today)
        yield from ambiguous(fact)
    for source in library.registry.sources.values():
        yield from too_early(source, library.today)


@rule("F115 F116 F117 F118")
def claims_hold(library: Library) -> Iterator[Problem]:
    """Every claim and every relation is true, and can be worked out."""
    broken = library.registry.broken
    for claim in library.registry.claims.values():
        try:
            if not library.evaluation.holds(claim):
                yield problem(
                    claim.where,
                    "F115",
                    claim=claim.key,
                    expression=claim.holds,
                    cause=_miscounted(library, claim),
                )
        except KnowledgeError as error:
            yield error.at(claim.where, cause=broken.get(error.values.get("key", "")))


def _miscounted(library: Library, claim: Claim) -> Location | None:
    """The problem of a fact or a page for which a claim may count one too few."""
    missing = library.registry.broken if "facts(" in claim.holds else {}
    unread = library.unreadable if "pages(" in claim.holds else {}
    return next(iter((*missing.values(), *unread.values())), None)


@rule("F120")
def reviews_are_due(library: Library) -> Iterator[Problem]:
    """An editor looks again at a figure that moves by the date that it names."""
    for fact in library.registry.facts.values():
        if fact.review and fact.review.last < library.today:
            yield problem(
                fact.where, "F120", Severity.WARNING, fact=fact.key, review=fact.review.iso
            )


@rule("F121")
def facts_are_used(library: Library) -> Iterator[Problem]:
    """A fact that no page shows is perhaps misspelt, or forgotten."""
    used = {key for _, key in library.usage}
    cause = next(iter(library.unreadable.values()), None)
    for fact in library.registry.facts.values():
        if fact.key not in used:
            yield problem(fact.where, "F121", Severity.WARNING, fact=fact.key, cause=cause)


@rule("F125")
def texts_are_shared(library: Library) -> Iterator[Problem]:
    """A text that one page shows belongs there: as a record it has no advantage."""
    if library.unreadable or library.uncertain:  # Another page may show it.
        return
    for fact in loose_texts(library.registry):
        shown = (library.usage.get((locale, fact.key), ()) for locale in LOCALES)
        pages = {page.key for some in shown for page in some}
        if len(pages) == 1:
            page = pages.pop()
            yield problem(fact.where, "F125", Severity.WARNING, fact=fact.key, page=page)


def loose_texts(registry: Registry) -> list[Fact]:
    """The text records that are no title in a catalogue."""
    catalogues = profile().catalogues
    texts = (fact for fact in registry.facts.values() if fact.kind is Kind.TEXT)
    return [fact for fact in texts if fact.group.key not in catalogues]


@rule("F126")
def sources_can_be_found(library: Library) -> Iterator[Problem]:
    """A source has an address, or says why not."""
    for source in library.registry.sources.values():
        if not source.url and not source.note:
            yield problem(source.where, "F126", Severity.WARNING, source=source.key)


@rule("F122")
def groups_have_pages(library: Library) -> Iterator[Problem]:
    """Each group has a page for the records of its facts, in both languages."""
    for fact in {fact.group.key: fact for fact in library.registry.facts.values()}.values():
        for locale in LOCALES:
            key = record_page(fact)
            if key not in library.pages.get(locale, {}) and (locale, key) not in library.unreadable:
                page = f"docs/{locale}/{key}"
                yield problem(fact.where, "F122", group=fact.group.key, page=page)
