"""A number in a text → the record that it states, contradicts, or misses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from macros.languages.numbers import shift
from macros.model import Kind
from macros.quantities.model import Form, Quantity
from macros.render.context import PageContext
from macros.rules.of_pages.figures.index import CLASSES, Index, RecordedValue
from macros.rules.of_pages.figures.sentence import Evidence, SentenceContext, counts, support

_LARGE = 1000
"""From this on, a number that equals a record's is hardly anything else."""
_SCALE = (3, -3, 6, -6)
"""Powers of ten by which a thousand, million or billion may be taken for another."""
_MILLION = 6
"""From this power of ten on a number has its scale word, and few records are as large: what is
nearly one of them is a slip rather than another number."""
_SHORT = 3
"""Digits of a number that, with one of them wrong, is near to many records."""


_Way: TypeAlias = Literal["swap", "digit", "dropped", "other", "large", "small"]


class Verdict(StrEnum):
    """What a typed quantity is."""

    PRESENT = "the value that this page would show of a record"
    FORMER = "another value of a record"
    NEARLY = "nearly the value of a record"
    SCALED = "a record's value a thousand or a million times too large or too small"
    FOREIGN = "a record's value in the separators of the other language"
    PERCENT = "a change of a share told in per cent"
    DATE = "a date that a record knows"
    NO_DATE = "a date that no record knows"
    UNKNOWN = "a number that no record knows"
    DOUBTFUL = "a number that readers take for different ones"


class Match(NamedTuple):
    """What a number has to do with the records."""

    verdict: Verdict
    known: RecordedValue | None = None
    others: int = 0
    """How many other records it may just as well be."""
    way: _Way = "other"
    """How it differs, where it does."""
    sure: bool = False
    """Whether the words around it are plainly about the record."""
    fit: bool = True
    """Whether the words, or a large number by itself, leave little doubt about the record."""


def match(
    quantity: Quantity, words: SentenceContext, index: Index, context: PageContext
) -> Match | None:
    """What a check says of the number; None for a small number of ordinary prose."""
    matcher = _Matcher(quantity, words, index, context)
    if quantity.form is Form.ORDINAL:
        return matcher.ordinal()
    found = matcher.equal(quantity.value)
    if quantity.is_prose:
        return matcher.stated(found) if found and found[0][1].strong else None
    if quantity.doubtful:
        return Match(Verdict.DOUBTFUL, found[0][0] if found else None)
    if found:
        return matcher.stated(found)
    for wrong in (matcher.swapped, matcher.scaled, matcher.slipped):
        if result := wrong():
            return result
    return Match(Verdict.UNKNOWN)


Ranked = list[tuple[RecordedValue, Evidence]]


