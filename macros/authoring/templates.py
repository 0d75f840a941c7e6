"""New pages and facts: the text of new files, and of the files that have to know of them.

Nothing here writes. What is given as the text of a file is the whole of it, so that its caller can
put all files in place or none.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from macros.addresses.menu import read_menu
from macros.errors import KnowledgeError
from macros.facts.registry import Registry
from macros.model import LOCALES, WITH_UNIT, Bilingual, Kind, Locale
from macros.model.fields import KEY
from macros.rules.placeholders import FIGURES, LEAD, TEXT
from macros.site_profile import PageKind, profile

_PATH = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*", re.ASCII)
_ENTRY = re.compile(
    r"^(?P<indent> *)- (?:page: +)?(?P<page>[\w./-]+\.md)(?:[ \t]+#[^\r\n]*)?(?=[ \t\r]*$)"
    r"(?:[ \t\r]*\n(?P=indent) +[^\s#-][^\r\n]*)*",
    re.MULTILINE,
)
"""A page of menu.yml on a line of its own, with the lines that belong to it, such as its title."""

_SECTION = Bilingual("About this topic", "Tentang topik ini")


@dataclass(frozen=True)
class NewItem:
    """What an editor asks for: one thing with a title, or a label, in both languages."""

    what: str
    """page, news, fact, or a kind of pages that the site has."""
    key: str
    title: Bilingual
    day: date
    """News: the day that it reports."""
    number: int = 0
    """Of a page of a numbered kind."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """News: `source`. A fact: `kind`, `value`, `source`, `unit`, `period`, `edition`, `group`."""


def page_texts(wish: NewItem, locale: Locale) -> Mapping[str, str]:
    """The new pages in a language by their paths below it, the one asked for first.

    Raises `KnowledgeError` K101 for a name of another form, K103 for news without a source.
    """
    keys = _keys(wish)
    if not (kind := _kind(wish)):
        return {key: _page_text(wish, locale) for key in keys}
    names = {"title": _quoted(wish.title[locale])[1:-1], "number": str(wish.number)}
    return {
        key: template.filled(locale, page=keys[0], name=wish.key, **names)
        for key, template in zip(keys, kind.templates, strict=True)
    }


def _keys(wish: NewItem) -> list[str]:
    if not _PATH.fullmatch(wish.key):
        raise KnowledgeError("K101", key=wish.key)
    if kind := _kind(wish):
        names = {"name": wish.key, "number": str(wish.number)}
        return [string.Template(one.key).substitute(names) for one in kind.templates]
    folder = f"{profile().pages.news}{wish.day.isoformat()}-" if wish.what == "news" else ""
    return [f"{folder}{wish.key}.md"]


def _kind(wish: NewItem) -> PageKind[Any] | None:
    return next((kind for kind in profile().kinds if kind.name == wish.what), None)


def _page_text(wish: NewItem, locale: Locale) -> str:
    lead = LEAD[locale]
    return (
        f"---\ntitle: {_quoted(wish.title[locale])}\ndescription: {_quoted(lead)}\n"
        f"{_head(wish)}---\n{lead}\n\n"
        f"## {_SECTION[locale]} {{: #about-this-topic }}\n\n{TEXT[locale]} {FIGURES[locale]}\n"
    )


def _head(wish: NewItem) -> str:
    if wish.what != "news":
        return ""
    _need(wish, "source")
    return f"date: {wish.day.isoformat()}\nsource: {wish.parts['source']}\n"


def _need(wish: NewItem, *parts: str) -> None:
    for part in parts:
        if not wish.parts.get(part):
            raise KnowledgeError("K103", option=f"--{part}", command=f"kb new {wish.what}")


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes, which JSON's are too."""
    return json.dumps(text, ensure_ascii=False)


def with_menu_entry(menu: str, page: str) -> str:
    """menu.yml with `page` in it, beside its nearest relatives; all else stays as it is written.

    News comes right after the index of news, the newest first; another page after the last one
    of its folder; a page of a new folder at the end. A menu that is empty, or written so that
    there is no line for a page, stays.
    """
    known = read_menu(menu, "")[0].entries
    if not known:
        return menu
    end = "\r\n" if "\r\n" in menu else "\n"
    folder = page.rpartition("/")[0]
    beside = [one for one in _ENTRY.finditer(menu) if one["page"].rpartition("/")[0] == folder]
    if beside:
        last = beside[0 if page.startswith(profile().pages.news) else -1]
        made = f"{menu[: last.end()]}{end}{last['indent']}- {page}{menu[last.end() :]}"
    else:
        indent = re.search(r"^ *(?=- )", menu, re.MULTILINE)
        made = f"{menu.rstrip()}{end}{indent[0] if indent else ''}- {page}{end}"
    pages = sorted([page, *(entry.key for entry in known)])
    found = read_menu(made, "")[0].entries or ()
    return made if sorted(entry.key for entry in found) == pages else menu


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
