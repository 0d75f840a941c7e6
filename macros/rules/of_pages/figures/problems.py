"""What is wrong with a typed quantity → a problem with its code and the values of its words."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model import Claim, Fix, Location, Problem
from macros.rules.of_pages.figures.match import Verdict

_CODES = {
    Verdict.PRESENT: "N101",
    Verdict.FORMER: "N102",
    Verdict.NEARLY: "N103",
    Verdict.SCALED: "N104",
    Verdict.FOREIGN: "N105",
    Verdict.PERCENT: "N107",
    Verdict.DATE: "N110",
    Verdict.NO_DATE: "N111",
    Verdict.UNKNOWN: "N112",
    Verdict.DOUBTFUL: "N113",
}


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
    code = _CODES[verdict]
    values = {
        "figure": words.figure,
        "fact": words.fact,
        "call": words.call,
        "shown": words.shown,
        "way": words.way,
        "also": words.also,
    }
    return Problem(where, code, values, fix=words.fix)


def claim(where: Location, typed: str, known: Claim | None) -> Problem:
    """The problem of a claim in words."""
    if known is None:
        return Problem(where, "N109", {"figure": typed})
    call = f'{{{{ claim("{known.key}") }}}}'
    return Problem(where, "N108", {"figure": typed, "claim": known.key, "call": call})


def wrong_year(where: Location, year: str, fact: str, period: str) -> Problem:
    """The problem of a year beside a figure of another year."""
    return Problem(where, "N106", {"year": year, "fact": fact, "period": period})
