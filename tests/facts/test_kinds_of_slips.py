"""What editors type by mistake, and what they are told to type instead."""

from __future__ import annotations

import pytest

from macros.facts.reader import read_facts
from macros.model import LOCALES, Fact, Kind, PartialDate, Problem
from macros.report.text import words_of

FILE = """\
groups: {{test: {{en: Test, id: Uji}}}}
units:
  people: {{en: people, id: orang}}
  sar: {{en: Saudi riyals, id: riyal Saudi, symbol: {symbol}}}
editions: {{}}
sources:
  report:
    title: {{en: R, id: L}}
    publisher: IOM
    published: {published}
    accessed: 2026
    url: "{url}"
facts:
  {key}:
    kind: {kind}
    label: {{en: {label}, id: Nilai}}
    {more}
    observations:
      - {{value: {value}, period: 2020, source: report{known}}}
"""
PLAIN = {
    **{"symbol": "SAR", "published": "2020", "url": "https://example.org", "key": "test.one"},
    **{"kind": "number", "label": "Value", "more": "style: full", "value": "1", "known": ""},
}
UNITS = {"count": "unit: people", "duration": "unit: people", "money": "unit: sar"}


def told(**changes: str) -> tuple[Fact | None, list[tuple[str, str, str]]]:
    """The fact, and of each problem its code, what was expected and what to type instead."""
    kind = changes.get("kind", "number")
    text = FILE.format(**{**PLAIN, "more": UNITS.get(kind, "style: full"), **changes})
    registry, problems = read_facts(text, "facts.yml")
    for problem in problems:
        hints = [words_of(problem, locale)[1] for locale in LOCALES]
        meant = [problem.values.get(name, "") for name in ("near", "other")]
        assert all(one in hint for hint in hints for one in meant)
    values = [(p.code, p.values.get("expected", ""), _meant(p)) for p in problems]
    return registry.facts.get("test.one"), values


def _meant(problem: Problem) -> str:
    near, other = (problem.values.get(name, "") for name in ("near", "other"))
    return f"{near} or {other}" if other else near


@pytest.mark.parametrize(
    ("kind", "value", "expected", "near"),
    [
        ("count", "'5,400,000'", "number", "5400000"),
        ("count", "5.400.000", "number", "5400000"),
        ("count", "5 400 000", "number", "5400000"),
        ("count", "5'400'000", "number", "5400000"),
        ("count", "5.000", "count", "5000 or 5"),
        ("count", "'5,000'", "number", "5000 or 5"),
        ("count", "5.123", "count", "5123"),
        ("count", "+5", "number", "5"),
        ("count", "1e3", "number", "1000"),
        ("count", "1_000", "number", "1000"),
        ("count", "0005", "number", "5"),
        ("count", "５０００", "number", "5000"),
        ("count", "1 000", "number", "1000"),
        ("count", "5149.0", "count", "5149"),
        ("count", "5149.5", "count", ""),
        ("count", "-5149", "unsigned", ""),
        ("count", "-0", "unsigned", "0"),
        ("count", "“5149”", "number", "5149"),
        ("count", "'5149 people'", "number", ""),
        ("count", "5e6", "number", "5000000"),
        ("count", "1e-3", "number", ""),
        ("count", "1e99", "number", ""),
        ("count", "٥", "number", ""),
        ("share", "-0.215", "unsigned", ""),
        ("share", "3.6%", "number", "0.036"),
        ("share", "'3,6 %'", "number", "0.036"),
        ("share", "'0,036'", "number", "0.036"),
        ("share", ".5", "number", "0.5"),
        ("share", "'5,000'", "number", ""),
        ("share", "36", "share", ""),
        ("duration", "-3", "unsigned", ""),
        ("number", "'1,5'", "number", "1.5"),
        ("number", "'1,234'", "number", "1234 or 1.234"),
        ("number", "'5,000'", "number", "5000 or 5"),
        ("number", "1.234.567", "number", "1234567"),
        ("number", "−2.5", "number", "-2.5"),
        ("number", "0." + "0" * 2000, "number", ""),
        ("money", "US$5", "number", ""),
        ("money", "-5", "unsigned", ""),
    ],
)
def test_number_of_another_form(kind: str, value: str, expected: str, near: str) -> None:
    assert told(kind=kind, value=value)[1] == [("F110", expected, near)]


@pytest.mark.parametrize("kind", ["count", "share", "money", "duration"])
def test_values_lie_below_zero_where_the_fact_says_so(kind: str) -> None:
    more = f"{UNITS.get(kind, 'style: full')}\n    negative: allowed"
    fact, problems = told(kind=kind, value="-0.5" if kind == "share" else "-5", more=more)
    assert problems == []
    assert fact is not None
    assert fact.negative == "allowed"


@pytest.mark.parametrize(
    ("known", "near"),
    [
        *(("today", ""), ("hari ini", ""), ("soon", ""), ("2020-1-5", "2020-01-05")),
        *(("2020/01/05", "2020-01-05"), ("28/10/2022", "2022-10-28"), ("1/12/2021", "")),
        *(("“2020-01-05”", "2020-01-05"), ("2020.10", "2020-10"), ("28 October 2022", "")),
    ],
)
def test_date_of_another_form(known: str, near: str) -> None:
    assert told(known=f", known: {known}")[1] == [("F110", "date", near)]


def test_word_for_a_day_is_refused_with_its_reason() -> None:
    text = FILE.format(**{**PLAIN, "known": ", known: today"})
    (problem,) = read_facts(text, "facts.yml")[1]
    assert words_of(problem, "en")[1].startswith("Write the day itself in digits")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"key": "t" * 300}, "short-key"),
        ({"url": "https://[evil"}, "url"),
        ({"url": "https://example.org:port/"}, "url"),
        ({"url": "https://example.org/" + "x" * 2000}, "url"),
        ({"url": "https://a b"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "ftp://example.org"}, "url"),
        ({"label": r'"two\nlines"'}, "line"),
        ({"label": r'"a\tb"'}, "line"),
        ({"label": r'"a\0b"'}, "line"),
        ({"label": r'"a\Lb"'}, "line"),
        ({"label": r'"a\e[31m"'}, "line"),
        ({"kind": "“number”"}, "choice"),
        ({"symbol": "usd1"}, "symbol"),
        ({"symbol": "sar"}, "symbol"),
    ],
)
def test_text_that_cannot_be_used(changes: dict[str, str], expected: str) -> None:
    (problem,) = [one for one in told(**changes)[1] if one[0] == "F110"]
    assert problem[1] == expected


@pytest.mark.parametrize("symbol", ["SAR", "AED", "QAR", "CHF", "KWD", "US$", "Rp", "RM", "€"])
def test_currency_without_a_sign_has_its_code(symbol: str) -> None:
    fact, problems = told(kind="money", symbol=symbol)
    assert problems == []
    assert fact is not None
    assert fact.kind is Kind.MONEY


@pytest.mark.parametrize(
    ("published", "known", "since"),
    [
        ("2026", "", PartialDate(2026)),
        ("2026-11", "", PartialDate(2026, 11)),
        ("2020", ", known: 2026", PartialDate(2026)),
        ("2020", ", known: 2026-11-05", PartialDate(2026, 11, 5)),
    ],
)
def test_value_is_public_as_precisely_as_it_is_written(
    published: str, known: str, since: PartialDate
) -> None:
    fact, _ = told(published=published, known=known)
    assert fact is not None
    observation = fact.observations[0]
    assert (observation.known, observation.public_from) == (since, since.first)
    assert observation.public_by == since.last
