"""How large the letters of a slide may be, so that all of it can be seen.

What is counted here is only near the truth, since each device has its own letters: it reckons with
wide ones. A test looks at every slide in a browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from macros.course.lines import Line
from macros.course.slide_model import (
    Badges,
    Code,
    Options,
    Part,
    Points,
    Prose,
    Slide,
    Table,
    Tile,
    Tiles,
)

_LETTER = 0.56
"""The width of a letter, as a part of its height."""
_LEADING = 1.32
_RAGGED = 2.5
"""The letters by which a line is shorter than it could be, since words stay whole."""
_CODE = 300
_ASKED = 0.8
"""The letters of a question that is a title, as a part of those of other titles."""


class Shape(NamedTuple):
    """A slide on screens of a shape, in the pixels of `slides.css`."""

    name: str
    width: int
    """Between its margins."""
    height: int
    """Below a title of one line."""
    title: int
    """The height of the letters of its title."""
    sizes: tuple[int, ...]
    """The letters that it may have, from the largest."""


SHAPES = (
    Shape("w", 1110, 510, 42, (42, 36, 32, 28, 25, 22, 20)),
    Shape("s", 810, 510, 42, (40, 34, 30, 27, 24, 21, 19)),
    Shape("p", 404, 615, 30, (29, 26, 23, 21, 19, 17, 16)),
)
"""A projector of 16 to 9, one of 4 to 3, and a phone held upright."""


def sizes(slide: Slide) -> Iterator[str]:
    """For each shape the class of the largest letters with which all of the slide fits."""
    for shape in SHAPES:
        title = shape.title * (_ASKED if slide.kind == "question" else 1)
        room = 0.98 * shape.height - title * 1.15 * (_lines(slide.title, shape, title) - 1)
        fitting = (size for size in shape.sizes if _height(slide.parts, shape, size) <= room)
        yield f"{shape.name}{next(fitting, shape.sizes[-1])}"


def _height(parts: tuple[Part, ...], shape: Shape, size: int) -> float:
    gaps = 0.8 * size * max(len(parts) - 1, 0)
    return gaps + sum(_of(part, shape, size) for part in parts)


def _of(part: Part, shape: Shape, size: int) -> float:
    line = _LEADING * size
    match part:
        case Points(items):
            lines = sum(
                _lines(one.text.text, shape, size, 1.7)
                + 0.84 * _lines(one.more.text, shape, 0.84 * size, 1.7 / 0.84)
                for one in items
            )
            return lines * line + 0.7 * size * (len(items) - 1)
        case Prose(lines):
            return sum(_lines(one.text, shape, size) * line for one in lines)
        case Badges(pairs):
            return _badges([len(name) + len(said.text) for name, said in pairs], shape)
        case Table(head, rows):
            return sum(_row(row, shape, size * 0.88) for row in ((head, *rows) if head else rows))
        case Options(question):
            asked = sum(
                _lines(one.text, shape, size, 7) * line + 1.25 * size for one in question.options
            )
            told = [one.reason for one in question.options if one.right]
            return asked + sum(
                (_lines(one, shape, 0.88 * size, 2) * _LEADING + 0.4) * 0.88 * size for one in told
            )
        case Tiles(tiles):
            return _tiles(tiles, shape, 0.66 * size)
        case Code():
            return _CODE
        case _:
            return 0


def _badges(letters: list[int], shape: Shape) -> float:
    """Beside one another as far as they fit."""
    small, height, left = (17 if shape.width < 500 else 23), 0.0, 0.0
    for count in letters:
        wide = (count + 5) * _LETTER * small + 2.5 * small
        if wide > left:
            rows = ceil(wide / shape.width)
            height += (rows * _LEADING + 1) * small
            left = shape.width
        left -= wide
    return height


def _tiles(tiles: tuple[Tile, ...], shape: Shape, size: float) -> float:
    """Two beside each other, or each in a row of its own."""
    narrow = shape.width < 500
    pairs = len(tiles) in (2, 4) and not narrow
    large = 1.55 if max(len(one.value) for one in tiles) > 9 else 2.4
    if len(tiles) == 1:
        large *= 2
    share = shape._replace(width=shape.width // 2 - 10) if pairs else shape
    aside = len(tiles) == 3 and not narrow
    told = share._replace(width=int(share.width * 0.58)) if aside else share

    def height(tile: Tile) -> float:
        value = _lines(tile.value, share, large * size, 2.2 / large) * large * 1.1
        label = _lines(tile.label, told, size, 2.2) + 0.84 * _lines(
            tile.period, told, size * 0.84, 2.6
        )
        words = label * _LEADING + 0.3
        return (1.6 + (max(value, words) if aside else value + words)) * size

    rows = (
        [tiles[at : at + 2] for at in range(0, len(tiles), 2)]
        if pairs
        else [(one,) for one in tiles]
    )
    return sum(max(map(height, row)) for row in rows) + 0.8 * size * (len(rows) - 1)


def _row(row: tuple[Line, ...], shape: Shape, size: float) -> float:
    """On a phone the cells stand below one another."""
    if shape.width < 500:
        return sum(_lines(cell.text, shape, size, 4) for cell in row) * size * 1.28 + 0.7 * size
    share = shape._replace(width=shape.width // len(row))
    return max(_lines(cell.text, share, size, 0.9) for cell in row) * size * 1.28 + 0.9 * size


def _lines(text: str, shape: Shape, size: float, indent: float = 0) -> int:
    """How many lines a text takes, of which each is `indent` times a letter's height shorter."""
    letters = (shape.width - indent * size) / (_LETTER * size) - _RAGGED
    return ceil(len(text) / max(letters, 1)) if text else 0
