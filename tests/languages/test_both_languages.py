"""What a number looks like in one language tells what it looks like in the other one."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from macros.languages.numbers import Style, format_number

styles: st.SearchStrategy[Style] = st.sampled_from(["full", "compact"])
precise = st.decimals(min_value=-(10**14), max_value=10**14, allow_nan=False, places=6)
rounded = st.builds(
    lambda number, power: Decimal(number).scaleb(power),
    st.integers(-99_999, 99_999),
    st.integers(-5, 15),
)
huge = st.builds(Decimal, st.integers(-(10**50), 10**50))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(precise | rounded | huge, styles)
def test_languages_differ_only_in_separators_and_words(value: Decimal, style: Style) -> None:
    english = format_number(value, "en", style=style)
    for word, kata in (("million", "juta"), ("billion", "miliar"), ("trillion", "triliun")):
        english = english.replace(word, kata)
    swapped = english.translate(str.maketrans(",.", ".,"))
    assert swapped == format_number(value, "id", style=style)
