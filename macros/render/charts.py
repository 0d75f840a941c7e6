"""A series as a picture: SVG made at build, with its values in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from macros.errors import KnowledgeError
from macros.facts.selection import Choice, rank, visible
from macros.languages.lists import join
from macros.model import Fact, Observation
from macros.render.context import PageContext
from macros.render.figures import figure
from macros.render.layout import head_row
from macros.render.result import MacroResult, block, escape, tag
from macros.render.values import period_text, show_observation

_FILLED = 0.7
"""How much of the distance between the two nearest periods a column fills."""
_WIDTH, _ROW, _LABEL, _VALUE = 400, 30, 64, 140
"""In user units of the SVG: its width, the height of a row, and the room for both texts."""


def series(context: PageContext, fact: Fact, edition: str | None = None) -> list[Observation]:
    """The observations that one chart may show: one edition, oldest period first.

    Without `edition` it is the newest one that the page's day knows. Values of two editions never
    stand in one chart, since they cannot be compared.
    """
    clock = min(context.date or context.library.today, context.library.today)
    public = [
        o
        for o in fact.observations
        if isinstance(o.value, Decimal)
        and o.period
        and visible(o, clock, dated=context.date is not None)
    ]
    if edition is None and public:
        newest = max(public, key=rank).edition
        edition = newest.key if newest else None
    of_edition = [o for o in public if (o.edition.key if o.edition else None) == edition]
    # Of a period that has more than one value, the one that became known last.
    return list({o.period: o for o in sorted(of_edition, key=rank)}.values())


class Column(NamedTuple):
    """The column of an observation, in user units of an SVG, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


def columns(observations: Sequence[Observation], width: float, height: float) -> list[Column]:
    """The columns of a series, each at its time, in a picture of this size.

    Time is to scale: a column stands at the middle of its period. None touches its neighbour.
    """
    moments = [_moment(o) for o in observations]
    first, span = moments[0], moments[-1] - moments[0] or 1
    gaps = [after - before for before, after in pairwise(moments) if after > before]
    near = _FILLED * min(gaps, default=span) / span
    wide = min(width * near / (1 + near), width / 5)
    values = [number(o) for o in observations]
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    scale = height / float(high - low or 1)
    return [
        Column(
            (moment - first) / span * (width - wide),
            min(float(high - max(value, Decimal(0))) * scale, height - 1),
            wide,
            max(float(abs(value)) * scale, 1),
        )
        for moment, value in zip(moments, values, strict=True)
    ]


def _moment(observation: Observation) -> float:
    """The middle of the period that an observation is of, in days."""
    assert observation.period
    start, end = observation.period.start.first, observation.period.end.last
    return (start.toordinal() + end.toordinal()) / 2


def has_series(context: PageContext, fact: Fact) -> bool:
    """Whether a chart of the fact says more than its table: at least three periods."""
    return len(series(context, fact)) > 2


def picture(context: PageContext, fact: Fact, edition: str | None = None) -> str:
    """The chart as a figure element with caption. Raises `KnowledgeError` P205 for no series."""
    observations = _charted(context, fact, edition)
    shown = [
        (period_text(o, context.locale), show_observation(context, fact, o)) for o in observations
    ]
    told = f"{fact.label[context.locale]}: " + join(
        [f"{period}: {value}" for period, value in shown], context.locale
    )
    height = _ROW * len(observations)
    largest = max(abs(number(o)) for o in observations) or Decimal(1)
    rows = "".join(
        _bar(index, abs(number(o)) / largest, *texts)
        for index, (o, texts) in enumerate(zip(observations, shown, strict=True))
    )
    svg = tag(
        "svg",
        tag("title", escape(told)) + rows,
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        class_="kb-chart",
        aria_label=told,
    )
    caption = tag("figcaption", escape(_caption(context, fact, observations)))
    return tag("figure", svg + caption, class_="kb-chart__figure", data_fact=fact.key)


def table(context: PageContext, fact: Fact, edition: str | None = None) -> MacroResult:
    """What the chart shows as a table to be opened, each value with its entry at the page's end.

    Raises `KnowledgeError` P205 for no series.
    """
    observations = _charted(context, fact, edition)
    rows = block(*(_table_row(context, fact, one) for one in observations))
    caption = tag("caption", escape(_caption(context, fact, observations)))
    parts = block(caption, head_row(context, "period", "value"), tag("tbody", rows))
    summary = tag("summary", escape(context.word("data-table")))
    return tag("details", block(summary, tag("table", parts)), class_="kb-chart__data")


def _table_row(context: PageContext, fact: Fact, one: Observation) -> MacroResult:
    period = tag("th", escape(period_text(one, context.locale)), scope="row")
    value = tag("td", figure(context, chosen(context, fact, one)))
    return tag("tr", block(period, value))


def _charted(context: PageContext, fact: Fact, edition: str | None) -> list[Observation]:
    if edition:
        context.select(fact, edition=edition)
    observations = series(context, fact, edition)
    if len(observations) < 2:
        raise KnowledgeError("P205", fact=fact.key, asked="chart", known="")
    return observations


def _caption(context: PageContext, fact: Fact, observations: list[Observation]) -> str:
    named = observations[-1].edition
    about = f" ({named.title[context.locale]})" if named else ""
    return f"{fact.label[context.locale]}{about}"


def chosen(context: PageContext, fact: Fact, one: Observation) -> Choice:
    """The observation, and what has replaced it since: as in a call that names its period."""
    edition = one.edition.key if one.edition else None
    pinned = context.select(fact, one.period.iso if one.period else None, edition)
    return Choice(fact, one, pinned.newest)


def _bar(index: int, share: Decimal, period: str, value: str) -> str:
    top = index * _ROW
    room = _WIDTH - _LABEL - _VALUE
    length = max(2, round(share * room))
    middle = top + _ROW // 2
    return (
        tag("text", escape(period), x=str(_LABEL - 8), y=str(middle), class_="kb-chart__period")
        + tag(
            "rect",
            x=str(_LABEL),
            y=str(top + 5),
            width=str(length),
            height=str(_ROW - 10),
            rx="3",
            class_="kb-chart__bar",
        )
        + tag(
            "text",
            escape(value),
            x=str(_LABEL + length + 7),
            y=str(middle),
            class_="kb-chart__value",
        )
    )


def number(observation: Observation) -> Decimal:
    """The value of an observation of a series."""
    assert isinstance(observation.value, Decimal)
    return observation.value
