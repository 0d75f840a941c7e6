"""A diagram as a picture with its description in words: a file of SVG made at build."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from rcssmin import cssmin

from macros.diagrams.layout import WIDTH, Picture, Placed, Stroke, laid_out
from macros.facts.registry import unknown
from macros.macro_registry import macro
from macros.model import Diagram, DiagramMap, Locale
from macros.render.context import PageContext
from macros.render.result import MacroResult, block, escape, tag

_EDGE = 1
"""Room around the picture for the outer half of its borders."""
_WIDE = WIDTH + 2 * _EDGE
_STYLE = Path(__file__).with_name("diagrams.css")


@macro(same_on_all_pages=True)
def diagram(context: PageContext, id: str) -> MacroResult:
    """A diagram of diagrams.yml, with its title and, folded, all that it tells in words."""
    diagrams = context.library.diagrams
    if id not in diagrams:
        raise unknown("diagram", id, diagrams)
    found, locale, anchor = diagrams[id], context.locale, f"diagram-{id}"
    title, words = escape(found.title[locale]), f"{anchor}-words"
    file = context.file_href(diagram_path(id, locale))
    picture = (
        f'<img class="kb-diagram__picture" src="{file}" width="{_WIDE}"'
        f' height="{_high(laid_out(found, locale))}" alt="{title}" aria-describedby="{words}"'
        ' loading="lazy">'
    )
    summary = tag("summary", escape(context.word("diagram-in-words")))
    told = tag("details", summary + tag("p", escape(found.description[locale]), id=words))
    parts = tag("a", picture, href=file) + tag("figcaption", title) + told
    return block(tag("figure", parts, class_="kb-diagram", id=anchor), anchors=(anchor, words))


def diagram_path(id: str, locale: Locale) -> str:
    """Where the picture of a diagram in a language stands below the site's root."""
    return f"assets/diagrams/{locale}/{id}.svg"


def diagram_svg(diagram: Diagram, locale: Locale) -> str:
    """The picture as a file of its own, in the colours of the scheme in which it is shown."""
    picture = laid_out(diagram, locale)
    high = _high(picture)
    return tag(
        "svg",
        tag("title", escape(diagram.title[locale]))
        + tag("style", str(cssmin(_STYLE.read_text(encoding="utf-8"))))
        + _drawn(picture),
        xmlns="http://www.w3.org/2000/svg",
        width=str(_WIDE),
        height=str(high),
        viewBox=f"{-_EDGE} {-_EDGE} {_WIDE} {high}",
    )


def _high(picture: Picture) -> int:
    return ceil(picture.height) + 2 * _EDGE


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
    return tag("path", d=drawn.land, class_="land") + tag("g", places)


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
    return tag("g", shape + lines, class_=placed.style)


def _stroke(stroke: Stroke) -> str:
    ends = {name: _short(getattr(stroke, name)) for name in ("x1", "y1", "x2", "y2")}
    corners = " ".join(f"{_short(x)},{_short(y)}" for x, y in stroke.triangle)
    head = tag("polygon", points=corners) if stroke.head else ""
    return tag("g", tag("line", **ends) + head, class_=stroke.line)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
