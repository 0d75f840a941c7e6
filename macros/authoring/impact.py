"""What a change of facts.yml does to the site: every sentence that reads otherwise after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from macros.errors import KnowledgeError
from macros.facts.registry import Registry
from macros.languages.sentences import sentences
from macros.library import Library
from macros.macro_registry import macro_called
from macros.markdown.plain_text import OBJECT, PageText
from macros.model import LOCALES, Call, Fact, Locale, Location, Page
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.values import show_observation
from macros.text_edits import edited

_SPACES = re.compile(r"\s+")


class FactChange(NamedTuple):
    """A fact that differs, with the values of it that do; empty where there was no such fact."""

    key: str
    before: dict[Locale, str]
    after: dict[Locale, str]


class SentenceChange(NamedTuple):
    """A sentence of a page, as it read and as it reads."""

    where: Location
    locale: Locale
    before: str
    after: str


class Impact(NamedTuple):
    """All that a change of the facts does."""

    facts: tuple[FactChange, ...]
    sentences: tuple[SentenceChange, ...]
    claims_now_false: tuple[str, ...]
    claims_now_true: tuple[str, ...]
    dated: tuple[Page, ...]
    """Dated pages that show a changed fact and read as before."""


def impact(library: Library, before: Registry) -> Impact:
    """Compare the site as it is with the same pages on the facts of `before`."""
    old = replace(library, registry=before)
    facts = tuple(_changed_facts(old, library))
    sentences = tuple(_changed_sentences(old, library))
    was, now = _false_claims(old), _false_claims(library)
    changed_pages = {change.where.path for change in sentences}
    return Impact(
        facts,
        sentences,
        tuple(sorted(now - was)),
        tuple(sorted((was - now) & library.registry.claims.keys())),
        tuple(_dated_pages(library, {change.key for change in facts}, changed_pages)),
    )


def _changed_facts(old: Library, new: Library) -> Iterator[FactChange]:
    for key in dict.fromkeys((*old.registry.facts, *new.registry.facts)):
        facts = [library.registry.facts.get(key) for library in (old, new)]
        if facts[0] is None or facts[1] is None or facts[0] != facts[1]:
            before, after = _values(old, facts[0]), _values(new, facts[1])
            yield FactChange(key, _without(before, after), _without(after, before))


def _values(library: Library, fact: Fact | None) -> dict[Locale, list[str]]:
    values: dict[Locale, list[str]] = {locale: [] for locale in LOCALES}
    if fact is None:
        return values
    for observation in fact.observations:
        for locale in LOCALES:
            text = show_observation(PageContext.evergreen(library, locale), fact, observation)
            period = f" ({observation.period.iso})" if observation.period else ""
            values[locale].append(f"{text}{period}")
    return values


def _without(values: dict[Locale, list[str]], others: dict[Locale, list[str]]) -> dict[Locale, str]:
    """The values that the others lack; where only words around them differ, the last one."""
    told: dict[Locale, str] = {}
    for locale in LOCALES:
        own = [value for value in values[locale] if value not in others[locale]]
        told[locale] = ", ".join(own or values[locale][-1:])
    return told


def _false_claims(library: Library) -> set[str]:
    false: set[str] = set()
    for key, claim in library.registry.claims.items():
        try:
            if library.evaluation.holds(claim):
                continue
        except KnowledgeError:
            pass
        false.add(key)
    return false


def _changed_sentences(old: Library, new: Library) -> Iterator[SentenceChange]:
    for page in new.every_page:
        seen = new.text_of(page)
        for block in seen.blocks:
            for start, end in sentences(seen.text, block.start, block.end):
                if OBJECT not in seen.text[start:end]:
                    continue
                before = _filled(old, page, seen, start, end)
                after = _filled(new, page, seen, start, end)
                if before != after:
                    yield SentenceChange(seen.where(start, end), page.locale, before, after)


def _filled(library: Library, page: Page, seen: PageText, start: int, end: int) -> str:
    """The text with its calls made; the code of the problem where one fails."""
    context = PageContext(library, page)

    def shown(call: Call) -> str:
        try:
            return "" if macro_called(call.name).lists_facts else evaluate(call, context).text
        except KnowledgeError as error:
            return f"⟨{error.code}⟩"

    calls = ((at, call) for at, call in seen.calls.items() if start <= at < end)
    filled = edited(seen.text, ((at, at + 1, shown(call)) for at, call in calls), start, end)
    return _SPACES.sub(" ", filled).strip()


def _dated_pages(library: Library, facts: set[str], changed: set[str]) -> Iterator[Page]:
    users = {
        page.path: page
        for (_, key), pages in library.usage.items()
        if key in facts
        for page in pages
    }
    for path, page in sorted(users.items()):
        if page.meta.date and path not in changed:
            yield page
