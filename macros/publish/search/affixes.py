"""What a word may be a form of: one set of rules, read here and by the browser alike.

A rule takes one affix off a word. All rules are applied again and again, so that a word has many
candidates, most of which are no words at all. Which of them counts is decided by the site's own
words: the candidate that most of them share. So there is no dictionary, and a word that the site
does not have does no harm.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from macros.model import Locale

_RULES = Path(__file__).with_name("affixes.json")
_FEWEST = 3
"""Letters of the shortest candidate."""
_SHELF = 3
"""Letters of a shelf: in most words these stay as they are whatever is added."""
_MOST = 40
"""Candidates of one word; only words that nobody writes have more."""
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’ʼ`]s?\b")


class Before(NamedTuple):
    """A prefix that may be taken off; then one of `puts` stands in its place."""

    affix: str
    follows: str
    """Letters of which one must follow; any may where it is empty."""
    puts: tuple[str, ...]


class Behind(NamedTuple):
    """An ending that may be taken off; then one of `puts` stands in its place."""

    affix: str
    fewest: int
    """Letters that must be left."""
    puts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Affixes:
    """The rules of one language."""

    before: Mapping[str, Sequence[Before]]
    """By the first letter."""
    behind: Mapping[str, Sequence[Behind]]
    """By the last letter."""
    lost: tuple[str, ...]
    """Sounds that a prefix may have swallowed."""
    stop: frozenset[str]
    """Words that say nothing about what is looked for."""


@cache
def affixes(locale: Locale) -> Affixes:
    """The rules of a language."""
    written = written_rules(locale)
    before: dict[str, list[Before]] = defaultdict(list)
    behind: dict[str, list[Behind]] = defaultdict(list)
    for affix, follows, puts in written["before"]:
        before[affix[0]].append(Before(affix, follows, tuple(puts)))
    for affix, fewest, puts in written["behind"]:
        behind[affix[-1]].append(Behind(affix, fewest, tuple(puts)))
    return Affixes(
        before,
        behind,
        tuple(written["lost"]),
        frozenset(written["stop"].split()),
    )


def written_rules(locale: Locale) -> dict[str, Any]:
    """The rules as they are written, for the browser."""
    rules: dict[str, Any] = json.loads(_RULES.read_text(encoding="utf-8"))[locale]
    return rules


def fold(text: str) -> str:
    """The text in small letters, without accents and without apostrophes."""
    text = _APOSTROPHE.sub("", text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", text)
    marks = {ord(c): None for c in set(text) if unicodedata.category(c).startswith("M")}
    return text.translate(marks).lower() if marks else text.lower()


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=1 << 16)  # a root is asked for its shelf after it was a word
def candidates(word: str, rules: Affixes) -> Sequence[str]:
    """The word and everything it may be a form of, in the order of the rules."""
    found = [word]
    for one in found:
        for part in _stripped(one, rules):
            if part not in found and len(found) < _MOST:
                found.append(part)
    return found


def _stripped(word: str, rules: Affixes) -> Iterator[str]:
    for affix, follows, puts in rules.before.get(word[0], ()):
        if word.startswith(affix) and (not follows or word[len(affix) :][:1] in follows):
            rest = word[len(affix) :]
            yield from (put + rest for put in puts if len(put + rest) >= _FEWEST)
    for affix, fewest, puts in rules.behind.get(word[-1], ()):
        if word.endswith(affix) and len(word) - len(affix) >= fewest:
            rest = word[: -len(affix)]
            yield from (rest + put for put in puts if len(rest + put) >= _FEWEST)


def shelf(word: str, rules: Affixes) -> str:
    """Where a root stands in the index: mostly the same place for a word and its forms.

    It is the beginning of the shortest candidate, less a sound that a prefix may swallow, so that
    a search for one word needs one or two files.
    """
    bare = [part[len(_lost(part, rules)) :] for part in candidates(word, rules)]
    return min((len(part) < _SHELF, len(part), part) for part in bare)[2][:_SHELF]


def _lost(word: str, rules: Affixes) -> str:
    return next((sound for sound in rules.lost if word.startswith(sound)), "")


def roots(words: Iterable[str], rules: Affixes) -> dict[str, str]:
    """Each word and what it is a form of: the candidate that most of the words share.

    Of two that equally many share it is the shorter one: a reader may type another form of it.
    """
    of_word = {word: candidates(word, rules) for word in words}
    shared = Counter(
        part
        for parts in of_word.values()
        for part in parts
        if len(part) > _FEWEST or part in of_word
    )
    return {
        word: max(parts, key=lambda part: (shared[part], -len(part), part))
        for word, parts in of_word.items()
    }
