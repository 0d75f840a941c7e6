"""The diagrams of `diagrams.yml`: boxes on a grid, arrows between them, frames around rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field
from pydantic import WithJsonSchema as Schema

from macros.model.base import Bilingual
from macros.model.fields import Entry, Key, Text, refusal


@dataclass(frozen=True)
class DiagramBox(Bilingual):
    """What a box says in both languages, and how it looks."""

    style: Annotated[
        Literal["plain", "strong", "dashed", "note"],
        Field(description="strong: filled; dashed: not always there; note: words without a box"),
    ] = "plain"
    points: tuple[Bilingual, ...] = ()


@dataclass(frozen=True)
class DiagramArrow(Entry):
    """A line from the first box to the last; it passes behind the notes between them."""

    path: Annotated[tuple[Key, ...], Field(min_length=2)]
    line: Annotated[
        Literal["solid", "thick", "dotted", "link"],
        Field(description="link: dotted and without a head"),
    ] = "solid"


@dataclass(frozen=True)
class DiagramFrame(Bilingual):
    """A frame around all rows in which some boxes stand, with a title."""

    around: Annotated[tuple[Key, ...], Field(min_length=1)]


_LONGEST = 20_000
"""Characters of an outline."""
_PAIR = r"\d{1,4}(\.\d{1,3})?,\d{1,4}(\.\d{1,3})?"
_OUTLINE = rf"(M{_PAIR}( {_PAIR})+Z)+"


def _outline(text: str) -> str:
    if len(text) > _LONGEST or not re.fullmatch(_OUTLINE, text, re.ASCII):
        raise refusal("outline")
    return text


Outline: TypeAlias = Annotated[
    str, AfterValidator(_outline), Schema({"type": "string", "pattern": f"^{_OUTLINE}$"})
]
"""Polygons as SVG writes paths: `M1,2 3,4 5,6Z` for each, with absolute coordinates."""


@dataclass(frozen=True)
class DiagramMap(Entry):
    """A map above the boxes: land, and the places that boxes of the same names tell of."""

    land: Outline
    places: dict[Key, Outline]


@dataclass(frozen=True)
class Diagram(Entry):
    """A diagram: drawn once, with its words in both languages.

    `layout` is the grid as CSS writes `grid-template-areas`: a text for each row, with the name of
    the box in each column; a box that is named more than once covers all these places, and a point
    is an empty one.
    """

    title: Bilingual
    description: Annotated[
        Bilingual, Field(description="All that the picture tells, for whoever does not see it")
    ]
    layout: Annotated[tuple[Text, ...], Field(min_length=1)]
    boxes: dict[Key, DiagramBox]
    arrows: tuple[DiagramArrow, ...] = ()
    frames: tuple[DiagramFrame, ...] = ()
    map: DiagramMap | None = None

    @property
    def grid(self) -> list[list[str]]:
        """The name in each column of each row."""
        return [row.split() for row in self.layout]


@dataclass(frozen=True)
class DiagramsFile(Entry):
    """The file: diagrams by their ids."""

    diagrams: dict[Key, Diagram] = field(default_factory=dict)
