"""What a change of the facts does, as Markdown for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from macros.authoring.impact import Impact
from macros.messages import catalogue
from macros.model import LOCALES, Locale


def as_data(found: Impact) -> dict[str, Any]:
    return {
        "facts": [
            {"id": change.key, "before": change.before, "after": change.after}
            for change in found.facts
        ],
        "sentences": [
            {
                "path": change.where.path,
                "line": change.where.line,
                "language": change.locale,
                "before": change.before,
                "after": change.after,
            }
            for change in found.sentences
        ],
        "claims_now_false": list(found.claims_now_false),
        "claims_now_true": list(found.claims_now_true),
        "dated_pages_that_stay": [page.path for page in found.dated],
    }


def as_markdown(found: Impact, locale: Locale) -> str:
    """A report for the proposal of a change; one line where it does nothing."""
    words = {key: text[locale] for key, text in catalogue().words["impact"].items()}
    if not found.facts and not found.sentences:
        return words["nothing"]
    counts = {
        "facts": len(found.facts),
        "sentences": len(found.sentences),
        "pages": len({change.where.path for change in found.sentences}),
    }
    parts = [f"## {words['title']}", words["summary"].format(**counts)]
    parts += _listed(words["false"], found.claims_now_false)
    parts.append("\n".join(_facts(found, words)))
    for path, changes in groupby(found.sentences, key=lambda change: change.where.path):
        rows = [
            f"| {change.where.line} | {_cell(change.before)} | {_cell(change.after)} |"
            for change in changes
        ]
        parts += [f"### {path}", "\n".join((*_table(words["line"], words), *rows))]
    parts += _listed(words["true"], found.claims_now_true)
    parts += _listed(words["dated"], [page.path for page in found.dated])
    return "\n\n".join(parts)


def _facts(found: Impact, words: dict[str, str]) -> Iterator[str]:
    yield from _table(words["fact"], words)
    for change in found.facts:
        before = " / ".join(_cell(change.before[locale]) for locale in LOCALES)
        after = " / ".join(_cell(change.after[locale]) for locale in LOCALES)
        yield f"| `{change.key}` | {before} | {after} |"


def _table(first: str, words: dict[str, str]) -> tuple[str, str]:
    return f"| {first} | {words['before']} | {words['after']} |", "|---|---|---|"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|") or "–"


def _listed(title: str, names: Sequence[str]) -> list[str]:
    return [f"### {title}", "\n".join(f"- `{name}`" for name in names)] if names else []
