"""Dates and claims in words, and the records that know them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from macros.errors import KnowledgeError
from macros.model import Claim, Fact, Locale, Period
from macros.quantities.model import Form, Quantity
from macros.render.context import PageContext
from macros.rules.of_pages.figures.index import Index, RecordedValue, yearless
from macros.rules.of_pages.figures.match import Match, Verdict
from macros.rules.of_pages.figures.sentence import SentenceContext, support, telling

_RARE = Decimal("0.1")
"""A part below this, such as one in 27, says by itself which claim it is."""


def date_match(
    quantity: Quantity, words: SentenceContext, index: Index, context: PageContext
) -> Match | None:
    """A date that a record knows, or one that none does; None for years that only stand there."""
    known = [k for text in _iso(quantity) for k in index.periods.get(text, ())]
    if quantity.form is Form.YEARS:
        return Match(Verdict.DATE, known[0]) if known else None
    if not known:
        return Match(Verdict.NO_DATE)
    known.sort(key=lambda k: _likely(k, quantity, words, context), reverse=True)
    exact = [k.fact.key for k in known if _is_whole(k, quantity)]
    return Match(Verdict.DATE, known[0], max(0, len(set(exact)) - 1))


def _iso(quantity: Quantity) -> list[str]:
    if not quantity.yearless:
        return [period.iso for period in quantity.periods]
    return [_without_year(period) for period in quantity.periods]


def _without_year(period: Period) -> str:
    start = yearless(period.start)
    return start if period.start == period.end else f"{start}/{yearless(period.end)}"


def _is_whole(known: RecordedValue, quantity: Quantity) -> bool:
    return known.observation.value in quantity.periods


def _likely(
    known: RecordedValue, quantity: Quantity, words: SentenceContext, context: PageContext
) -> tuple[bool, bool, int]:
    """A record of just this date comes first, then the one that the words are about."""
    score = support(known.fact, words).score
    return _is_whole(known, quantity), known.is_shown(context), score


def claim_match(
    quantity: Quantity, words: SentenceContext, index: Index, context: PageContext
) -> Claim | None:
    """The claim on record that says the same of what the words are about; None where none does."""
    for known, claim in index.claims[context.locale]:
        same = known.form is quantity.form and known.value == quantity.value
        if same and known.limit == quantity.limit:
            rare = known.form is Form.PART and known.value is not None and known.value < _RARE
            if rare or _is_about(claim, words, context):
                return claim
    return None


def phrases(text: str, index: Index, locale: Locale) -> Iterator[tuple[int, int, Claim]]:
    """Where the words of a claim stand that states no number: rose year after year."""
    lower = text.lower()
    for phrase, claim in index.phrases[locale]:
        at = lower.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            if not (lower[at - 1 : at].isalnum() or lower[end : end + 1].isalnum()):
                yield at, end, claim
            at = lower.find(phrase, end)


def is_subject(claim: Claim, words: SentenceContext, context: PageContext) -> bool:
    """Whether what a claim rests on, or its group of records, is named in the sentence."""
    for fact, _ in _grounds(claim, context):
        label = fact.label[context.locale]
        group = fact.group[context.locale]
        if any(map(words.words.holds, telling(f"{label} {group}", context.locale))):
            return True
    return False


def _is_about(claim: Claim, words: SentenceContext, context: PageContext) -> bool:
    """Whether a record that a claim rests on, or its year, stands around."""
    return any(
        support(fact, words).label or (year and year in words.sentence)
        for fact, year in _grounds(claim, context)
    )


def _grounds(claim: Claim, context: PageContext) -> list[tuple[Fact, str]]:
    """The records that a claim rests on, and the years that they are of."""
    try:
        found = context.library.evaluation.references(claim)
    except KnowledgeError:
        return []
    years = (c.observation.period for c in found)
    return [(c.fact, str(p.start.year) if p else "") for c, p in zip(found, years, strict=True)]
