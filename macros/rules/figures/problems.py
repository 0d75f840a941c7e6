"""What is wrong with a typed quantity → a problem with its code and the values of its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.model import Claim, Fix, Location, Problem
from macros.rules.figures.match import Verdict


@dataclass(frozen=True)
class FigureReport:
    """What the words of a problem may name."""

    figure: str
    """As it is typed."""
    fact: str = ""
    call: str = ""
    shown: str = ""
    """The value that the call gives."""
    way: str = ""
    """How the two differ."""
    also: str = ""
    """How many other records it may just as well be."""
    fix: Fix | None = None


def figure(where: Location, words: FigureReport, verdict: Verdict) -> Problem:
    """The problem of a number or a date."""
    return _TOLD[verdict](where, words)


def claim(where: Location, typed: str, known: Claim | None) -> Problem:
    """The problem of a claim in words."""
    if known is None:
        return Problem(where, "N109", {"figure": typed})
    call = f'{{{{ claim("{known.key}") }}}}'
    return Problem(where, "N108", {"figure": typed, "claim": known.key, "call": call})


def wrong_year(where: Location, year: str, fact: str, period: str) -> Problem:
    """The problem of a year beside a figure of another year."""
    return Problem(where, "N106", {"year": year, "fact": fact, "period": period})


def _present(where: Location, t: FigureReport) -> Problem:
    values = {"figure": t.figure, "fact": t.fact, "call": t.call, "also": t.also}
    return Problem(where, "N101", values, fix=t.fix)


def _former(where: Location, t: FigureReport) -> Problem:
    values = {"figure": t.figure, "fact": t.fact, "call": t.call}
    return Problem(where, "N102", values)


def _nearly(where: Location, t: FigureReport) -> Problem:
    values = {"figure": t.figure, "fact": t.fact, "call": t.call, "shown": t.shown, "way": t.way}
    return Problem(where, "N103", values)


def _scaled(where: Location, t: FigureReport) -> Problem:
    values = {"figure": t.figure, "fact": t.fact, "call": t.call, "shown": t.shown, "way": t.way}
    return Problem(where, "N104", values)


def _foreign(where: Location, t: FigureReport) -> Problem:
    values = {"figure": t.figure, "fact": t.fact, "call": t.call, "shown": t.shown}
    return Problem(where, "N105", values)


def _percent(where: Location, t: FigureReport) -> Problem:
    return Problem(where, "N107", {"figure": t.figure})


def _date(where: Location, t: FigureReport) -> Problem:
    values = {"figure": t.figure, "fact": t.fact, "call": t.call, "also": t.also}
    return Problem(where, "N110", values, fix=t.fix)


def _no_date(where: Location, t: FigureReport) -> Problem:
    return Problem(where, "N111", {"figure": t.figure})


def _unknown(where: Location, t: FigureReport) -> Problem:
    return Problem(where, "N112", {"figure": t.figure})


def _doubtful(where: Location, t: FigureReport) -> Problem:
    return Problem(where, "N113", {"figure": t.figure, "fact": t.fact, "call": t.call})


_TOLD: dict[Verdict, Callable[[Location, FigureReport], Problem]] = {
    Verdict.PRESENT: _present,
    Verdict.FORMER: _former,
    Verdict.NEARLY: _nearly,
    Verdict.SCALED: _scaled,
    Verdict.FOREIGN: _foreign,
    Verdict.PERCENT: _percent,
    Verdict.DATE: _date,
    Verdict.NO_DATE: _no_date,
    Verdict.UNKNOWN: _unknown,
    Verdict.DOUBTFUL: _doubtful,
}
