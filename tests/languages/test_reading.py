"""How text is read back: what is accepted, and what is refused with a clear message."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import cast

import pytest

from macros.languages.dates import parse_date, parse_period
from macros.languages.parse import parse_day, parse_number, parse_ordinal, parse_range
from macros.model import LOCALES, Locale

READERS: dict[str, Callable[[str, Locale], object]] = {
    "number": parse_number,
    "ordinal": parse_ordinal,
    "day": parse_day,
    "range": parse_range,
}
VALUES: dict[str, Callable[[str], object]] = {
    "number": Decimal,
    "ordinal": int,
    "day": parse_date,
    "range": parse_period,
}


@pytest.mark.cases("text_accepted.csv")
def test_accepted(case: dict[str, str]) -> None:
    read = READERS[case["call"]](case["text"], cast(Locale, case["locale"]))
    assert read == VALUES[case["call"]](case["value"])


@pytest.mark.cases("text_refused.csv")
def test_refused(case: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"is not|names the wrong|has no ordinal"):
        READERS[case["call"]](case["text"], cast(Locale, case["locale"]))


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_spaces_that_are_read_alike(space: str) -> None:
    assert parse_number(f"281{space}juta", "id") == 281_000_000
    assert parse_day(f"28{space}Oktober{space}2022", "id") == parse_date("2022-10-28")
    period = parse_period("2022-09-30/2022-10-02")
    assert parse_range(f"30{space}September – 2{space}Oktober 2022", "id") == period


@pytest.mark.parametrize("space", ["\t", "\n", "\u2003", "", "  "])
def test_spaces_that_are_refused(space: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(f"281{space}juta", "id")


@pytest.mark.parametrize("locale", LOCALES)
def test_messages_quote_what_was_read(locale: Locale) -> None:
    for reader in READERS.values():
        with pytest.raises(ValueError, match=r"'1,23,4' is not .* in the language"):
            reader("1,23,4", locale)


def test_large_numbers_are_read_digit_by_digit() -> None:
    text = "1,234,567,890,123,456,789,012,345,678,901,234,567,890.5"
    assert parse_number(text, "en") == Decimal(text.replace(",", ""))


def test_numbers_are_read_in_plain_digits() -> None:
    assert str(parse_number("281\u00a0million", "en")) == "281000000"
    assert str(parse_number("3.60", "en")) == "3.60"
    assert str(parse_number("56.0%", "en")) == "0.560"
