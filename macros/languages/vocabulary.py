"""The words by which the checks understand prose: vocabulary.en.yml and vocabulary.id.yml.

An entry is a word or a phrase. A space stands for any one space, `(s)` for letters that may be
missing, `*` for any letters that may follow. A group is a list, or a table that gives each entry
its meaning. The groups of both files have the same names where they do the same work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from macros.model import LOCALES, Locale

SPACE = "[ \u00a0\u202f\u2009\u2007\u2008]"
"""Any space within a line, as the source of a pattern."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPTIONAL = re.compile(r"\([^()]+\)")
_NOTATION = re.compile(r"\(([^()]+)\)|[ ]|\*|[^( *]+")


def words(group: str, locale: Locale | None = None) -> Mapping[str, str]:
    """The entries of a group, each with its meaning (empty in a list); of both languages where
    none is named. Raises KeyError where no file has the group."""
    chosen = LOCALES if locale is None else (locale,)
    found = [_groups(one)[group] for one in chosen if group in _groups(one)]
    if not found:
        raise KeyError(group)
    return {entry: meaning for table in found for entry, meaning in table.items()}


def numbers(group: str, locale: Locale | None = None) -> Mapping[str, int]:
    """The entries of a group whose meanings are whole numbers."""
    return {entry: int(meaning) for entry, meaning in words(group, locale).items()}


@cache
def any_of(*groups: str, locale: Locale | None = None) -> str:
    """The source of a pattern for any entry of some groups; the longest is tried first."""
    entries = {entry: None for group in groups for entry in words(group, locale)}
    return f"(?:{'|'.join(source(entry) for entry in sorted(entries, key=len, reverse=True))})"


def source(entry: str) -> str:
    """The source of a pattern for one entry."""
    return "".join(_part(found) for found in _NOTATION.finditer(entry))


def _part(found: re.Match[str]) -> str:
    if found[1]:
        return f"(?:{re.escape(found[1])})?"
    return {" ": SPACE, "*": r"\w*"}.get(found[0]) or re.escape(found[0])


@cache
def _groups(locale: Locale) -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).with_name(f"vocabulary.{locale}.yml")
    return read(path.read_text(encoding="utf-8"), path.name)


def read(text: str, name: str) -> Mapping[str, Mapping[str, str]]:
    """The groups of a file. Raises ValueError with the line where something stands twice.

    Every scalar is text: `no` and `on` are words.
    """
    groups: dict[str, Mapping[str, str]] = {}
    titles: set[str] = set()
    root = yaml.compose(text, Loader=_LOADER)
    for title, group in root.value if root else ():
        _add(title, titles, name)
        table: dict[str, str] = {}
        forms: set[str] = set()
        has_meanings = isinstance(group, yaml.MappingNode)
        for found in group.value:
            entry, meaning = found if has_meanings else (found, None)
            _add(entry, forms, name)
            table[entry.value] = meaning.value if meaning else ""
        groups[title.value] = MappingProxyType(table)
    return MappingProxyType(groups)


def _add(entry: yaml.Node, known: set[str], name: str) -> None:
    """Note every form of an entry, with the letters in brackets and without."""
    whole = entry.value.replace("(", "").replace(")", "")
    for form in dict.fromkeys((whole, _OPTIONAL.sub("", entry.value))):
        if not form.strip() or form in known:
            place = f"{name}:{entry.start_mark.line + 1}"
            raise ValueError(f"{place}: “{entry.value}” is empty, or “{form}” stands there twice")
        known.add(form)
