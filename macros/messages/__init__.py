"""The words of every problem, in both languages: the files of this folder.

How they are written, words.yml tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from macros.model import Bilingual

_FOLDER = Path(__file__).parent
_CODE = re.compile(r"^  ([A-Z][0-9]{3}):", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PARTS = ("title", "message", "hint", "why", "fix")
Table: TypeAlias = Mapping[str, Mapping[str, Bilingual]]


@dataclass(frozen=True)
class Entry:
    """The words of one code; `hints` stand in for `hint` where their value is not empty."""

    title: Bilingual
    message: Bilingual
    hint: Bilingual
    why: Bilingual
    fix: Bilingual
    example: str
    hints: Mapping[str, Bilingual]


@dataclass(frozen=True)
class Catalogue:
    """All of `messages/`."""

    codes: Mapping[str, Entry]
    words: Table
    report: Mapping[str, Bilingual]


@cache
def catalogue() -> Catalogue:
    """The words of all problems, read once, when the first of them is needed."""
    raw: dict[str, Any] = {}
    words: dict[str, dict[str, Bilingual]] = {}
    report: dict[str, Bilingual] = {}
    for text in _texts_of_files():
        data = yaml.load(text, Loader=_LOADER)
        raw.update(data.get("codes", {}))
        for name, table in data.get("words", {}).items():
            words.setdefault(name, {}).update(_texts(table))
        report.update(_texts(data.get("report", {})))
    codes = {code: _entry(raw[entry.get("same", code)]) for code, entry in raw.items()}
    return Catalogue(codes, words, report)


@cache
def codes() -> tuple[str, ...]:
    """Every code that has words; found without the time that it takes to read the words."""
    return tuple(code for text in _texts_of_files() for code in _CODE.findall(text))


def _texts_of_files() -> Iterator[str]:
    for path in sorted(_FOLDER.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yml"):
            yield path.read_text(encoding="utf-8")


def _entry(raw: Mapping[str, Any]) -> Entry:
    parts = {part: Bilingual(**raw[part]) for part in _PARTS}
    hints = {
        key.removeprefix("hint_"): Bilingual(**words)
        for key, words in raw.items()
        if key.startswith("hint_")
    }
    return Entry(**parts, example=raw["example"], hints=hints)


def _texts(raw: Mapping[str, Mapping[str, str]]) -> dict[str, Bilingual]:
    return {key: Bilingual(**words) for key, words in raw.items()}
