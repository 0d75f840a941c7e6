"""What is written down of the CLDR is what Babel reads in it."""

from __future__ import annotations

import babel
import pytest
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from macros.languages.cldr import IDENTIFIERS, Conventions, conventions
from macros.languages.lists import join
from macros.model import LOCALES, Locale


@pytest.mark.parametrize("locale", LOCALES)
def test_conventions_are_those_of_the_cldr(locale: Locale) -> None:
    data = babel.Locale.parse(IDENTIFIERS[locale])
    symbols = data.number_symbols["latn"]
    words = data.compact_decimal_formats["long"]["other"]
    patterns = data.list_patterns["standard"]
    assert patterns["start"] == patterns["middle"] == "{0}, {1}"
    assert conventions(locale) == Conventions(
        decimal=symbols["decimal"],
        group=symbols["group"],
        percent=data.percent_formats[None].pattern.replace("#,##0", "{}"),
        scales={
            power: words[str(10**power)].pattern.replace("0", "").strip() for power in (3, 6, 9, 12)
        },
        months=tuple(data.months["format"]["wide"][number] for number in range(1, 13)),
        weekdays=tuple(data.days["format"]["wide"][number] for number in range(7)),
        pair=patterns["2"].removeprefix("{0}").removesuffix("{1}"),
        last=patterns["end"].removeprefix("{0}").removesuffix("{1}"),
    )


@given(
    items=st.lists(st.text().filter(lambda text: ", " not in text), max_size=5),
    locale=st.sampled_from(LOCALES),
)
def test_enumerations_are_those_of_the_cldr(items: list[str], locale: Locale) -> None:
    assert join(items, locale) == format_list(items, locale=IDENTIFIERS[locale])


@pytest.mark.parametrize(
    ("items", "locale", "text"),
    [
        (["A, B and C", "D", "E"], "en", "A, B and C; D; and E"),
        (
            ["yang Aman, Tertib", "Pakta", "Perjanjian"],
            "id",
            "yang Aman, Tertib; Pakta; dan Perjanjian",
        ),
        (["A, B", "C"], "id", "A, B dan C"),
    ],
)
def test_items_with_commas_are_parted_by_semicolons(
    items: list[str], locale: Locale, text: str
) -> None:
    assert join(items, locale) == text
