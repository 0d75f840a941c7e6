"""The words around a figure, and how much they say that it is about a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from macros.languages.morphology import Family, affixes
from macros.languages.vocabulary import SPACE, any_of, words
from macros.markdown.plain_text import Block, PageText
from macros.model import LOCALES, Fact, Kind, Locale

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?;]\s")
_FAR = 300
"""Characters to either side that can belong to one sentence."""
_BESIDE = 3
"""Words to either side of a figure that stand beside it."""
_IDLE = {one: affixes(one).stop | frozenset(words("idle", one)) for one in LOCALES}
_GENERIC = re.compile(any_of("generic units"))
"""Units that anything may be counted in: they say nothing about the record."""
_LASTS = re.compile(
    rf"(?<!\w){any_of('lasting')}(?:{SPACE}{any_of('about a length')})*{SPACE}\Z", re.IGNORECASE
)
"""What stands before the length of an event."""


def telling(text: str, locale: Locale) -> Iterator[str]:
    """The words of a text that mean something, in small letters."""
    words = (found[0].lower() for found in _WORD.finditer(text))
    return (word for word in words if len(word) > 1 and word not in _IDLE[locale])


@dataclass(frozen=True)
class SentenceContext:
    """What stands around a figure."""

    locale: Locale
    sentence: str
    before: str
    """The sentence up to the figure."""
    after: str
    """The sentence behind the figure."""
    beside: str = ""
    """For a cell: the rest of its row and the head of its column."""

    @cached_property
    def words(self) -> Family:
        """All words around."""
        return Family(
            telling(f"{self.before} {self.after} {self.beside}", self.locale), self.locale
        )

    @cached_property
    def close(self) -> Family:
        """The words right beside the figure; in a table, of its row and column."""
        before = _WORD.findall(self.before)[-_BESIDE:]
        after = _WORD.findall(self.after)[: _BESIDE + 2]
        return Family(telling(" ".join((*before, *after, self.beside)), self.locale), self.locale)

    @cached_property
    def lasts(self) -> bool:
        """Whether the words say that something lasts as long as the figure says."""
        return _LASTS.search(self.before) is not None

    @cached_property
    def next(self) -> str:
        """The word that follows and means something."""
        return next(telling(self.after, self.locale), "")


def around(seen: PageText, start: int, end: int, locale: Locale) -> SentenceContext:
    """The sentence in which `text[start:end]` stands, and what a table says about it."""
    block = seen.block_at(start)
    first = max(block.start, start - _FAR)
    last = min(block.end, end + _FAR)
    for found in _SENTENCE_END.finditer(seen.text, first, last):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    text = seen.text
    beside = _table(seen, block) if block.table >= 0 else ""
    return SentenceContext(locale, text[first:last], text[first:start], text[end:last], beside)


def paragraph(seen: PageText, start: int, end: int, locale: Locale) -> SentenceContext:
    """The part of the block in which `text[start:end]` stands, further than its sentence."""
    block, text = seen.block_at(start), seen.text
    first, last = max(block.start, start - _FAR), min(block.end, end + _FAR)
    return SentenceContext(locale, text[first:last], text[first:start], text[end:last])


def _table(seen: PageText, cell: Block) -> str:
    """The first cell of the row, and the head of the column."""
    heads = ((cell.table, cell.row, 0), (cell.table, 0, cell.column))
    blocks = (seen.cells.get(place) for place in heads)
    return " ".join(seen.text[b.start : b.end] for b in blocks if b and b is not cell)


class Evidence(NamedTuple):
    """How much the words around a figure say that it is about a record."""

    label: int
    """How many words of the record's label stand around, that of its unit not counted."""
    whole: bool
    """Whether these are all of them, and more than one."""
    named: bool
    """Whether these are all of them, and one stands right beside."""
    unit: bool
    """Whether its unit stands right beside."""
    close: bool
    """Whether a word of its label stands right beside."""
    generic: bool
    """Whether its unit is one that anything may be counted in."""
    lasting: bool
    """Whether it is a length of time."""
    lasts: bool
    """Whether the words say that something lasts so long."""

    @property
    def score(self) -> int:
        """The sum of it: the record with the most is the most likely."""
        # A word of the label tells more than the unit, which many records share.
        return 2 * self.label + self.unit + self.whole

    @property
    def plain(self) -> bool:
        """Whether its unit stands right beside, and is not one of many things."""
        return self.unit and not self.generic

    @property
    def enough(self) -> bool:
        """Whether a small number that many things could have may be taken for the record's."""
        if self.plain or (self.unit and self.lasting):
            return True
        return self.label > 1 or (self.label == 1 and (self.close or self.unit))

    @property
    def strong(self) -> bool:
        """Whether a small number in words is the record's, and not one of ordinary prose."""
        return self.plain or (self.unit and (self.label > 0 or (self.lasting and self.lasts)))


def support(fact: Fact, context: SentenceContext) -> Evidence:
    """What the words around say about a record."""
    locale = context.locale
    unit = _words(fact.unit[locale], locale) if fact.unit else ()
    label = _words_but(fact.label[locale], fact.unit[locale] if fact.unit else "", locale)
    found = sum(map(context.words.holds, label))
    close = any(map(context.close.holds, label))
    return Evidence(
        found,
        found == len(label) > 1,
        found == len(label) and close,
        bool(unit) and all(map(context.close.holds, unit)),
        close,
        _is_generic(fact, locale),
        fact.kind is Kind.DURATION,
        context.lasts,
    )


def counts(fact: Fact, context: SentenceContext) -> bool:
    """Whether the word behind the figure is what a record counts, and says which one it is."""
    if not context.after[:1].isspace() or not context.after[1:2].islower() or not context.next:
        return False
    if _is_generic(fact, context.locale) or not fact.unit:
        return False
    return _family(fact.unit[context.locale], context.locale).holds(context.next)


def _is_generic(fact: Fact, locale: Locale) -> bool:
    return fact.unit is None or is_generic(fact.unit[locale])


@cache
def _words(text: str, locale: Locale) -> Sequence[str]:
    return tuple(dict.fromkeys(telling(text, locale)))


@cache
def _family(text: str, locale: Locale) -> Family:
    return Family(_words(text, locale), locale)


@cache
def _words_but(label: str, unit: str, locale: Locale) -> Sequence[str]:
    """The words of a label that are not those of its unit, one of each family."""
    kept: list[str] = list(_words(unit, locale))
    for word in _words(label, locale):
        if not Family(kept, locale).holds(word):
            kept.append(word)
    return kept[len(_words(unit, locale)) :]


@cache
def is_generic(unit: str) -> bool:
    """Whether all words of a unit are ones that anything may be counted in."""
    return all(_GENERIC.fullmatch(word.lower()) for word in _WORD.findall(unit))
