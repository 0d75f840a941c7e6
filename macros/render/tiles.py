"""Key figures: values to be seen at first sight, each with how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from macros.facts.selection import Choice
from macros.macro_registry import macro
from macros.model import Fact, Observation
from macros.render.charts import chosen, series
from macros.render.context import PageContext
from macros.render.figures import figure
from macros.render.plot import columns, number
from macros.render.result import MacroResult, block, escape, tag
from macros.render.values import period_text

_WIDTH, _HEIGHT = 160, 40
"""In user units of the picture; the page gives it the width of the tile."""
_WIDEST = 14
"""Of a column: two values far apart are no two blocks."""


@macro(brings_source=True, unsearched=("kb-tiles",))
def key_figures(context: PageContext, keys: str) -> MacroResult:
    """Facts as tiles: the value, what it is of, its period, and the trend where there is one.

    The trend is of the values that a chart of the fact would show: those of one edition.
    """
    tiles = (_tile(context, context.library.registry.fact(key)) for key in keys.split())
    return tag("ul", block(*tiles), class_="kb-tiles")


def _tile(context: PageContext, fact: Fact) -> MacroResult:
    choice = context.select(fact)
    label = tag("span", escape(fact.label[context.locale]))
    period = period_text(choice.observation, context.locale)
    when = tag("small", escape(period)) if period else ""
    trend = _trend(context, choice, series(context, fact))
    value = tag("strong", figure(context, choice))
    return tag("li", block(value, label, when, trend), class_="kb-tile")


def _trend(
    context: PageContext, choice: Choice, observations: Sequence[Observation]
) -> MacroResult:
    """The series as a small picture, and in words from where it came; empty without a series."""
    if len(observations) < 2:
        return block()
    first = observations[0]
    before, now = number(first), number(observations[-1])
    word = "trend-up" if now > before else "trend-down" if now < before else "trend-same"
    shapes = "".join(
        f"M{left + (wide - (narrow := min(wide, _WIDEST))) / 2:.0f} {top:.0f}"
        f"h{narrow:.0f}v{high:.0f}h-{narrow:.0f}z"
        for left, top, wide, high in columns(observations, _WIDTH, _HEIGHT)
    )
    picture = tag(
        "svg",
        tag("path", d=shapes),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    from_where = figure(context, chosen(context, choice.fact, first))
    when = escape(f" ({period_text(first, context.locale)})")
    told = tag("small", block(escape(f"{context.word(word)} "), from_where, when))
    return block(picture, told)
