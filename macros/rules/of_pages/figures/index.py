"""The records by what a page may type of them: numbers, days and claims in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from macros.errors import KnowledgeError
from macros.facts.registry import Registry
from macros.model import (
    LOCALES,
    NUMERIC,
    Claim,
    Fact,
    Kind,
    Locale,
    Observation,
    PartialDate,
    Period,
)
from macros.quantities.finder import read_quantities
from macros.quantities.model import Form, Quantity
from macros.render.context import PageContext

CLASSES = {Kind.SHARE: "share", Kind.MONEY: "money"}
"""Kinds whose numbers are compared only with their own; all others are plain numbers."""


_LEAST = 3
"""Words of a claim without a number that are looked for: "has grown" is said of anything."""


@dataclass(frozen=True)
class RecordedValue:
    """A value on record."""

    fact: Fact
    observation: Observation

    @property
    def number(self) -> Decimal:
        """The value, which must be a number."""
        assert isinstance(self.observation.value, Decimal)
        return self.observation.value

    def is_shown(self, context: PageContext) -> bool:
        """Whether a page would show just this value of the record; none before it was public."""
        try:
            return context.select(self.fact).observation is self.observation
        except KnowledgeError:
            return False


@dataclass
class Index:
    """Look-ups that a check asks for once for each figure on a page."""

    numbers: dict[tuple[str, Decimal], list[RecordedValue]] = field(default_factory=dict)
    by_class: dict[str, list[RecordedValue]] = field(default_factory=dict)
    periods: dict[str, list[RecordedValue]] = field(default_factory=dict)
    """By the whole period as ISO writes it, by its ends, and by the months of its ends."""
    claims: dict[Locale, list[tuple[Quantity, Claim]]] = field(default_factory=dict)
    phrases: dict[Locale, list[tuple[str, Claim]]] = field(default_factory=dict)
    """The claims that state no number, by their words in lower case; short ones are left out."""

    def equal(self, classes: Iterable[str], value: Decimal | None) -> list[RecordedValue]:
        """The values on record that are this number."""
        if value is None:
            return []
        return [known for name in classes for known in self.numbers.get((name, value), ())]


def index_of(registry: Registry) -> Index:
    """The records of a registry, ready to be looked up."""
    numbers: dict[tuple[str, Decimal], list[RecordedValue]] = defaultdict(list)
    by_class: dict[str, list[RecordedValue]] = defaultdict(list)
    periods: dict[str, list[RecordedValue]] = defaultdict(list)
    for fact in registry.facts.values():
        for observation in fact.observations:
            known, value = RecordedValue(fact, observation), observation.value
            if isinstance(value, Decimal) and fact.kind in NUMERIC:
                name = CLASSES.get(fact.kind, "number")
                numbers[name, value].append(known)
                by_class[name].append(known)
            elif isinstance(value, Period):
                for text in dict.fromkeys(_texts_of(value)):
                    periods[text].append(known)
    claims = {locale: list(_claims(registry, locale)) for locale in LOCALES}
    phrases = {locale: list(_phrases(registry, locale)) for locale in LOCALES}
    return Index(dict(numbers), dict(by_class), dict(periods), claims, phrases)


def _texts_of(period: Period) -> Iterable[str]:
    """The period, its ends, the months of its ends, and its days without their year."""
    yield period.iso
    for end in (period.start, period.end):
        if end.precision != "year":
            yield end.iso
            yield PartialDate(end.year, end.month).iso
        if end.day:
            yield yearless(end)
    if period.start.day and period.end.day and period.start != period.end:
        yield f"{yearless(period.start)}/{yearless(period.end)}"


def yearless(day: PartialDate) -> str:
    """A day of any year."""
    return day.iso[4:]


def _claims(registry: Registry, locale: Locale) -> Iterable[tuple[Quantity, Claim]]:
    for claim in registry.claims.values():
        quantities = read_quantities(claim.text[locale], locale) if claim.text else ()
        yield from ((q, claim) for q in quantities if q.form in (Form.MULTIPLE, Form.PART))


def _phrases(registry: Registry, locale: Locale) -> Iterable[tuple[str, Claim]]:
    for claim in registry.claims.values():
        text = claim.text[locale].lower() if claim.text else ""
        if len(text.split()) >= _LEAST and not any(read_quantities(text, locale)):
            yield text, claim
