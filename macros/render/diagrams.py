"""A diagram as a picture with its description in words: SVG made at build."""

from __future__ import annotations

from macros.diagrams.layout import WIDTH, Picture, Placed, Stroke, laid_out
from macros.facts.registry import unknown
from macros.macro_registry import macro
from macros.model import DiagramMap
from macros.render.context import PageContext
from macros.render.result import MacroResult, block, escape, tag


@macro(same_on_all_pages=True)
def diagram(context: PageContext, id: str) -> MacroResult:
    """A diagram of diagrams.yml, with its title and, folded, all that it tells in words."""
    diagrams = context.library.diagrams
    if id not in diagrams:
        raise unknown("diagram", id, diagrams)
    found, locale, anchor = diagrams[id], context.locale, f"diagram-{id}"
    title, words = escape(found.title[locale]), f"{anchor}-words"
    svg = tag(
        "svg",
        _drawn(picture := laid_out(found, locale)),
        viewBox=f"0 0 {WIDTH} {_short(picture.height)}",
        role="img",
        aria_label=found.title[locale],
        aria_describedby=words,
    )
    summary = tag("summary", escape(context.word("diagram-in-words")))
    told = tag("details", summary + tag("p", escape(found.description[locale]), id=words))
    parts = svg + tag("figcaption", title) + told
    return block(tag("figure", parts, class_="kb-diagram", id=anchor), anchors=(anchor, words))


def _drawn(picture: Picture) -> str:
    return "".join(
        (
            *map(_land, filter(None, [picture.map])),
            *map(_placed, picture.frames),
            *map(_stroke, picture.strokes),
            *map(_placed, picture.boxes),
        )
    )


def _land(drawn: DiagramMap) -> str:
    places = "".join(tag("path", d=outline) for outline in drawn.places.values())
    return tag("path", d=drawn.land, class_="kb-diagram__land") + tag("g", places)


def _placed(placed: Placed) -> str:
    left, top, right, bottom = placed.shape
    shape = tag(
        "rect",
        x=_short(left),
        y=_short(top),
        width=_short(right - left),
        height=_short(bottom - top),
        rx="0" if placed.style == "note" else "5",
    )
    lines = "".join(
        tag(
            "text",
            escape(line.text),
            x=_short(line.x),
            y=_short(line.y),
            class_=" ".join(
                name for name, on in (("start", not line.centred), ("bold", line.bold)) if on
            )
            or None,
        )
        for line in placed.lines
    )
    return tag("g", shape + lines, class_=f"kb-diagram__{placed.style}")


def _stroke(stroke: Stroke) -> str:
    ends = {name: _short(getattr(stroke, name)) for name in ("x1", "y1", "x2", "y2")}
    corners = " ".join(f"{_short(x)},{_short(y)}" for x, y in stroke.triangle)
    head = tag("polygon", points=corners) if stroke.head else ""
    return tag("g", tag("line", **ends) + head, class_=f"kb-diagram__{stroke.line}")


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
