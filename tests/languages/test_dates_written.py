"""How dates are read from records and written on pages."""

from __future__ import annotations

import re
from datetime import date
from typing import cast

import pytest
from babel.dates import format_date as babel_format_date

from macros.languages.cldr import IDENTIFIERS
from macros.languages.dates import format_date, format_period
from macros.model import (
    LOCALES,
    Locale,
    PartialDate,
    Period,
    in_order,
    parse_date,
    parse_period,
)


def written(case: dict[str, str]) -> str:
    locale = cast(Locale, case["locale"])
    match case["call"]:
        case "date":
            return format_date(parse_date(case["iso"]), locale)
        case "weekday":
            return format_date(parse_date(case["iso"]), locale, weekday=True)
        case "period":
            return format_period(parse_period(case["iso"]), locale)
        case call:
            raise AssertionError(f"no such call: {call}")


@pytest.mark.cases("dates.csv")
def test_written(case: dict[str, str]) -> None:
    assert written(case) == case["text"]


@pytest.mark.cases("iso_refused.csv")
def test_what_no_record_may_say(case: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(case["text"])) + "|is not a date"):
        parse_date(case["text"]) if case["call"] == "date" else parse_period(case["text"])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("month", range(1, 13))
def test_long_dates_are_those_of_babel(month: int, locale: Locale) -> None:
    ours = format_date(PartialDate(2022, month, 5), locale).replace("\u00a0", " ")
    assert ours == babel_format_date(date(2022, month, 5), "long", IDENTIFIERS[locale])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("day", range(3, 10))
def test_weekdays_are_those_of_babel_without_its_padding(day: int, locale: Locale) -> None:
    ours = format_date(PartialDate(2023, 4, day), locale, weekday=True).replace("\u00a0", " ")
    babel = babel_format_date(date(2023, 4, day), "EEEE, d MMMM y", IDENTIFIERS[locale])
    assert ours == babel


@pytest.mark.parametrize("moment", [PartialDate(2022), PartialDate(2022, 10)])
def test_only_a_full_date_has_a_weekday(moment: PartialDate) -> None:
    with pytest.raises(ValueError, match="has no weekday"):
        format_date(moment, "en", weekday=True)


def test_dates_are_parsed_at_their_own_precision() -> None:
    assert parse_date("2022") == PartialDate(2022)
    assert parse_date("2022-10") == PartialDate(2022, 10)
    assert parse_date("2022-10-28") == PartialDate(2022, 10, 28)
    assert parse_period("2022-10") == Period(PartialDate(2022, 10), PartialDate(2022, 10))


@pytest.mark.parametrize("text", ["2022", "2022-10", "2022-10-28", "2022/2023", "2022-05/2024"])
def test_iso_text_comes_back(text: str) -> None:
    assert parse_period(text).iso == text


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (PartialDate(2022), PartialDate(2022), True),
        (PartialDate(2022), PartialDate(2023), True),
        (PartialDate(2023), PartialDate(2022), False),
        (PartialDate(2022), PartialDate(2022, 6), False),
        (PartialDate(2022, 6), PartialDate(2022), False),
        (PartialDate(2022), PartialDate(2022, 12), True),
    ],
)
def test_a_period_is_in_order_at_both_edges(
    start: PartialDate, end: PartialDate, expected: bool
) -> None:
    assert in_order(Period(start, end)) is expected
