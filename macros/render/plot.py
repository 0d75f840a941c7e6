"""Where the parts of a chart stand: columns at their times, a scale beside them, words that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from macros.diagrams.layout import WIDTH
from macros.diagrams.text_width import width
from macros.model import Observation

SIZE = 13
"""Of all letters, in user units: on a telephone the picture is about as wide as its units."""
_HIGH, _ABOVE, _LINE, _GAP, _RIGHT = 130, 18, 19, 7, 8
"""The height of the tallest column, the room for a word above it, a line of words, the gap beside
the scale, and the room for what a year is wider than its column."""
_FILLED = 0.7
"""How much of the distance between the two nearest periods a column fills."""
_STEPS = (1, 2, 5)


class Box(NamedTuple):
    """A rectangle in user units, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


class Label(NamedTuple):
    """A text, by the middle of its foot; one of the scale by its right end, and its line."""

    x: float
    y: float
    text: str


class Plot(NamedTuple):
    """A chart of `diagrams.layout.WIDTH` by `height` user units."""

    height: float
    left: float
    """Where the room of the columns begins, beside the scale."""
    zero: float
    columns: tuple[Box, ...]
    scale: tuple[Label, ...]
    values: tuple[Label, ...]
    periods: tuple[Label, ...]


def number(observation: Observation) -> Decimal:
    """The value of an observation of a series."""
    assert isinstance(observation.value, Decimal)
    return observation.value


def columns(observations: Sequence[Observation], width: float, height: float) -> list[Box]:
    """The columns of a series, each at its time, in a picture of this size.

    Time is to scale: a column stands at the middle of its period. None touches its neighbour.
    """
    moments = [_moment(o) for o in observations]
    first, span = moments[0], moments[-1] - moments[0] or 1
    gaps = [after - before for before, after in pairwise(moments) if after > before]
    near = _FILLED * min(gaps, default=span) / span
    wide = min(width * near / (1 + near), width / 5)
    low, high = _reach(observations)
    unit = height / float(high - low)
    return [
        Box(
            (moment - first) / span * (width - wide),
            min(float(high - max(value, Decimal(0))) * unit, height - 1),
            wide,
            max(float(abs(value)) * unit, 1),
        )
        for moment, value in zip(moments, map(number, observations), strict=True)
    ]


def _moment(observation: Observation) -> float:
    """The middle of the period that an observation is of, in days."""
    assert observation.period
    start, end = observation.period.start.first, observation.period.end.last
    return (start.toordinal() + end.toordinal()) / 2


def _reach(observations: Sequence[Observation]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value, zero among them, and never the same."""
    values = [*map(number, observations), Decimal(0)]
    low, high = min(values), max(values)
    return low, high if high > low else low + 1


def marks(observations: Sequence[Observation]) -> list[Decimal]:
    """Round numbers for a scale, at least three of them, zero included.

    Of whole numbers all are whole.
    """
    low, high = _reach(observations)
    half = (high - low) / 2
    power = half.adjusted()
    step = max(Decimal(one).scaleb(power) for one in _STEPS if Decimal(one).scaleb(power) <= half)
    if all(number(o) == number(o).to_integral_value() for o in observations):
        step = max(step, Decimal(1))
    return [step * times for times in range(int(low / step), int(high / step) + 1)]


def plot(
    observations: Sequence[Observation],
    values: Sequence[str],
    periods: Sequence[str],
    scale: Iterable[tuple[Decimal, str]],
) -> Plot:
    """The chart of a series with the texts of its values, its periods and its scale.

    Where not all have room, the last and the first one come before the highest, the lowest, and
    the newer ones. No word of a value covers another one or a column.
    """
    scale = list(scale)
    left = max(width(text, SIZE) for _, text in scale) + _GAP + 1
    low, high = _reach(observations)
    unit = _HIGH / float(high - low)
    zero = _ABOVE + float(high) * unit
    bars = tuple(
        one._replace(left=one.left + left, top=one.top + _ABOVE)
        for one in columns(observations, WIDTH - left - _RIGHT, _HIGH)
    )
    foot = _ABOVE + _HIGH + (_LINE if low < 0 else 0)
    order = _order([number(o) for o in observations])
    beside = [_value(bar, zero, left, text) for bar, text in zip(bars, values, strict=True)]
    beside[-1] = _raised(beside[-1], bars[:-1])
    below = [_middle(bar, foot + 15, left, text) for bar, text in zip(bars, periods, strict=True)]
    return Plot(
        foot + _LINE,
        left,
        zero,
        bars,
        tuple(Label(left - _GAP, zero - float(at) * unit, text) for at, text in scale),
        tuple(sorted(_fitting(beside, order, bars, left))),
        tuple(sorted(_fitting(below, order, bars, left, free=True))),
    )


def _order(values: Sequence[Decimal]) -> list[int]:
    """Which of the values is to be read first."""
    indices = range(len(values))
    peaks = (max(indices, key=values.__getitem__), min(indices, key=values.__getitem__))
    return list(dict.fromkeys((len(values) - 1, 0, *peaks, *reversed(indices))))


def _middle(bar: Box, y: float, left: float, text: str) -> Label:
    """The text in line with a column, and within the room of the columns."""
    half = width(text, SIZE) / 2
    middle = min(max(bar.left + bar.width / 2, left + half), WIDTH - half)
    return Label(middle, y, text)


def _value(bar: Box, zero: float, left: float, text: str) -> Label:
    """The text above a column, or below one that hangs."""
    hangs = bar.top > zero - 1
    return _middle(bar, bar.top + bar.height + 13 if hangs else bar.top - 5, left, text)


def _raised(label: Label, bars: Iterable[Box]) -> Label:
    """The text, where it would cover columns, above all that stand in its way up."""
    room = _room(label)
    way_up = room._replace(top=0, height=room.top + room.height)
    if not any(map(room.meets, bars)):
        return label
    return label._replace(y=min(bar.top for bar in bars if way_up.meets(bar)) - 5)


def _room(label: Label) -> Box:
    wide = width(label.text, SIZE)
    return Box(label.x - wide / 2 - 2, label.y - SIZE, wide + 4, SIZE + 3)


def _fitting(
    labels: Sequence[Label],
    order: Iterable[int],
    bars: Sequence[Box],
    left: float,
    *,
    free: bool = False,
) -> Iterator[Label]:
    """The labels that have room beside the scale, which ends at `left`, in the order given.

    They may stand aside by half a column, and over columns where they are `free`.
    """
    taken: list[Box] = []
    for index in order:
        others = taken if free else (*taken, *bars[:index], *bars[index + 1 :])
        half = bars[index].width / 2
        for aside in (0, -half, half):
            label = labels[index]._replace(x=labels[index].x + aside)
            room = _room(label)
            inside = left - 2 <= room.left and room.left + room.width <= WIDTH + 4
            if inside and not any(map(room.meets, others)):
                taken.append(room)
                yield label
                break
