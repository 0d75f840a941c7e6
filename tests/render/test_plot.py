"""Where columns and words stand, whatever the values: time to scale, nothing over anything else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.diagrams.layout import WIDTH
from macros.diagrams.text_width import width
from macros.library import Library
from macros.model import Observation, PartialDate, Period
from macros.render.plot import SIZE, columns, marks, number, plot


def of(like: Observation, year: int, value: Decimal) -> Observation:
    year_ = PartialDate(year)
    return replace(like, period=Period(year_, year_), value=value)


YEARS = st.lists(st.integers(1900, 2100), min_size=2, max_size=25, unique=True).map(sorted)
VALUES = st.decimals(-(10**13), 10**13, allow_nan=False, places=3)


@pytest.fixture(scope="session")
def like(library: Library) -> Observation:
    """Any observation, to make others of."""
    return library.registry.fact("migrants.world").observations[0]


def test_columns_stand_at_their_time(like: Observation) -> None:
    values = zip((1970, 1990, 2020), map(Decimal, (84, 153, 281)), strict=True)
    drawn = columns([of(like, *one) for one in values], 500, 100)
    gaps = [after.left - before.left for before, after in pairwise(drawn)]
    assert gaps[1] / gaps[0] == pytest.approx(30 / 20, rel=0.001)
    assert (drawn[0].left, drawn[-1].left + drawn[-1].width) == pytest.approx((0, 500))
    assert drawn[0].height / drawn[-1].height == pytest.approx(84 / 281)
    assert [one.top + one.height for one in drawn] == pytest.approx([100] * 3)


def test_what_is_below_zero_hangs_from_the_same_line(like: Observation) -> None:
    below, above = columns([of(like, 2021, Decimal(-15)), of(like, 2022, Decimal(5))], 100, 80)
    assert (above.top, above.height) == pytest.approx((0, 20))
    assert (below.top, below.height) == pytest.approx((20, 60))


@given(data=st.data(), years=YEARS)
def test_nothing_stands_over_anything_else(
    data: st.DataObject, years: list[int], like: Observation
) -> None:
    _holds(like, years, data.draw(st.lists(VALUES, min_size=len(years), max_size=len(years))))


@pytest.mark.parametrize(
    ("years", "values"),
    [
        ([1900, 1902, 1912], ("100.000", "101.563", "0.000")),
        (
            [*range(1900, 1911), 1921, 1922, 1923],
            (*["0.000"] * 10, "0.001", "-0.001", "0.130", "0.001"),
        ),
    ],
    ids=["gives-way-to-the-left", "raised-past-a-low-and-a-high-column"],
)
def test_word_that_moves_stays_in_sight(
    years: list[int], values: tuple[str, ...], like: Observation
) -> None:
    _holds(like, years, list(map(Decimal, values)))


def _holds(like: Observation, years: list[int], values: list[Decimal]) -> None:
    series = [of(like, *one) for one in zip(years, values, strict=True)]
    texts = [f"{one:,}" for one in values]
    drawn = plot(series, texts, [str(one) for one in years], [(Decimal(0), "0")])
    for one, next_one in pairwise(drawn.columns):
        assert one.left + one.width < next_one.left
    for labels in (drawn.values, drawn.periods):
        rooms = [(one.x, width(one.text, SIZE) / 2, one.y) for one in labels]
        assert all(x - half >= drawn.left - 0.01 and x + half <= WIDTH + 4 for x, half, _ in rooms)
        assert all(0 < y < drawn.height for _, _, y in rooms)
        for (x, half, y), (after, wide, line) in pairwise(rooms):
            assert x + half < after - wide or abs(y - line) >= SIZE
    assert [one.text for one in drawn.periods][-1] == str(years[-1])
    assert texts[-1] in {one.text for one in drawn.values}


@given(values=st.lists(VALUES, min_size=2, max_size=9))
def test_scale_is_round_and_within_the_values(values: list[Decimal], like: Observation) -> None:
    series = [of(like, 2000 + i, one) for i, one in enumerate(values)]
    found = marks(series)
    assert 0 in found
    assert min(Decimal(0), *values) <= found[0]
    assert found[-1] <= max(Decimal(1), *values)
    assert len(found) <= 6
    assert len({after - before for before, after in pairwise(found)}) <= 1
    if all(number(o) == number(o).to_integral_value() for o in series):
        assert all(one == one.to_integral_value() for one in found)
