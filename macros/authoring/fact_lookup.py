"""The facts and their use as plain data, for the command line and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from macros.errors import KnowledgeError
from macros.facts.selection import Choice
from macros.library import Library
from macros.model import LOCALES, Fact, Observation, Page
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.records import call_of, current
from macros.render.values import plain_value, show


def fact_entries(library: Library) -> list[dict[str, Any]]:
    """Every fact with its observations, and the text that each language shows."""
    return [_entry(library, fact) for fact in library.registry.facts.values()]


def _entry(library: Library, fact: Fact) -> dict[str, Any]:
    chosen = current(PageContext.evergreen(library, "en"), fact)
    return {
        "id": fact.key,
        "kind": fact.kind.value,
        "group": fact.group.key,
        "label": {locale: fact.label[locale] for locale in LOCALES},
        "unit": fact.unit.key if fact.unit else None,
        "call": call_of(fact),
        "shown": shown(library, chosen),
        "observations": [
            _observation(library, fact, o, newest=o is chosen.observation)
            for o in fact.observations
        ],
    }


def shown(library: Library, choice: Choice) -> dict[str, str]:
    """The text of a choice in each language, as a page without a date shows it."""
    return {locale: show(PageContext.evergreen(library, locale), choice) for locale in LOCALES}


def _observation(
    library: Library, fact: Fact, observation: Observation, *, newest: bool
) -> dict[str, Any]:
    return {
        "value": plain_value(fact, observation) or None,
        "text": shown(library, Choice.alone(fact, observation)),
        "period": observation.period.iso if observation.period else None,
        "edition": observation.edition.key if observation.edition else None,
        "source": observation.source.key,
        "qualifier": observation.qualifier,
        "newest": newest,
    }


def matching(entries: Iterable[dict[str, Any]], words: Sequence[str]) -> list[dict[str, Any]]:
    """The entries that hold every word, in their id, label or text of either language."""
    wanted = [_plain(word) for word in words]
    return [entry for entry in entries if all(word in _searchable(entry) for word in wanted)]


def _searchable(entry: dict[str, Any]) -> str:
    parts = [entry["id"], *entry["label"].values()]
    for observation in entry["observations"]:
        parts.extend(observation["text"].values())
    return _plain(" ".join(parts))


def _plain(text: str) -> str:
    """The text as somebody types it: ordinary spaces, no capitals."""
    return text.replace("\u00a0", " ").casefold()


def uses(library: Library, key: str) -> list[dict[str, Any]]:
    """Each place that shows a fact: page, language, heading and line. Raises P204."""
    library.registry.fact(key)
    found: list[dict[str, Any]] = []
    for locale in LOCALES:
        for page in library.pages.get(locale, {}).values():
            found.extend(_uses_on(library, page, key))
    return found


def _uses_on(library: Library, page: Page, key: str) -> Iterable[dict[str, Any]]:
    context = PageContext(library, page)
    for call in page.calls:
        try:
            figures = evaluate(call, context, dry_run=True).figures
        except KnowledgeError:
            continue
        if any(key in figure.facts for figure in figures):
            above = [h for h in page.headings if h.where.line <= call.where.line]
            yield {
                "path": page.path,
                "line": call.where.line,
                "column": call.where.column,
                "language": page.locale,
                "title": context.title(page),
                "heading": above[-1].text if above else "",
                "anchor": above[-1].anchor if above else "",
            }
