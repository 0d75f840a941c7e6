"""Turns of phrase that a language avoids: style.en.yml and style.id.yml, each with its reason.

A phrase is written as in the vocabulary: a space stands for any one space, `(s)` for letters that
may be missing, `*` for any letters that may follow. What stands between two backticks is a part
of a regular expression; where it has a group, what is told of begins with the group. A phrase
with a capital is only found with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from macros.languages.vocabulary import source
from macros.model import Bilingual, Locale

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_LETTERS = re.compile(r"\([^()]+\)|\*|[ ,.]+")
_PLACES = {
    "start": r"(?:(?<![^\n])|(?<=[.!?] ))",
    "inside": r"(?<=[^\s.!?:|] )",
    "anywhere": "",
}


class Turn(NamedTuple):
    """Phrases that are avoided for one reason."""

    phrases: Mapping[str, str]
    """Each with what to write instead; empty where the reason tells it."""
    why: Bilingual
    wrong: str
    """A text in which it is found."""
    right: str
    """The same text as it should be."""
    unless: tuple[str, ...] = ()
    """Longer phrases that are good style."""
    at: Literal["start", "inside", "anywhere"] = "anywhere"
    """Where in a sentence it is avoided."""
    called: str = ""
    """A macro that excuses it on the pages that call it."""


@cache
def turns(locale: Locale) -> tuple[Turn, ...]:
    """All that a language avoids, in the order of its file."""
    path = Path(__file__).with_name(f"style.{locale}.yml")
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    return tuple(_turn(**raw) for raw in entries)


def _turn(
    find: Any, why: Mapping[str, str], instead: str = "", unless: Any = (), **others: Any
) -> Turn:
    phrases = find if isinstance(find, dict) else dict.fromkeys(find, instead)
    return Turn(phrases, Bilingual(**why), unless=tuple(unless), **others)


def pattern(phrase: str, at: str = "anywhere") -> str:
    """The source of a pattern for a phrase at its place in a sentence."""
    parts = phrase.split("`")
    found = "".join(part if number % 2 else source(part) for number, part in enumerate(parts))
    before = r"(?<![\w@/.-])" if phrase[:1].isalnum() else ""
    behind = r"(?![\w@/-]|\.\w)" if phrase[-1:].isalnum() or phrase.endswith(")") else ""
    case = "" if any(letter.isupper() for letter in "".join(parts[::2])) else "i"
    return f"(?{case}:{_PLACES[at]}{before}{found}{behind})"


def key(phrase: str) -> str:
    """What stands, in small letters, in every text that holds the phrase."""
    literal = " ".join(phrase.split("`")[::2]).lower()
    return max(_NO_LETTERS.split(literal), key=len)
