"""What stands beside a figure: the year that it is said to be of, and per cent for points."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from macros.errors import KnowledgeError
from macros.languages.vocabulary import SPACE, any_of
from macros.markdown.plain_text import PageText
from macros.model import LOCALES, NUMERIC, Call, Kind, Locale, Observation, Period
from macros.quantities.model import Form, Quantity
from macros.render.context import PageContext
from macros.rules.of_pages.figures.sentence import SentenceContext

_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_DATES = ("period", "year")
"""The forms of a figure that show no value."""
_BEFORE = 40
"""Characters before a year that may make it the year of something else."""
_FAR = 160
"""Characters between a figure and the year that it is said to be of."""
_YEAR = re.compile(r"[12](?:(?<=1)9|(?<=2)0)[0-9]{2}(?<![0-9]{5})(?![0-9]|[/\u2013-][0-9])")
_BRACKET = r"(?P<bracket>\()"
_STATED: Mapping[Locale, re.Pattern[str]] = {
    "en": re.compile(
        rf"(?:(?<!\w)(?:{any_of('of a year', locale='en')}"
        rf"(?:{SPACE}(?:the{SPACE}year|early|late|mid))?|(?:in|as{SPACE}of|as{SPACE}at|at|by)"
        rf"{SPACE}(?:the{SPACE})?(?:(?:end|start|beginning|close|middle){SPACE}of|mid-?year|mid|"
        rf"year-?end|end|late|early))(?:{SPACE}|-)(?:mid-)?|{_BRACKET})\Z",
        re.IGNORECASE,
    ),
    "id": re.compile(
        rf"(?:(?<!\w)(?:{any_of('of a year', locale='id')}"
        rf"(?:{SPACE}(?:akhir|awal|pertengahan))?(?:{SPACE}tahun)?|tahun){SPACE}|{_BRACKET})\Z",
        re.IGNORECASE,
    ),
}
"""What stands before the year that a figure is said to be of."""
_CITED = re.compile("[A-Z]")
_NEAR = 25
"""Characters between a figure and a year in brackets behind it."""
_ELSEWHERE = {
    one: re.compile(
        rf"(?<!\w){any_of('of another year', locale=one)}(?:{SPACE}[\w-]+)?{SPACE}\Z", re.IGNORECASE
    )
    for one in LOCALES
}
_CHANGES = re.compile(
    rf"(?<!\w){any_of('changing')}(?:{SPACE}{any_of('by an amount')}){{0,3}}{SPACE}\Z",
    re.IGNORECASE,
)
_SHARES = re.compile(rf"(?<!\w){any_of('shares')}\b", re.IGNORECASE)
_PERCENT = re.compile(r"[0-9](?:[ \u00a0\u2009\u202f]?%|[ \u00a0]persen|[ \u00a0]per ?cent)")


class Misdated(NamedTuple):
    """A year that is not of the figure that it stands beside."""

    start: int
    end: int
    year: str
    call: Call
    observation: Observation


def misdated(seen: PageText, context: PageContext) -> Iterator[Misdated]:
    """The years beside injected figures that disagree with what these are of."""
    places = sorted(seen.calls)
    for found in _YEAR.finditer(seen.text) if places else ():
        stated = _stated(seen.text, found, context.locale)
        if stated is None or int(found[0]) > context.library.today.year:
            continue  # a year to come is that of an aim
        start, end, bracket = stated.start(), found.end(), stated["bracket"]
        far = _NEAR if bracket else _FAR
        around = places[bisect_left(places, start - far) : bisect_left(places, end + far)]
        belonging = [at for at in around if _belongs(seen.text, at, start, bool(bracket))]
        belonging.sort(key=lambda at: _distance(at, start, end))
        if _is_compared(seen.calls[at] for at in belonging):
            continue
        near = [(at, o) for at in belonging if (o := _observed(seen.calls[at], context))]
        if near and not any(_covers(o.period, int(found[0])) for _, o in near):
            at, observation = near[0]
            yield Misdated(found.start(), end, found[0], seen.calls[at], observation)


def _is_compared(calls: Iterable[Call]) -> bool:
    """Whether the nearest call compares years, so that the year is one of those."""
    figures = (call.name for call in calls if call.name in ("fact", "claim", "change"))
    return next(figures, "fact") != "fact"


def _stated(text: str, year: re.Match[str], locale: Locale) -> re.Match[str] | None:
    """The words that make a year that of a figure; None where it is of something else."""
    at = year.start()
    stated = _STATED[locale].search(text, max(0, at - _BEFORE), at)
    if stated is None or (stated["bracket"] and text[year.end() : year.end() + 1] != ")"):
        return None
    start = stated.start()
    elsewhere = _ELSEWHERE[locale].search(text, max(0, start - _BEFORE), start)
    return None if elsewhere else stated


def _observed(call: Call, context: PageContext) -> Observation | None:
    """The observation of a figure whose value is shown; None for other calls."""
    if call.name != "fact" or not call.arguments or call.keywords.get("form") in _DATES:
        return None
    fact = context.library.registry.facts.get(call.arguments[0])
    if fact is None or fact.kind not in NUMERIC:
        return None
    try:
        pins = call.keywords.get("period"), call.keywords.get("edition")
        observation = context.select(fact, *pins).observation
    except KnowledgeError:
        return None
    return observation if observation.period else None


def _belongs(text: str, at: int, start: int, bracket: bool) -> bool:
    """Whether a figure stands in the sentence of a year; in brackets, a name may come between."""
    first, last = min(at, start), max(at, start)
    if bracket and (at > start or _CITED.search(text, first, last)):
        return False
    return not _SENTENCE_END.search(text, first, last)


def _distance(at: int, start: int, end: int) -> int:
    return start - at if at < start else at - end


def _covers(period: Period | None, year: int) -> bool:
    return period is not None and period.start.year <= year <= period.end.year


def is_of_shares(quantity: Quantity, words: SentenceContext, kinds: Mapping[int, Kind]) -> bool:
    """Whether a change of a share is told in per cent, which is a change of another size.

    The text says that something rose or fell by it, and either names a share or tells two.
    """
    if quantity.form is not Form.SHARE or not _CHANGES.search(words.before):
        return False
    if _SHARES.search(words.before):
        return True
    start = quantity.start - len(words.before)
    end = quantity.end + len(words.after)
    calls = sum(kind is Kind.SHARE for at, kind in kinds.items() if start <= at < end)
    return calls + len(_PERCENT.findall(words.before)) > 1


def kinds_of_calls(seen: PageText, context: PageContext) -> dict[int, Kind]:
    """The kind of the fact that each call shows, by its offset."""
    facts = context.library.registry.facts
    return {
        at: facts[call.arguments[0]].kind
        for at, call in seen.calls.items()
        if call.name == "fact" and call.arguments and call.arguments[0] in facts
    }
