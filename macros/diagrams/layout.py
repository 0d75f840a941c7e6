"""Where the boxes, lines and letters of a diagram stand, in one language.

The picture is as wide as the text of a small telephone, so that its letters are as large there as
those of the page: all of it runs from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from macros.diagrams.text_width import width, words, wrapped
from macros.model import Diagram, DiagramBox, Locale

WIDTH = 340
SIZE, LEADING = 13, 16.5
"""Of the letters: their size, and from line to line."""
_PAD = 8
"""Between a border and the letters in it."""
_GAP, _ROOM_FOR_ARROW = 10, 26
"""Between boxes: where nothing passes, and where an arrow does."""
_TITLE = LEADING + 8
"""The height of the title of a frame."""
_INDENT = 10
"""Of the points of a list."""
_HEAD = 4.5
"""Half the width of an arrow's head, and half its length."""


class Line(NamedTuple):
    """A line of text: where it begins or, if it is centred, its middle; and its baseline."""

    x: float
    y: float
    text: str
    bold: bool = False
    centred: bool = True


class Rectangle(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Stroke(NamedTuple):
    """A line from place to place, and whether it ends in a head."""

    line: str
    x1: float
    y1: float
    x2: float
    y2: float
    head: bool

    @property
    def triangle(self) -> list[tuple[float, float]]:
        """The corners of its head."""
        long = max(1e-6, ((self.x2 - self.x1) ** 2 + (self.y2 - self.y1) ** 2) ** 0.5)
        half = _HEAD * (1.4 if self.line == "thick" else 1)
        dx, dy = (self.x2 - self.x1) / long * half, (self.y2 - self.y1) / long * half
        back = self.x2 - 2 * dx, self.y2 - 2 * dy
        return [
            (self.x2, self.y2),
            (back[0] - dy, back[1] + dx),
            (back[0] + dy, back[1] - dx),
        ]


class Placed(NamedTuple):
    """A box or frame at its place, with its lines of text."""

    style: str
    shape: Rectangle
    lines: tuple[Line, ...]


class Picture(NamedTuple):
    """All that is drawn, from back to front."""

    height: float
    frames: tuple[Placed, ...]
    strokes: tuple[Stroke, ...]
    boxes: tuple[Placed, ...]


class Area(NamedTuple):
    """The rows and columns that a box covers, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def areas(grid: Sequence[Sequence[str]]) -> dict[str, Area]:
    """What each name of the grid covers, from its first to its last row and column."""
    found: dict[str, Area] = {}
    for row, names in enumerate(grid):
        for column, name in enumerate(names):
            old = found.get(name, Area(row, column, row, column))
            found[name] = Area(old.top, min(old.left, column), row, max(old.right, column))
    found.pop(".", None)
    return found


def laid_out(diagram: Diagram, locale: Locale) -> Picture:
    """The picture of a diagram that the reader has found sound."""
    return _Layout(diagram, locale).picture()


def too_wide(diagram: Diagram, locale: Locale) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """The boxes with a word that they have no room for, the place of its text, and the word."""
    layout = _Layout(diagram, locale)
    for name, box in diagram.boxes.items():
        room = layout.room(name)
        texts: list[tuple[tuple[str | int, ...], str, float]] = [((locale,), box[locale], room)]
        for number, point in enumerate(box.points):
            texts.append((("points", number, locale), point[locale], room - _INDENT))
        for where, text, wide in texts:
            for word in map(str.rstrip, words(text)):
                if width(word, SIZE) > wide:
                    yield name, where, word


@dataclass
class _Layout:
    diagram: Diagram
    locale: Locale

    def __post_init__(self) -> None:
        grid = self.diagram.grid
        self.rows, self.columns = len(grid), len(grid[0])
        self.areas = areas(grid)
        self.inset = _PAD if self.diagram.frames else 0.5
        segments = [pair for arrow in self.diagram.arrows for pair in pairwise(arrow.path)]
        self.crossed = {edge for pair in segments for edge in self.edges(*pair)}
        self.passed = {edge for pair in segments for edge in self.edges_beside(*pair)}
        self.column = (WIDTH - 2 * self.inset - self.gaps(0, self.columns - 1)) / self.columns
        self.framed = [
            (
                min(self.areas[name].top for name in frame.around),
                max(self.areas[name].bottom for name in frame.around),
            )
            for frame in self.diagram.frames
        ]
        self.tops = self.tops_of_rows()

    def edges(self, start: str, end: str) -> Iterator[int]:
        """The rows below which a line from box to box passes; none where it runs sideways."""
        a, b = sorted((self.areas[start], self.areas[end]))
        yield from range(a.bottom, b.top)

    def edges_beside(self, start: str, end: str) -> Iterator[int]:
        """The columns behind which a line from box to box passes; none where it runs down."""
        a, b = sorted((self.areas[start], self.areas[end]), key=lambda area: area.left)
        if not list(self.edges(start, end)):
            yield from range(a.right, b.left)

    def gaps(self, first: int, last: int) -> float:
        """The room between some columns."""
        return sum(
            _ROOM_FOR_ARROW if column in self.passed else _GAP for column in range(first, last)
        )

    def left(self, area: Area) -> float:
        return self.inset + area.left * self.column + self.gaps(0, area.left)

    def wide(self, area: Area) -> float:
        count = area.right - area.left + 1
        return count * self.column + self.gaps(area.left, area.right)

    def room(self, name: str) -> float:
        """The width that the letters of a box have."""
        pad = 2 if self.diagram.boxes[name].style == "note" else _PAD
        return self.wide(self.areas[name]) - 2 * pad

    def texts(self, name: str) -> list[tuple[str, float, bool]]:
        """The lines of a box, how far each is indented, and whether it is bold."""
        box, room = self.diagram.boxes[name], self.room(name)
        bold = bool(box.points) or box.style == "strong"
        found = [(line, -1.0, bold) for line in wrapped(box[self.locale], room, SIZE)]
        for point in box.points:
            first, *rest = wrapped(point[self.locale], room - _INDENT, SIZE)
            found += [(f"• {first}", 0.0, False), *((line, _INDENT, False) for line in rest)]
        return found

    def height(self, name: str) -> float:
        pad = 1 if self.diagram.boxes[name].style == "note" else _PAD
        return len(self.texts(name)) * LEADING + 2 * pad

    def gap(self, row: int) -> float:
        """Between a row and the one below it, frames that end or begin there included."""
        if row in (-1, self.rows - 1):
            gap = 0.5
        else:
            gap = _ROOM_FOR_ARROW if row in self.crossed else _GAP
        for first, last in self.framed:
            gap += (_TITLE if first == row + 1 else 0) + (_PAD if last == row else 0)
        return gap

    def tops_of_rows(self) -> list[float]:
        """Where each row begins, and one beyond the last, each behind the gap above it."""
        heights = [0.0] * self.rows
        for name, area in sorted(self.areas.items(), key=lambda item: item[1].bottom - item[1].top):
            own = range(area.top, area.bottom + 1)
            has = sum(heights[row] for row in own) + sum(self.gap(row) for row in own[:-1])
            for row in own:
                heights[row] += max(0, self.height(name) - has) / len(own)
        tops = [self.gap(-1)]
        self.bottoms = []
        for row, height in enumerate(heights):
            self.bottoms.append(tops[-1] + height)
            tops.append(self.bottoms[-1] + self.gap(row))
        return tops

    def shape(self, name: str) -> Rectangle:
        area = self.areas[name]
        left = self.left(area)
        return Rectangle(
            left, self.tops[area.top], left + self.wide(area), self.bottoms[area.bottom]
        )

    def picture(self) -> Picture:
        boxes = {name: self.box(name, box) for name, box in self.diagram.boxes.items()}
        strokes = [
            self.stroke(boxes[start], boxes[end], arrow.line, end == arrow.path[-1])
            for arrow in self.diagram.arrows
            for start, end in pairwise(arrow.path)
        ]
        frames = []
        for frame, (first, last) in zip(self.diagram.frames, self.framed, strict=True):
            top, bottom = self.tops[first] - _TITLE, self.bottoms[last] + _PAD
            title = Line(WIDTH / 2, top + LEADING, frame[self.locale], bold=True)
            shape = Rectangle(0.5, top, WIDTH - 0.5, bottom)
            frames.append(Placed("frame", shape, (title,)))
        return Picture(self.tops[-1], tuple(frames), tuple(strokes), tuple(boxes.values()))

    def box(self, name: str, box: DiagramBox) -> Placed:
        """A box with its text in its middle; the shape of a note is that of its text."""
        shape, texts = self.shape(name), self.texts(name)
        middle, centre = shape.middle
        top = centre - len(texts) * LEADING / 2
        lines = tuple(
            Line(
                middle if indent < 0 else shape.left + _PAD + indent,
                top + (number + 0.76) * LEADING,
                text,
                bold,
                indent < 0,
            )
            for number, (text, indent, bold) in enumerate(texts)
        )
        if box.style == "note":
            half = max(width(text, SIZE) for text, _, _ in texts) / 2 + 2
            shape = Rectangle(middle - half, top - 1, middle + half, top + len(texts) * LEADING + 1)
        return Placed(box.style, shape, lines)

    def stroke(self, start: Placed, end: Placed, line: str, last: bool) -> Stroke:
        """Straight down or across where the boxes stand so, otherwise from middle to middle."""
        a, b = start.shape, end.shape
        left, right = max(a.left, b.left), min(a.right, b.right)
        top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
        if right > left:
            x = (left + right) / 2
            down = a.bottom <= b.top
            ends = (x, a.bottom if down else a.top, x, b.top if down else b.bottom)
        elif bottom > top:
            y = (top + bottom) / 2
            on = a.right <= b.left
            ends = (a.right if on else a.left, y, b.left if on else b.right, y)
        else:
            ends = (*_border(a, b.middle), *_border(b, a.middle))
        return Stroke(line, *ends, head=last and line != "link")


def _border(shape: Rectangle, towards: tuple[float, float]) -> tuple[float, float]:
    """Where the line from the middle of a rectangle to a place outside leaves it."""
    x, y = shape.middle
    dx, dy = towards[0] - x, towards[1] - y
    share = min((shape.right - x) / abs(dx) if dx else 1, (shape.bottom - y) / abs(dy) if dy else 1)
    return x + dx * share, y + dy * share
