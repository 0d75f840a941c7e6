"""A series as a picture: SVG made at build, with its values in words and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

from macros.diagrams.layout import WIDTH
from macros.errors import KnowledgeError
from macros.facts.selection import Choice, rank, visible
from macros.languages.lists import join
from macros.model import Bilingual, Fact, Locale, Observation
from macros.render.context import PageContext
from macros.render.figures import brief_source_link, figure
from macros.render.layout import head_row
from macros.render.plot import SIZE, Label, Plot, marks, plot
from macros.render.result import MacroResult, Part, block, escape, tag
from macros.render.values import FORMS, period_text, show_observation

_STYLE = Path(__file__).with_name("charts.css")


def chart_style(prefix: str = "") -> str:
    """The rules for charts in a style sheet that names its colours as the theme does; in the theme
    itself a prefix stands before the names."""
    return _STYLE.read_text(encoding="utf-8").replace("var(--", f"var(--{prefix}")


Attributes: TypeAlias = Mapping[str, str]


class Ink(NamedTuple):
    """The attributes by which the parts of a drawing get their look."""

    lines: Attributes
    columns: Attributes
    zero: Attributes
    scale: Attributes
    values: Attributes
    periods: Attributes


ON_PAGE = Ink(
    {"class_": "kb-chart__lines"},
    {"class_": "kb-chart__columns"},
    {"class_": "kb-chart__zero"},
    {"class_": "kb-chart__scale"},
    {"class_": "kb-chart__values"},
    {"class_": "kb-chart__periods"},
)
"""The looks of a page, which its style sheet gives in both colour schemes."""


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


def has_series(context: PageContext, fact: Fact) -> bool:
    """Whether a chart of the fact says more than its table: at least three periods."""
    return len(series(context, fact)) > 2


def picture(context: PageContext, fact: Fact, edition: str | None = None) -> str:
    """The chart as SVG, with its values in words. Raises `KnowledgeError` P205 for no series."""
    drawn, told = laid_out(context, fact, edition)
    size = f"0 0 {WIDTH} {drawn.height:.0f}"
    parts = drawing(drawn, ON_PAGE)
    return tag("svg", parts, viewBox=size, role="img", aria_label=told, class_="kb-chart")


def laid_out(context: PageContext, fact: Fact, edition: str | None = None) -> tuple[Plot, str]:
    """Where the parts of the chart stand, and what it shows in words.

    Raises `KnowledgeError` P205 for no series.
    """
    observations = charted(context, fact, edition)
    values = [show_observation(context, fact, o) for o in observations]
    periods = [period_text(o, context.locale) for o in observations]
    scale = [(at, _on_scale(context, fact, observations[-1], at)) for at in marks(observations)]
    told = [f"{when}: {value}" for when, value in zip(periods, values, strict=True)]
    words = f"{fact.label[context.locale]}: {join(told, context.locale)}"
    return plot(observations, values, periods, scale), words


def _on_scale(context: PageContext, fact: Fact, like: Observation, at: Decimal) -> str:
    """A number of the scale as the site writes it."""
    form = "compact" if "compact" in FORMS[fact.kind] else ""
    return show_observation(context, fact, replace(like, value=at, qualifier=None), form)


def drawing(drawn: Plot, ink: Ink) -> str:
    """The parts of a chart as SVG, without the element around them."""
    lines = "".join(f"M{drawn.left:.0f} {y:.1f}H{WIDTH}" for _, y, _ in drawn.scale)
    beside = (one._replace(y=one.y + SIZE / 3) for one in drawn.scale)
    bars = "".join(
        f"M{left:.1f} {top:.1f}h{wide:.1f}v{high:.1f}h-{wide:.1f}z"
        for left, top, wide, high in drawn.columns
    )
    return "".join(
        (
            tag("path", d=lines, **ink.lines),
            tag("path", d=bars, **ink.columns),
            tag("path", d=f"M{drawn.left:.0f} {drawn.zero:.1f}H{WIDTH}", **ink.zero),
            tag("g", _texts(beside), **ink.scale),
            tag("g", _texts(drawn.values), **ink.values),
            tag("g", _texts(drawn.periods), **ink.periods),
        )
    )


def _texts(labels: Iterable[Label]) -> str:
    return "".join(tag("text", escape(text), x=f"{x:.0f}", y=f"{y:.0f}") for x, y, text in labels)


def framed(
    context: PageContext, fact: Fact, edition: str | None = None, *below: Part
) -> MacroResult:
    """The chart as a figure with its caption; `below` is what stands under the picture.

    Raises `KnowledgeError` P205 for no series.
    """
    told = caption(fact, charted(context, fact, edition), context.locale)
    heading = tag("figcaption", escape(told))
    inner = block(heading, picture(context, fact, edition), *below)
    return tag("figure", inner, class_="kb-chart__figure", data_fact=fact.key)


def publisher(observation: Observation) -> Bilingual:
    """Who made a value: the publisher of its edition, else that of its source."""
    edition = observation.edition
    return (edition.publisher if edition else None) or observation.source.publisher


def sources(context: PageContext, observations: Sequence[Observation]) -> str:
    """Who made the values of a chart, each once; its table leads to the documents."""
    made = dict.fromkeys(publisher(o)[context.locale] for o in observations)
    return f"{context.word('source')}: {'; '.join(made)}"


def table(context: PageContext, fact: Fact, edition: str | None = None) -> MacroResult:
    """What the chart shows as a table to be opened, each value with its entry at the page's end.

    Raises `KnowledgeError` P205 for no series.
    """
    observations = charted(context, fact, edition)
    rows = block(*(_table_row(context, fact, one) for one in observations))
    heading = tag("caption", escape(caption(fact, observations, context.locale)))
    parts = block(heading, head_row(context, "period", "value", "source"), tag("tbody", rows))
    summary = tag("summary", escape(context.word("data-table")))
    return tag("details", block(summary, tag("table", parts)), class_="kb-chart__data")


def _table_row(context: PageContext, fact: Fact, one: Observation) -> MacroResult:
    period = tag("th", escape(period_text(one, context.locale)), scope="row")
    value = tag("td", figure(context, chosen(context, fact, one)))
    source = tag("td", brief_source_link(one.source, context))
    return tag("tr", block(period, value, source))


def charted(context: PageContext, fact: Fact, edition: str | None) -> list[Observation]:
    """The observations of a chart. Raises `KnowledgeError` P205 where there are not two."""
    if edition:
        context.select(fact, edition=edition)
    observations = series(context, fact, edition)
    if len(observations) < 2:
        raise KnowledgeError("P205", fact=fact.key, asked="chart", known="")
    return observations


def caption(fact: Fact, observations: Sequence[Observation], locale: Locale) -> str:
    """What a chart shows: the fact, and the edition that its values are of."""
    named = observations[-1].edition
    about = f" ({named.title[locale]})" if named else ""
    return f"{fact.label[locale]}{about}"


def chosen(context: PageContext, fact: Fact, one: Observation) -> Choice:
    """The observation, and what has replaced it since: as in a call that names its period."""
    edition = one.edition.key if one.edition else None
    pinned = context.select(fact, one.period.iso if one.period else None, edition)
    return Choice(fact, one, pinned.newest)
