"""The words of every problem, in both languages: the files of this folder.

How they are written, words.yml tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from macros.problems import Locale

_FOLDER = Path(__file__).parent
_CODE = re.compile(r"^  ([A-Z][0-9]{3}):", re.MULTILINE)
_PARTS = ("title", "message", "hint", "why", "fix")
Words: TypeAlias = Mapping[Locale, str]
Table: TypeAlias = Mapping[str, Mapping[str, Words]]


class Entry(NamedTuple):
    """The words of one code; `hints` stand in for `hint` where their value is not empty."""

    title: Words
    message: Words
    hint: Words
    why: Words
    fix: Words
    example: str
    hints: Mapping[str, Words]


class Catalogue:
    """All of `messages/`; each part is read when it is first needed, which takes time."""

    @cached_property
    def codes(self) -> Mapping[str, Entry]:
        """The words of each code."""
        raw = {
            code: entry for data in map(_read, _files()) for code, entry in data["codes"].items()
        }
        return {code: _entry(raw[entry.get("same", code)]) for code, entry in raw.items()}

    @cached_property
    def words(self) -> Table:
        """What stands for the values of problems, and in the help."""
        words: dict[str, dict[str, Words]] = {}
        for data in map(_read, _files()):
            for name, table in data.get("words", {}).items():
                words.setdefault(name, {}).update(table)
        return words

    @cached_property
    def report(self) -> Mapping[str, Words]:
        """The sentences around the problems."""
        found: Mapping[str, Words] = _read(_FOLDER / "words.yml")["report"]
        return found

    @cached_property
    def open(self) -> frozenset[str]:
        """The values that may be other texts than those that have words."""
        return frozenset(_read(_FOLDER / "words.yml")["open"])


@cache
def catalogue() -> Catalogue:
    """The words of all problems."""
    return Catalogue()


@cache
def codes() -> tuple[str, ...]:
    """Every code that has words; found without the time that it takes to read the words."""
    return tuple(
        code for path in _files() for code in _CODE.findall(path.read_text(encoding="utf-8"))
    )


def _files() -> list[Path]:
    return sorted(_FOLDER.glob("*.yml"))


@cache
def _read(path: Path) -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - the codes are found without it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return {"codes": {}, **data}


def _entry(raw: Mapping[str, Any]) -> Entry:
    parts = {part: raw[part] for part in _PARTS}
    hints = {
        key.removeprefix("hint_"): words for key, words in raw.items() if key.startswith("hint_")
    }
    return Entry(**parts, example=raw["example"], hints=hints)
