"""What a slide is made of, before it is HTML or PDF."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from macros.course.lines import Line
from macros.course.questions import Question

Kind: TypeAlias = Literal[
    "title", "story", "list", "figures", "picture", "table", "activity", "case", "question", "end"
]


class Point(NamedTuple):
    """A line of a list, and a smaller one below it that may be empty."""

    text: Line
    more: Line = Line()

    @property
    def letters(self) -> int:
        """Its length; the space between two points counts, too."""
        return len(self.text.text) + len(self.more.text) + 25


class Points(NamedTuple):
    """A list; an ordered one begins with the number `start`."""

    items: tuple[Point, ...]
    ordered: bool = False
    start: int = 1


class Prose(NamedTuple):
    """Sentences to be read aloud, or one that leads to what follows."""

    lines: tuple[Line, ...]


class Tile(NamedTuple):
    """A figure, large, with what it counts and when."""

    value: str
    label: str
    period: str
    """With its source, since the same figure differs between sources."""
    fact: str


class Tiles(NamedTuple):
    """Figures beside one another."""

    tiles: tuple[Tile, ...]


class Chart(NamedTuple):
    """A chart as its page has it."""

    svg: etree._Element
    source: str


class Drawing(NamedTuple):
    """A diagram: its file below the site's folder, how large it is, and where it may be parted."""

    path: str
    title: str
    width: int
    height: int
    cut: int = 0
    """0 where it stands as a whole."""

    @property
    def tall(self) -> bool:
        """Whether it is better off with the title beside it."""
        return self.height > 1.1 * self.width and not self.cut


class Table(NamedTuple):
    """A table, or some of its rows."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


class Badges(NamedTuple):
    """What an activity takes: label and value, such as time and material."""

    pairs: tuple[tuple[str, Line], ...]


class Options(NamedTuple):
    """What may be answered; the right ones are shown later, with the reason."""

    question: Question


class Code(NamedTuple):
    """A code for telephones: the picture below the site's folder, and the address it stands for."""

    picture: str
    address: str


Part: TypeAlias = Points | Prose | Tiles | Chart | Drawing | Table | Badges | Options | Code


class Note(NamedTuple):
    """What only the speaker sees."""

    title: str
    lines: tuple[Line, ...]


class Slide(NamedTuple):
    """One slide; `id` is the same in both languages wherever their sections are."""

    id: str
    kind: Kind
    section: str
    """The id of the section that it belongs to."""
    kicker: str
    """Where in the lesson this is, in few words."""
    title: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...] = ()
