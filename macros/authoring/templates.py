"""New pages and facts: the text of new files, and of the files that have to know of them.

Nothing here writes. What is given as the text of a file is the whole of it, so that its caller can
put all files in place or none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from macros.datafiles.schema_types import KEY
from macros.errors import KnowledgeError
from macros.facts.registry import Registry
from macros.model import LOCALES, WITH_UNIT, Bilingual, Kind, Locale
from macros.rules.placeholders import PLACEHOLDERS

_PATH = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*", re.ASCII)
_ENTRY = re.compile(r"^( *- )(?:[^:#\n]+: )?([\w./-]+\.md)[ ]*$", re.MULTILINE)

_SECTION = Bilingual("About this topic", "Tentang topik ini")


@dataclass(frozen=True)
class NewItem:
    """What an editor asks for: one thing with a title, or a label, in both languages."""

    what: str
    """page, news, module or fact."""
    key: str
    title: Bilingual
    day: date
    """News: the day that it reports."""
    number: int = 0
    """Module: its number."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """News: `source`. A fact: `kind`, `value`, `source`, `unit`, `period`, `edition`, `group`."""


def page_key(wish: NewItem) -> str:
    """The path of the new page below its language. Raises `KnowledgeError` K101."""
    if not _PATH.fullmatch(wish.key):
        raise KnowledgeError("K101", key=wish.key)
    folders = {"news": f"news/{wish.day.isoformat()}-", "module": "emm/modules/", "page": ""}
    return f"{folders[wish.what]}{wish.key}.md"


def page_text(wish: NewItem, locale: Locale) -> str:
    """The page in a language. Raises `KnowledgeError` K103 for news without a source."""
    body = {part: words[locale] for part, words in PLACEHOLDERS.items()}
    call = "{{ module_box() }}\n\n" if wish.what == "module" else ""
    return (
        f"---\ntitle: {_quoted(wish.title[locale])}\ndescription: {_quoted(body['lead'])}\n"
        f"{_head(wish, body)}---\n{body['lead']}\n\n{call}"
        f"## {_SECTION[locale]} {{: #about-this-topic }}\n\n{body['text']} {body['figures']}\n"
    )


def _head(wish: NewItem, body: Mapping[str, str]) -> str:
    if wish.what == "news":
        _need(wish, "source")
        return f"date: {wish.day.isoformat()}\nsource: {wish.parts['source']}\n"
    if wish.what == "module":
        return (
            f"module:\n  number: {wish.number}\n  minutes: 60\n  objectives: []\n  targets: []\n"
            f"  prerequisites: []\n  outcomes: [{_quoted(body['outcome'])}]\n"
            f"  questions: [{_quoted(body['question'])}]\n"
        )
    return ""


def _need(wish: NewItem, *parts: str) -> None:
    for part in parts:
        if not wish.parts.get(part):
            raise KnowledgeError("K103", option=f"--{part}", command=f"kb new {wish.what}")


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes, which JSON's are too."""
    return json.dumps(text, ensure_ascii=False)


def with_nav_entry(settings: str, page: str) -> str:
    """mkdocs.yml with `page` in its navigation, beside its nearest relatives.

    News comes right after the index of news, the newest first; another page after the last one
    of its folder; a page of a new folder at the end. Settings without a navigation stay.
    """
    nav = re.search(r"^nav:", settings, re.MULTILINE)
    if not nav:
        return settings
    folder = page.rpartition("/")[0]
    entries = _ENTRY.finditer(settings, nav.end())
    beside = [entry for entry in entries if entry[2].rpartition("/")[0] == folder]
    if not beside:
        return f"{settings.rstrip()}\n  - {page}\n"
    last = beside[0 if folder == "news" else -1]
    return f"{settings[: last.end()]}\n{last[1]}{page}{settings[last.end() :]}"


def with_fact(wish: NewItem, facts: str, registry: Registry) -> str:
    """facts.yml with a new fact below the last one of its group.

    Raises `KnowledgeError` K101 for an id of another form, K102 for one that exists, K103 for a
    part that is needed.
    """
    if not KEY.fullmatch(wish.key):
        raise KnowledgeError("K101", key=wish.key)
    if wish.key in registry.facts or wish.key in registry.broken:
        raise KnowledgeError("K102", path=wish.key)
    _need(wish, "kind", "value", "source")
    if Kind(wish.parts["kind"]) in WITH_UNIT:
        _need(wish, "unit")
    group = wish.parts.get("group") or wish.key.partition(".")[0]
    return _below_group(facts, registry, group, _fact_lines(wish))


def _fact_lines(wish: NewItem) -> list[str]:
    given = {part: text for part, text in wish.parts.items() if text}
    labels = ", ".join(f"{locale}: {_quoted(wish.title[locale])}" for locale in LOCALES)
    own = [f"    {part}: {given[part]}" for part in ("group", "unit") if part in given]
    observed = ("value", "period", "edition", "source")
    observation = ", ".join(f"{part}: {given[part]}" for part in observed if part in given)
    return [
        f"  {wish.key}:",
        f"    kind: {given['kind']}",
        f"    label: {{{labels}}}",
        *own,
        "    observations:",
        f"      - {{{observation}}}",
    ]


def _below_group(facts: str, registry: Registry, group: str, entry: list[str]) -> str:
    """The text with the entry after the last fact of the group, or else of all."""
    lines = facts.rstrip("\n").split("\n")
    known = registry.of_group(group) or tuple(registry.facts.values())
    start = lines.index("facts:") + 1 if "facts:" in lines else len(lines)
    at = max((fact.where.line for fact in known), default=start)
    while at < len(lines) and (lines[at].startswith("   ") or not lines[at].strip()):
        at += 1
    while not lines[at - 1].strip():
        at -= 1
    return "\n".join((*lines[:at], *entry, *lines[at:], ""))
