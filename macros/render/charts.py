"""A series as a picture: SVG made at build, with a text alternative."""

from __future__ import annotations

from decimal import Decimal

from macros.errors import KnowledgeError
from macros.facts.selection import Choice, rank, visible
from macros.languages.lists import join
from macros.model import Fact, Observation
from macros.render.context import PageContext
from macros.render.pieces import escape, tag
from macros.render.values import period_text, show

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
        if isinstance(o.value, Decimal) and o.period and visible(o, clock)
    ]
    if edition is None and public:
        newest = max(public, key=rank).edition
        edition = newest.key if newest else None
    chosen = [o for o in public if (o.edition.key if o.edition else None) == edition]
    return sorted(chosen, key=rank)


def has_series(context: PageContext, fact: Fact) -> bool:
    """Whether a chart of the fact says more than its table: at least three periods."""
    return len(series(context, fact)) > 2


def picture(context: PageContext, fact: Fact, edition: str | None = None) -> str:
    """The chart as a figure element with caption. Raises `KnowledgeError` P205 for no series."""
    if edition:
        context.select(fact, edition=edition)
    observations = series(context, fact, edition)
    if len(observations) < 2:
        raise KnowledgeError("P205", fact=fact.key, asked="chart", known="")
    shown = [(period_text(o, context.locale), _text(context, fact, o)) for o in observations]
    label = fact.label[context.locale]
    told = f"{label}: " + join([f"{period}: {value}" for period, value in shown], context.locale)
    height = _ROW * len(observations)
    largest = max(abs(_number(o)) for o in observations) or Decimal(1)
    rows = "".join(
        _bar(index, abs(_number(o)) / largest, *texts)
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
    named = observations[-1].edition
    about = f" ({named.title[context.locale]})" if named else ""
    caption = tag("figcaption", escape(f"{label}{about}"))
    return tag("figure", svg + caption, class_="kb-chart__figure", data_fact=fact.key)


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


def _text(context: PageContext, fact: Fact, observation: Observation) -> str:
    return show(context, Choice(fact, observation, observation))


def _number(observation: Observation) -> Decimal:
    assert isinstance(observation.value, Decimal)
    return observation.value
