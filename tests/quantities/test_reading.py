"""Quantities in running text: what is read, what is left, and that no text is too much."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.languages.dates import format_date, format_period
from macros.languages.numbers import format_money, format_number, format_share
from macros.languages.spelling import spell
from macros.languages.vocabulary import words
from macros.model import LOCALES, Locale, PartialDate, Period
from macros.quantities.finder import read_quantities
from macros.quantities.model import Form, Quantity
from macros.quantities.moments import moments
from tests.cases import load_yaml
from tests.growth import assert_linear

CASES: dict[Locale, list[list[str]]] = load_yaml(
    (Path(__file__).parent / "cases" / "quantities.yml").read_text(encoding="utf-8")
)
PROFILE = settings(max_examples=200, deadline=None, derandomize=True)
PIECES = [
    *("0", "1", "12", "2020", "5,149", "3.6", ".", ",", "-", "–", "/", "(", ")", "[", ":", "%"),
    *(" ", "\n", "\u00a0", "million", "juta", "M", "US$", "Rp", "per cent", "persen", "times"),
    *("kali lipat", "three", "tiga", "puluh", "hundred", "and", "a", "half", "of", "third", "in"),
    *("October", "Oktober", "May", "to", "s.d.", "page", "Pasal", "No.", "ke-", "st", "½", "٣"),
    *("25/1", "(25/1)", "Selasa (", "on 3/", "Malaysia 7,094, ", "Entikong 3, ", "HKD 1", "1/"),
    *(
        "/year",
        "90-an",
        "45orang",
        "kasus 45 ",
        "trains 45 ",
        "tracks 5 a",
        "Agency 5 Goes ",
        "ISO 1",
    ),
    *("doubled", "separuh", "dua", "dari", "Jakarta", "tel", "+62", "pukul", "WIB", "A", "EMM"),
]
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)
SPACED = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


def told(text: str, quantity: Quantity) -> str:
    """A quantity as the case files write it."""
    parts = [text[quantity.start : quantity.end], quantity.form.value, _value(quantity)]
    parts += [part for part in (quantity.currency, quantity.limit) if part]
    return " | ".join(parts) + (" ?" if quantity.doubtful else "")


def _value(quantity: Quantity) -> str:
    if quantity.periods:
        periods = [period.iso for period in quantity.periods]
        return " ".join(f"-{iso[4:]}" if quantity.yearless else iso for iso in sorted(periods))
    own = "none" if quantity.value is None else _number(quantity.value)
    return f"{own} or {_number(quantity.other)}" if quantity.other is not None else own


def _number(value: Decimal) -> str:
    value = round(value, 3) if value % 1 else value.to_integral_value()
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:f}"


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [(locale, text, expected) for locale in LOCALES for text, *expected in CASES[locale]],
)
def test_what_is_read(locale: Locale, text: str, expected: list[str]) -> None:
    text = text.replace("~", "\u00a0")
    found = [told(text, quantity) for quantity in read_quantities(text, locale)]
    assert [entry.replace("\u00a0", "~") for entry in found] == expected


def only(text: str, locale: Locale) -> Quantity:
    """The one quantity of a text."""
    (quantity,) = read_quantities(text, locale)
    return quantity


AROUND = {"en": "They counted {} cases.", "id": "Mereka mencatat {} kasus."}
WHOLE = st.integers(11, 10**12).map(Decimal)


@PROFILE
@given(value=WHOLE, locale=st.sampled_from(LOCALES), style=st.sampled_from(["full", "compact"]))
def test_numbers_as_pages_write_them(value: Decimal, locale: Locale, style: str) -> None:
    written = format_number(value, locale, style="full" if style == "full" else "compact")
    assert only(AROUND[locale].format(written), locale).value == value


@PROFILE
@given(value=st.integers(11, 999_999_999_999), locale=st.sampled_from(LOCALES))
def test_numbers_in_words(value: int, locale: Locale) -> None:
    found = only(AROUND[locale].format(spell(value, locale)), locale)
    assert found.value == Decimal(value)
    assert found.spelled


@PROFILE
@given(value=st.decimals(0, 1, places=3), locale=st.sampled_from(LOCALES))
def test_shares(value: Decimal, locale: Locale) -> None:
    found = only(AROUND[locale].format(format_share(value, locale)), locale)
    assert (found.form, found.value) == (Form.SHARE, value)


@PROFILE
@given(value=WHOLE, locale=st.sampled_from(LOCALES), symbol=st.sampled_from(["US$", "Rp", "€"]))
def test_money(value: Decimal, locale: Locale, symbol: str) -> None:
    found = only(
        AROUND[locale].format(format_money(value, symbol, locale, style="compact")), locale
    )
    assert (found.form, found.value, found.currency) == (Form.MONEY, value, symbol)


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@PROFILE
@given(start=DAYS, end=DAYS, locale=st.sampled_from(LOCALES))
def test_dates_and_periods(start: date, end: date, locale: Locale) -> None:
    first, last = sorted((start, end))
    moments = [PartialDate(d.year, d.month, d.day) for d in (first, last)]
    for period in (Period(moments[0], moments[0]), Period(moments[0], moments[1])):
        found = only(AROUND[locale].format(format_period(period, locale)), locale)
        assert (found.form, found.periods) == (Form.DATE, (period,))
    month = PartialDate(moments[0].year, moments[0].month)
    found = only(AROUND[locale].format(format_date(month, locale)), locale)
    assert found.periods == (Period(month, month),)


@pytest.mark.no_cover
@PROFILE
@given(text=st.one_of(SOUP, SPACED), locale=st.sampled_from(LOCALES))
def test_any_text(text: str, locale: Locale) -> None:
    end = 0
    for quantity in read_quantities(text, locale):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.periods or quantity.value is not None or quantity.digits
        end = quantity.end


@pytest.mark.no_cover
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("joint", ["", " "])
@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear(piece: str, joint: str, locale: Locale) -> None:
    def reading(count: int) -> Callable[[], object]:
        text = joint.join([piece] * count)
        return lambda: list(read_quantities(text, locale))

    assert_linear(reading, 40)


@pytest.mark.no_cover
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "piece", ["8:30 ", "pukul 1", "2 p", "2023–", "90-", "abad X", "10–11 am "]
)
def test_time_is_linear_in_moments(piece: str, locale: Locale) -> None:
    assert_linear(lambda count: lambda: list(moments(piece * count, locale)), 400)


@pytest.mark.no_cover
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "group",
    ["labels", "counted", "places", "openers", "currency codes", "up to", "per units", "compared"],
)
def test_time_is_linear_in_the_words_of_the_vocabulary(group: str, locale: Locale) -> None:
    entries = [re.sub(r"[()*]", "", entry) for entry in list(words(group))[:40]]
    unit = " 5 ".join(entries) + " 5, (5 "

    def reading(size: int) -> Callable[[], object]:
        text = (unit * (size // len(unit) + 1))[:size]
        return lambda: list(read_quantities(text, locale))

    assert_linear(reading, 500)
