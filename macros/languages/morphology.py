"""What a word may be a form of, and which forms it may have: one set of rules for the search, the
terms and the figures, which the browser reads too.

A rule takes one affix off a word. All rules are applied again and again, so that a word has many
candidates, most of which are no words at all. There is no dictionary: what a text says elsewhere
decides. Two words are related where one may be a form of the other, or both of a third of at least
four letters; the search takes for the root of a word the candidate that most words of the site
share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from macros.model import Locale

_RULES = Path(__file__).with_suffix(".yml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FEWEST = 3
"""Letters of the shortest candidate."""
_TELLING = 4
"""Letters of the shortest candidate that relates two words which are both no root."""
_MOST = 40
"""Candidates of one word; only words that nobody writes have more."""


class Prefix(NamedTuple):
    """A prefix that may be taken off; then one of `puts` stands in its place."""

    affix: str
    follows: str
    """Letters of which one must follow; any may where it is empty."""
    puts: tuple[str, ...]


class Ending(NamedTuple):
    """An ending that may be taken off; then one of `puts` stands in its place."""

    affix: str
    fewest: int
    """Letters that must be left."""
    puts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Affixes:
    """The rules of one language."""

    before: Mapping[str, Sequence[Prefix]]
    """By the first letter."""
    behind: Mapping[str, Sequence[Ending]]
    """By the last letter."""
    lost: tuple[str, ...]
    """Sounds that a prefix may have swallowed."""
    asks: frozenset[str]
    """Words of a question that wants a figure."""
    stop: frozenset[str]
    """Words that say nothing of what a text is about."""
    whole: frozenset[str]
    """Words from which the search takes nothing off; for terms and figures they are forms of
    others, too."""


@cache
def affixes(locale: Locale) -> Affixes:
    written = written_rules(locale)
    before: dict[str, list[Prefix]] = defaultdict(list)
    behind: dict[str, list[Ending]] = defaultdict(list)
    for affix, follows, puts in written["before"]:
        before[affix[0]].append(Prefix(affix, follows, tuple(puts)))
    for affix, fewest, puts in written["behind"]:
        behind[affix[-1]].append(Ending(affix, fewest, tuple(puts)))
    asks, stop, whole = (frozenset(written[name].split()) for name in ("asks", "stop", "whole"))
    return Affixes(before, behind, tuple(written["lost"]), asks, stop, whole)


@cache
def _all_affixes(locale: Locale) -> Affixes:
    return replace(affixes(locale), whole=frozenset())


def written_rules(locale: Locale) -> dict[str, Any]:
    """The rules as they are written, for the browser."""
    rules: dict[str, Any] = _written()[locale]
    return rules


@cache
def _written() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.load(_RULES.read_text(encoding="utf-8"), Loader=_LOADER)
    return rules


@lru_cache(maxsize=1 << 16)  # a root is asked for its candidates after it was a word
def candidates(word: str, rules: Affixes) -> Sequence[str]:
    """A word in small letters and everything it may be a form of, in the order of the rules."""
    found = [word]
    for one in found:
        for part in _stripped(one, rules):
            if part not in found and len(found) < _MOST:
                found.append(part)
    if whole := rules.whole.intersection(found):
        return [one for one in found if any(part in one for part in whole)]
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


class Family:
    """What some words may be forms of, to ask which other words are related to them."""

    def __init__(self, words: Iterable[str], locale: Locale) -> None:
        self._locale = locale
        self._words = frozenset(words)
        forms = [_forms(word, locale) for word in self._words]
        self._all = frozenset().union(*(every for every, _ in forms))
        self._telling = frozenset().union(*(telling for _, telling in forms))

    def holds(self, word: str) -> bool:
        """Whether `word`, in small letters, is one of the words or related to one."""
        every, telling = _forms(word, self._locale)
        return (
            word in self._all
            or not self._words.isdisjoint(every)
            or not self._telling.isdisjoint(telling)
        )


@lru_cache(maxsize=1 << 14)
def _forms(word: str, locale: Locale) -> tuple[frozenset[str], frozenset[str]]:
    """What a word may be a form of: all of it, and what is long enough to tell something."""
    every = candidates(word, _all_affixes(locale))
    return frozenset(every), frozenset(one for one in every if len(one) >= _TELLING)


@cache
def prefixed(word: str, locale: Locale, depth: int = 2) -> frozenset[str]:
    """The word, and what up to `depth` prefixes make of it: the rules the other way round."""
    if not depth:
        return frozenset((word,))
    rules = (rule for found in affixes(locale).before.values() for rule in found)
    longer = (
        rule.affix + word[len(put) :]
        for rule in rules
        for put in rule.puts
        if word.startswith(put)
        and (not rule.follows or word[len(put) : len(put) + 1] in rule.follows)
        and word[len(put) :]
    )
    return frozenset((word,)).union(*(prefixed(form, locale, depth - 1) for form in longer))
