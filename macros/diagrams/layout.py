"""Where the boxes, lines and letters of a diagram stand, in one language.

The picture is as wide as the text of a small telephone, so that its letters are as large there as
those of the page: all of it runs from top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from macros.diagrams.text_width import width, words, wrapped
from macros.model import Diagram, DiagramBox, DiagramMap, Locale

WIDTH = 340
SIZE, LEADING = 13, 16.5
"""Of the letters: their size, and from line to line."""
_PAD = 8
_PAD_OF_NOTE = 2
"""Between a border and the letters in it."""
_GAP, _ROOM_FOR_ARROW = 10, 26
"""Between boxes: where nothing passes, and where an arrow does."""
_TITLE = LEADING + 8
"""The height of the title of a frame."""
_INDENT = 10
"""Of the points of a list."""
_SLACK = 0.5
"""How far a line may run along or into a border."""
_HEAD = 4.5
"""Half the width of an arrow's head, and half its length."""


class Line(NamedTuple):
    """A line of text: where it begins or, if it is centred, its middle; and its baseline."""

    x: float
    y: float
    text: str
    bold: bool = False
    centred: bool = True

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where it reaches at most."""
        wide = width(self.text, SIZE)
        left = self.x - (wide / 2 if self.centred else 0)
        return left, left + wide


class Rectangle(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def is_crossed_by(self, stroke: Stroke) -> bool:
        """Whether a line passes through its inside, borders left out."""
        first, last = 0.0, 1.0
        for start, end, low, high in (
            (stroke.x1, stroke.x2, self.left, self.right),
            (stroke.y1, stroke.y2, self.top, self.bottom),
        ):
            way = end - start
            if not way and not low + _SLACK < start < high - _SLACK:
                return False
            if way:
                enter, leave = sorted(((low - start) / way, (high - start) / way))
                first, last = max(first, enter), min(last, leave)
        return (last - first) * abs(complex(stroke.x2 - stroke.x1, stroke.y2 - stroke.y1)) > _SLACK


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
    map: DiagramMap | None
    frames: tuple[Placed, ...]
    strokes: tuple[Stroke, ...]
    boxes: tuple[Placed, ...]


class Fault(NamedTuple):
    """What is wrong with a diagram, where in its entry, and the word or box that it is about."""

    what: Literal["wide", "crossing"]
    where: tuple[str | int, ...]
    about: str


class Area(NamedTuple):
    """The rows and columns that a box covers, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom + 1)


def areas(grid: Sequence[Sequence[str]]) -> dict[str, Area]:
    """What each name of the grid covers, from its first to its last row and column."""
    found: dict[str, Area] = {}
    for row, names in enumerate(grid):
        for column, name in enumerate(names):
            old = found.get(name, Area(row, column, row, column))
            found[name] = Area(old.top, min(old.left, column), row, max(old.right, column))
    found.pop(".", None)
    return found


