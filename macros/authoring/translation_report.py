"""How the two languages of every page and section stand to each other, for people and programs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from macros.library import Library
from macros.messages import catalogue
from macros.model import LOCALES, Locale
from macros.translations.status import PagePair, SectionPair, SyncStatus


def status_entries(library: Library) -> list[dict[str, Any]]:
    """Every page with its sections, as plain data."""
    return [
        {"page": twins.key, "sections": [_entry(twins, pair) for pair in twins.pairs]}
        for twins in library.twins.values()
    ]


def _entry(twins: PagePair, pair: SectionPair) -> dict[str, Any]:
    standing = pair.standing
    record = {locale: pair.record[locale] for locale in LOCALES} if pair.record else None
    return {
        "section": pair.anchor,
        "status": standing.value,
        "behind": standing.behind,
        **{locale: _place(twins, pair, locale) for locale in LOCALES},
        "record": record,
    }


def _place(twins: PagePair, pair: SectionPair, locale: Locale) -> dict[str, Any] | None:
    section = pair[locale]
    if section is None:
        return None
    path = twins.pages[locale].path
    return {"path": path, "line": section.line, "state": section.state}


def status_totals(entries: list[dict[str, Any]]) -> dict[str, int]:
    """How many pages and sections there are, and how many sections stand in each way."""
    counts = Counter(s["status"] for entry in entries for s in entry["sections"])
    sections = {standing.value: counts[standing.value] for standing in SyncStatus}
    return {"pages": len(entries), "sections": counts.total(), **sections}


def status_text(entries: list[dict[str, Any]], locale: Locale) -> str:
    """A line a section: how it stands, its name, and where it has to be looked at."""
    words = catalogue().words["status"]
    width = max(len(text[locale]) for text in words.values())
    lines = [
        f"{words[s['status']][locale]:<{width}}  {entry['page']}#{s['section']}{_look(s)}"
        for entry in entries
        for s in entry["sections"]
    ]
    totals = status_totals(entries)
    counted = [
        f"{words[standing.value][locale]}: {totals[standing.value]}"
        for standing in SyncStatus
        if totals[standing.value]
    ]
    summary = catalogue().report["status"][locale].format(**totals)
    return "\n".join((*lines, f"{summary} {', '.join(counted)}".rstrip()))


def _look(section: dict[str, Any]) -> str:
    """Both places of a section that somebody has to look at."""
    if section["status"] == SyncStatus.IN_LINE:
        return ""
    places = [section[locale] for locale in LOCALES if section[locale]]
    return "  " + " ".join(f"{place['path']}:{place['line']}" for place in places)