class _Matcher:
    def __init__(
        self, quantity: Quantity, words: SentenceContext, index: Index, context: PageContext
    ) -> None:
        self.quantity = quantity
        self.words = words
        self.index = index
        self.context = context
        self.classes = _classes(quantity)

    def equal(self, value: Decimal | None, plainly: bool = False) -> Ranked:
        """The records that are this number, the likeliest first."""
        sure = plainly or self.is_telling(value)
        known = (k for k in self.index.equal(self.classes, value) if self.fits(k))
        pairs = [(k, support(k.fact, self.words)) for k in known]
        told = [pair for pair in pairs if sure or pair[1].enough]
        return sorted(told, key=lambda p: (p[1].score, p[0].is_shown(self.context)), reverse=True)

    def fits(self, known: RecordedValue) -> bool:
        """Whether the currency is that of the record, where the text names one."""
        unit = known.fact.unit
        if not self.quantity.currency or unit is None:
            return True
        return unit.symbol == self.quantity.currency

    def is_telling(self, value: Decimal | None) -> bool:
        """Whether a number alone tells which record is meant."""
        if value is None:
            return False
        if self.quantity.form is Form.SHARE:
            return len(shift(value, 2).normalize().as_tuple().digits) > 1
        return value >= _LARGE or self.quantity.form is Form.MONEY

    def is_meant(self, known: RecordedValue) -> bool:
        """Whether a slip can be one of this value: the page shows it, or the sentence names its
        year. A number that is nearly an old one is hardly meant to be that."""
        period = known.observation.period
        named = period is not None and str(period.start.year) in self.words.sentence
        return self.fits(known) and (named or known.is_shown(self.context))

    def stated(self, found: Ranked) -> Match:
        """It equals a record: the present value, or another one."""
        known, best = found[0]
        same = [k for k, s in found if s.score == best.score]
        current = [k for k in same if k.is_shown(self.context)]
        facts = {k.fact.key for k in (current or same)}
        verdict = Verdict.PRESENT if current else Verdict.FORMER
        fit = best.enough or known.number >= 10**_MILLION
        known = (current or [known])[0]
        return Match(verdict, known, len(facts) - 1, sure=best.label > 1, fit=fit)

    def ordinal(self) -> Match | None:
        """It counts a place, and a record of the same number is named beside it.

        Indonesian puts the place behind its noun, and the number of all of them before it:
        ke-23 tujuan are the twenty-three objectives.
        """
        counted = (k for ks in self.index.by_class.values() for k in ks)
        if self.words.locale == "id" and any(counts(k.fact, self.words) for k in counted):
            whole = self.equal(self.quantity.value)
            return self.stated(whole) if whole else self.slipped()
        found = self.equal(self.quantity.value)
        fitting = [p for p in found if p[0].fact.kind is Kind.NUMBER and p[1].close]
        return self.stated(fitting) if fitting else None

    def swapped(self) -> Match | None:
        """It is a record in the separators of the other language."""
        own, other = self.quantity.value, self.quantity.other
        if own is not None and other is not None and own == shift(other, 3) and own % 1000 == 0:
            return None  # Nobody writes 15 as 15,000.
        found = self.equal(other)
        return Match(Verdict.FOREIGN, found[0][0]) if found else None

    def scaled(self) -> Match | None:
        """It is a record a thousand or a million times too large or too small."""
        value = self.quantity.value
        if not value or self.quantity.form not in (Form.NUMBER, Form.MONEY):
            return None
        told = self.quantity.power or self.quantity.form is Form.MONEY
        for places in _SCALE:
            found = [
                pair
                for pair in self.equal(shift(value, places), plainly=True)
                if pair[0].number >= 10**_MILLION and (told or pair[1].label > 1)
            ]
            if found:
                return Match(Verdict.SCALED, found[0][0], way="large" if places < 0 else "small")
        return None

    def slipped(self) -> Match | None:
        """It is nearly a record that the words around it are about."""
        value = self.quantity.value
        if value is None:
            return None
        known = (k for name in self.classes for k in self.index.by_class.get(name, ()))
        written = self.digits(value)
        # One word of the record must stand around; for a short number two, or one of its own unit.
        large = self.quantity.power >= _MILLION or len(written) > _SHORT
        least = 1 if large else 2
        near = [
            (k, s)
            for k, s in ((k, support(k.fact, self.words)) for k in known if self.is_meant(k))
            if s.label + s.unit + s.plain + s.named >= least and (large or s.unit or s.close)
        ]
        near.sort(key=lambda pair: pair[1].score, reverse=True)
        for way, differs in _SLIPS.items():
            for k, s in near:
                if differs(*_without_zeros(written, self.digits(k.number))) and (
                    way != "other" or (s.whole and s.unit)  # another number of the same thing
                ):
                    return Match(Verdict.NEARLY, k, way=way)
        return None

    def digits(self, value: Decimal) -> str:
        """The digits as one writes them behind the scale word of the figure."""
        places = 2 if self.quantity.form is Form.SHARE else -self.quantity.power
        return f"{shift(value, places).normalize():f}"


def _classes(quantity: Quantity) -> tuple[str, ...]:
    if quantity.form is Form.SHARE:
        return (CLASSES[Kind.SHARE],)
    if quantity.form is Form.MONEY:
        return (CLASSES[Kind.MONEY],)
    if quantity.form is Form.POINTS:
        return ()
    return ("number", "money") if quantity.power >= _MILLION else ("number",)


def _without_zeros(a: str, b: str) -> tuple[str, str]:
    """Both without the zeros at the end that they share: 100 is to 600 as 1 is to 6."""
    zeros = min(len(a) - len(a.rstrip("0")), len(b) - len(b.rstrip("0")))
    return (a[:-zeros], b[:-zeros]) if zeros and "." not in a + b else (a, b)


def _one_digit(a: str, b: str) -> bool:
    return len(a) == len(b) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _swap(a: str, b: str) -> bool:
    """Two neighbouring digits have changed places."""
    if len(a) != len(b):
        return False
    differ = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    first, last = (differ[0], differ[-1]) if differ else (0, 0)
    return len(differ) == 2 and last - first == 1 and (a[first], a[last]) == (b[last], b[first])


def _dropped(a: str, b: str) -> bool:
    """One of them has a digit that the other lacks."""
    long, short = (a, b) if len(a) > len(b) else (b, a)
    if len(long) != len(short) + 1 or len(short) < 3:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


_SLIPS: dict[_Way, Callable[[str, str], bool]] = {
    "swap": _swap,
    "digit": _one_digit,
    "dropped": _dropped,
    "other": lambda a, b: True,
}