def _corners(outline: str) -> list[tuple[float, float]]:
    """The corners of an outline, each by its depth in the picture and its place across."""
    numbers = [float(number) for number in re.findall(r"[0-9.]+", outline)]
    return [(y, x) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def laid_out(diagram: Diagram, locale: Locale) -> Picture:
    """The picture of a diagram that the reader has found sound."""
    return _Layout(diagram, locale).picture()


def faults(diagram: Diagram, locale: Locale) -> Iterator[Fault]:
    """What cannot be read: words wider than their place, and arrows that run through a box."""
    layout = _Layout(diagram, locale)
    for where, parts, room in layout.written():
        for part in map(str.rstrip, parts):
            if width(part, SIZE) > room:
                yield Fault("wide", where, part)
    for number, name in layout.crossings():
        yield Fault("crossing", ("arrows", number), name)


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

    def written(self) -> Iterator[tuple[tuple[str | int, ...], list[str], float]]:
        """Every text by its place in the entry: what of it stays on one line, and its room."""
        for name, box in self.diagram.boxes.items():
            room = self.room(name)
            yield ("boxes", name, self.locale), words(box[self.locale]), room
            for number, point in enumerate(box.points):
                where = ("boxes", name, "points", number, self.locale)
                yield where, words(point[self.locale]), room - _INDENT
        for number, frame in enumerate(self.diagram.frames):
            yield ("frames", number, self.locale), [frame[self.locale]], WIDTH - 2 * _PAD

    def crossings(self) -> Iterator[tuple[int, str]]:
        """The number of each arrow that runs through a box on its way, and that box."""
        shapes = {name: placed.shape for name, placed in self.boxes.items()}
        for number, stroke in self.strokes:
            for name, shape in shapes.items():
                if shape.is_crossed_by(stroke):
                    yield number, name

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
        return self.wide(self.areas[name]) - 2 * self.pad(name)

    def pad(self, name: str) -> float:
        """Between the border of a box and its letters; a note has no border."""
        return _PAD_OF_NOTE if self.diagram.boxes[name].style == "note" else _PAD

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
        return len(self.texts(name)) * LEADING + 2 * self.pad(name)

    def gap(self, row: int) -> float:
        """Between a row and the one below it, frames that end or begin there included."""
        if row == -1 and self.diagram.map:
            gap = max(_corners(self.diagram.map.land))[0] + _ROOM_FOR_ARROW
        elif row in (-1, self.rows - 1):
            gap = 0.5
        else:
            gap = _ROOM_FOR_ARROW if row in self.crossed else _GAP
        for first, last in self.framed:
            gap += (_TITLE if first == row + 1 else 0) + (_PAD if last == row else 0)
        return gap

    @cached_property
    def rows_from_to(self) -> list[tuple[float, float]]:
        """Where each row begins, behind the gap above it, and where it ends."""
        heights = [0.0] * self.rows
        for name, area in sorted(self.areas.items(), key=lambda item: item[1].bottom - item[1].top):
            own = area.rows
            has = sum(heights[row] for row in own) + sum(self.gap(row) for row in own[:-1])
            lacking = max(0, self.height(name) - has) / len(own)
            for row in own:
                heights[row] += lacking
        found, top = [], self.gap(-1)
        for row, height in enumerate(heights):
            found.append((top, top + height))
            top += height + self.gap(row)
        return found

    def shape(self, name: str) -> Rectangle:
        area = self.areas[name]
        left = self.left(area)
        rows = self.rows_from_to
        return Rectangle(left, rows[area.top][0], left + self.wide(area), rows[area.bottom][1])

    @cached_property
    def boxes(self) -> dict[str, Placed]:
        return {name: self.box(name, box) for name, box in self.diagram.boxes.items()}

    @cached_property
    def strokes(self) -> list[tuple[int, Stroke]]:
        """Each part of an arrow, with the number of the arrow."""
        found = []
        for number, arrow in enumerate(self.diagram.arrows):
            parts = list(pairwise(self.boxes[name] for name in arrow.path))
            for start, end in parts:
                last = arrow.line != "link" and (start, end) == parts[-1]
                found.append((number, self.stroke(start, end, arrow.line, last)))
        return found

    def leaders(self) -> Iterator[Stroke]:
        """A line from the foot of each place of the map, its first polygon, to the box below."""
        for name, outline in self.diagram.map.places.items() if self.diagram.map else ():
            box = self.boxes[name].shape
            y, x = max(_corners(outline.partition("Z")[0]))
            yield Stroke("leader", x, y, box.middle[0], box.top, head=False)

    def picture(self) -> Picture:
        frames, titles = [], []
        for frame, (first, last) in zip(self.diagram.frames, self.framed, strict=True):
            top = self.rows_from_to[first][0] - _TITLE
            shape = Rectangle(0.5, top, WIDTH - 0.5, self.rows_from_to[last][1] + _PAD)
            frames.append(Placed("frame", shape, ()))
            half = width(frame[self.locale], SIZE) / 2 + 2
            ground = Rectangle(WIDTH / 2 - half, top + 3, WIDTH / 2 + half, top + _TITLE - 2)
            line = Line(WIDTH / 2, top + LEADING, frame[self.locale], bold=True)
            # An arrow passes behind it, as behind a note.
            titles.append(Placed("note", ground, (line,)))
        height = self.rows_from_to[-1][1] + self.gap(self.rows - 1)
        strokes = (*(stroke for _, stroke in self.strokes), *self.leaders())
        boxes = (*self.boxes.values(), *titles)
        return Picture(height, self.diagram.map, tuple(frames), strokes, boxes)

    def box(self, name: str, box: DiagramBox) -> Placed:
        """A box with its text in its middle; the shape of a note is that of its text."""
        shape, texts = self.shape(name), self.texts(name)
        middle, centre = shape.middle
        top = centre - len(texts) * LEADING / 2
        lines = tuple(
            Line(
                middle if indent < 0 else shape.left + self.pad(name) + indent,
                top + (number + 0.76) * LEADING,
                text,
                bold,
                indent < 0,
            )
            for number, (text, indent, bold) in enumerate(texts)
        )
        if box.style == "note":
            left = min(line.ends[0] for line in lines) - _PAD_OF_NOTE
            right = max(line.ends[1] for line in lines) + _PAD_OF_NOTE
            bottom = top + len(texts) * LEADING
            shape = Rectangle(left, top - 1, right, bottom + 1)
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
        return Stroke(line, *ends, head=last)


def _border(shape: Rectangle, towards: tuple[float, float]) -> tuple[float, float]:
    """Where the line from the middle of a rectangle to a place outside leaves it."""
    x, y = shape.middle
    dx, dy = towards[0] - x, towards[1] - y
    share = min((shape.right - x) / abs(dx) if dx else 1, (shape.bottom - y) / abs(dy) if dy else 1)
    return x + dx * share, y + dy * share
