"""How numbers are written, and that nothing about them is lost."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import cast

import pytest
from babel.numbers import format_compact_decimal, format_decimal

from macros.languages.cldr import IDENTIFIERS, conventions
from macros.languages.numbers import (
    Style,
    format_money,
    format_number,
    format_points,
    format_ratio,
    format_share,
    format_size,
    shift,
)
from macros.languages.spelling import ordinal, spell
from macros.model import LOCALES, Locale

AMOUNTS = [Decimal(text) for text in ("0", "7", "999", "1000", "5149", "281000000", "1E+12")]


def written(case: dict[str, str]) -> str:
    locale = cast(Locale, case["locale"])
    style = cast(Style, case["style"] or "full")
    value = Decimal(case["value"])
    match case["call"]:
        case "number":
            return format_number(value, locale, style=style)
        case "share":
            return format_share(value, locale)
        case "money":
            return format_money(value, case["symbol"], locale, style=style)
        case "points":
            return format_points(value, locale)
        case "ratio":
            return format_ratio(value, locale)
        case "ordinal":
            return ordinal(int(value), locale)
        case "words":
            return spell(int(value), locale)
        case call:
            raise AssertionError(f"no such call: {call}")


@pytest.mark.cases("numbers.csv")
def test_written(case: dict[str, str]) -> None:
    assert written(case) == case["text"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", AMOUNTS)
def test_whole_numbers_are_written_as_babel_writes_them(value: Decimal, locale: Locale) -> None:
    assert format_number(value, locale) == format_decimal(value, locale=IDENTIFIERS[locale])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", ["281000000", "1500000", "702000000000", "3000000000000"])
def test_compact_words_are_those_of_babel(text: str, locale: Locale) -> None:
    ours = format_number(Decimal(text), locale, style="compact")
    babel = format_compact_decimal(
        Decimal(text), format_type="long", locale=IDENTIFIERS[locale], fraction_digits=3
    )
    assert ours.replace("\u00a0", " ") == babel


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("power", range(16))
def test_no_short_form_no_thousand_and_no_thin_space(power: int, locale: Locale) -> None:
    for text in ("1", "9.99", "5.149", "7.025813469"):
        number = format_number(shift(Decimal(text), power), locale, style="compact")
        assert re.fullmatch(
            r"[0-9.,]+(\u00a0(million|billion|trillion|juta|miliar|triliun))?", number
        )


@pytest.mark.parametrize("locale", LOCALES)
def test_the_decimal_context_rounds_nothing(locale: Locale) -> None:
    with localcontext() as context:
        context.prec = 2
        assert format_number(Decimal("281550000"), "en", style="compact") == "281.55\u00a0million"
        assert format_number(Decimal("-12345.678"), "en") == "-12,345.678"
        assert format_share(Decimal("0.12345"), "id") == "12,345%"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+61", "1E-61"])
def test_what_cannot_be_written_out_is_refused(text: str, locale: Locale) -> None:
    value = Decimal(text)
    for refuse in (format_number, format_share, format_points, format_ratio):
        with pytest.raises(ValueError, match=r"not a finite number|too large or too small"):
            refuse(value, locale)


def test_only_finite_numbers_are_shifted() -> None:
    assert shift(Decimal("2.81"), 8) == 281_000_000
    assert str(shift(Decimal("2.81"), 8)) == "281000000"
    with pytest.raises(ValueError, match=r"not a finite number"):
        shift(Decimal("NaN"), 1)


@pytest.mark.parametrize("symbol", ["", "usd", "EMM2", "SDGs", "$US", "US $", "5", "-", "Rp."])
def test_money_needs_a_symbol_that_can_be_read_back(symbol: str) -> None:
    with pytest.raises(ValueError, match="not a currency symbol"):
        format_money(Decimal(5), symbol, "en")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", [-1, 1_000_000_000_000])
def test_numbers_that_are_not_spelled_out(value: int, locale: Locale) -> None:
    with pytest.raises(ValueError, match="cannot be spelled out"):
        spell(value, locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", [0, -1])
def test_ordinals_start_at_one(value: int, locale: Locale) -> None:
    with pytest.raises(ValueError, match="has no ordinal"):
        ordinal(value, locale)


def test_scale_words_mean_the_same_in_both_languages() -> None:
    """The false friends: miliar is a billion, triliun a trillion, and neither is an M."""
    assert conventions("en").scales == {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
    assert conventions("id").scales == {3: "ribu", 6: "juta", 9: "miliar", 12: "triliun"}


@pytest.mark.parametrize(
    ("value", "symbol", "locale", "text"),
    [
        ("1500", "SAR", "en", "SAR\u00a01,500"),
        ("1500", "SAR", "id", "SAR\u00a01.500"),
        ("-2.50", "AED", "en", "-AED\u00a02.50"),
        ("7", "RM", "id", "RM7"),
    ],
)
def test_code_of_a_currency_stands_apart(
    value: str, symbol: str, locale: Locale, text: str
) -> None:
    assert format_money(Decimal(value), symbol, locale) == text


@pytest.mark.parametrize(
    ("size", "english", "indonesian"),
    [
        (0, "1 kB", "1 kB"),
        (211_600, "212 kB", "212 kB"),
        (999_499, "999 kB", "999 kB"),
        (999_500, "1.0 MB", "1,0 MB"),
        (1_449_999, "1.4 MB", "1,4 MB"),
    ],
)
def test_size_of_a_file(size: int, english: str, indonesian: str) -> None:
    assert format_size(size, "en").replace("\u00a0", " ") == english
    assert format_size(size, "id").replace("\u00a0", " ") == indonesian
