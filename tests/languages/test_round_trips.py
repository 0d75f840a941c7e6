"""Whatever is written is read back as the same value, in each language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from macros.languages.dates import format_date, format_period, in_order
from macros.languages.numbers import (
    Style,
    format_money,
    format_number,
    format_points,
    format_ratio,
    format_share,
)
from macros.languages.parse import parse_day, parse_number, parse_ordinal, parse_range
from macros.languages.spelling import LARGEST, ordinal, spell
from macros.model import LOCALES, Locale, PartialDate, Period

steady = settings(derandomize=True, max_examples=300, deadline=None)

locales = st.sampled_from(LOCALES)
styles: st.SearchStrategy[Style] = st.sampled_from(["full", "compact"])
symbols = st.sampled_from(["US$", "$", "Rp", "RM", "€", "£", "S$"])
precise = st.decimals(min_value=-(10**14), max_value=10**14, allow_nan=False, places=6)
rounded = st.builds(
    lambda number, power: Decimal(number).scaleb(power),
    st.integers(-99_999, 99_999),
    st.integers(-5, 15),
)
huge = st.builds(Decimal, st.integers(-(10**50), 10**50))
numbers = precise | rounded | huge


@st.composite
def moments(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    known = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:known])


@st.composite
def close_periods(draw: st.DrawFn) -> Period:
    """Periods whose ends often share the year or the month."""
    year, month, known = draw(st.integers(1000, 9998)), draw(st.integers(1, 11)), draw(precision)
    start = (year, month, draw(st.integers(1, 28)))
    end = (
        year + draw(st.integers(0, 1)),
        month + draw(st.integers(0, 1)),
        draw(st.integers(1, 28)),
    )
    return Period(PartialDate(*min(start, end)[:known]), PartialDate(*max(start, end)[:known]))


precision = st.integers(1, 3)
periods = close_periods() | st.builds(Period, moments(), moments()).filter(in_order)


@steady
@given(numbers, locales, styles)
def test_numbers(value: Decimal, locale: Locale, style: Style) -> None:
    assert parse_number(format_number(value, locale, style=style), locale) == value


@steady
@given(numbers, symbols, locales, styles)
def test_money(value: Decimal, symbol: str, locale: Locale, style: Style) -> None:
    assert parse_number(format_money(value, symbol, locale, style=style), locale) == value


@steady
@given(numbers, locales)
def test_shares_points_and_ratios(value: Decimal, locale: Locale) -> None:
    for form in (format_share, format_points, format_ratio):
        assert parse_number(form(value, locale), locale) == value


@steady
@given(st.integers(0, LARGEST) | st.integers(0, 2100), locales)
def test_spelling(value: int, locale: Locale) -> None:
    words = spell(value, locale)
    assert parse_number(words, locale) == value
    assert parse_number(words.capitalize(), locale) == value


@steady
@given(st.integers(1, 10**9) | st.integers(1, 130), locales)
def test_ordinals(value: int, locale: Locale) -> None:
    assert parse_ordinal(ordinal(value, locale), locale) == value


@steady
@given(moments(), locales, st.booleans())
def test_dates(moment: PartialDate, locale: Locale, weekday: bool) -> None:
    text = format_date(moment, locale, weekday=weekday and moment.precision == "day")
    assert parse_day(text, locale) == moment


@steady
@given(periods, locales)
def test_periods(period: Period, locale: Locale) -> None:
    assert parse_range(format_period(period, locale), locale) == period


@steady
@given(numbers, styles)
def test_languages_differ_only_in_separators_and_words(value: Decimal, style: Style) -> None:
    english = format_number(value, "en", style=style)
    for word, kata in (("million", "juta"), ("billion", "miliar"), ("trillion", "triliun")):
        english = english.replace(word, kata)
    swapped = english.translate(str.maketrans(",.", ".,"))
    assert swapped == format_number(value, "id", style=style)


@steady
@given(st.text(alphabet="0123456789.,%-$ \u00a0milontwhed", max_size=12), locales)
def test_what_is_read_is_never_anything_but_a_number(text: str, locale: Locale) -> None:
    try:
        value = parse_number(text, locale)
    except ValueError:
        return
    assert value.is_finite()
