"""The mark of the site as pictures, drawn from its SVG so that there is one drawing and no other.

It knows as much of SVG 1.1 (https://www.w3.org/TR/SVG11/) as a plain mark needs: rectangles,
circles and paths of lines and arcs (M, L, H, V, A and Z), filled or drawn with lines of round ends.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree
from PIL import Image, ImageDraw

from macros.site_profile import profile

_FINE = 4
"""Each pixel is drawn as so many a side, and then made smooth."""
_STEP = math.radians(3)
"""How far apart the points of an arc are."""
_PART = re.compile(r"([MLHVAZmlhvaz])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Z": 0}

Point = tuple[float, float]


@cache
def drawn(size: int) -> Image.Image:
    """The mark, `size` pixels wide and high, on nothing.

    Raises `ValueError` where its file holds what is not known here, and `LookupError` where the
    site has none.
    """
    file = profile().mark
    if file is None:
        raise LookupError("the site has no mark")
    root = etree.fromstring(file.read_bytes())
    left, top, width, height = _numbers(root.get("viewBox", ""))
    large = size * _FINE
    pen = _Pen(Image.new("RGBA", (large, large)), large / max(width, height), (left, top))
    _draw(root, pen, {})
    return pen.image.resize((size, size), Image.Resampling.BOX)


def on_ground(size: int, share: float = 1) -> Image.Image:
    """The mark over the whole of a square of the site's colour, filling a share of its width."""
    square = Image.new("RGB", (size, size), profile().colours.ground)
    mark = drawn(round(size * share))
    corner = (size - mark.width) // 2
    square.paste(mark, (corner, corner), mark)
    return square


class _Pen:
    """An image, and how the units of a drawing lie on it."""

    def __init__(self, image: Image.Image, scale: float, corner: Point) -> None:
        self.image, self.scale, self.corner = image, scale, corner
        self.draw = ImageDraw.Draw(image)

    def at(self, x: float, y: float) -> Point:
        return (x - self.corner[0]) * self.scale, (y - self.corner[1]) * self.scale

    def box(self, x: float, y: float, width: float, height: float) -> tuple[Point, Point]:
        return self.at(x, y), self.at(x + width, y + height)

    def line(self, points: list[Point], colour: str, width: float) -> None:
        """A line with round joints and ends."""
        placed, half = [self.at(*point) for point in points], width * self.scale / 2
        self.draw.line(placed, fill=colour, width=round(2 * half))
        for x, y in placed:
            self.draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)


def _draw(node: etree._Element, pen: _Pen, outer: Mapping[str, str]) -> None:
    given = {**outer, **{str(key): str(value) for key, value in node.attrib.items()}}
    name = etree.QName(node).localname
    fill, stroke = given.get("fill", "#000"), given.get("stroke", "none")
    own = {key: float(node.get(key, 0)) for key in ("x", "y", "cx", "cy", "r", "rx")}
    if name in ("svg", "g"):
        for child in node:
            _draw(child, pen, given)
    elif name == "rect" and stroke == "none":
        box = pen.box(own["x"], own["y"], float(node.get("width", 0)), float(node.get("height", 0)))
        pen.draw.rounded_rectangle(box, own["rx"] * pen.scale, fill)
    elif name == "circle" and stroke == "none":
        box = pen.box(own["cx"] - own["r"], own["cy"] - own["r"], 2 * own["r"], 2 * own["r"])
        pen.draw.ellipse(box, fill)
    elif name == "path":
        for points in _lines(node.get("d", "")):
            if fill != "none":
                pen.draw.polygon([pen.at(*point) for point in points], fill)
            if stroke != "none":
                pen.line(points, stroke, float(given.get("stroke-width", 1)))
    else:
        raise ValueError(f"the mark holds <{name}>, which this drawing does not know")


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _lines(path: str) -> Iterator[list[Point]]:
    """The strokes of a path as points."""
    if left := _PART.sub("", path).strip():
        raise ValueError(f"the mark holds a path with {left}, which this drawing does not know")
    points: list[Point] = []
    for letter, text in _PART.findall(path):
        numbers, takes = _numbers(text), _TAKES[letter.upper()]
        if letter in "Mm" and points:
            yield points
            points = points[-1:]
        for given in [numbers[i : i + takes] for i in range(0, len(numbers), takes or 1)] or [[]]:
            last = points[-1] if points else (0.0, 0.0)
            end = _end(letter, given, last)
            if letter in "Mm":
                points = [end]
            elif letter in "Aa":
                points += _arc(last, given, end)
            else:
                points.append(end if takes else points[0])
    if points:
        yield points


def _end(letter: str, given: list[float], last: Point) -> Point:
    """Where a command leads to from where the last one ended."""
    x, y = last if letter.islower() else (0.0, 0.0)
    if letter in "Hh":
        return x + given[0], last[1]
    if letter in "Vv":
        return last[0], y + given[0]
    return (x + given[-2], y + given[-1]) if given else last


def _arc(start: Point, given: list[float], end: Point) -> Iterator[Point]:
    """Points of a part of a circle, by appendix F.6.5 of SVG 1.1 for equal radii."""
    radius, across = given[0], math.dist(start, end)
    if given[0] != given[1]:
        raise ValueError("the mark holds an arc of an ellipse, which this drawing does not know")
    radius = max(radius, across / 2)
    clockwise, large = bool(given[4]), bool(given[3])
    away = math.sqrt(radius**2 - across**2 / 4) * (1 if clockwise != large else -1)
    x = (start[0] + end[0]) / 2 - away * (end[1] - start[1]) / across
    y = (start[1] + end[1]) / 2 + away * (end[0] - start[0]) / across
    first = math.atan2(start[1] - y, start[0] - x)
    turn = (math.atan2(end[1] - y, end[0] - x) - first) % math.tau
    turn -= 0 if clockwise else math.tau
    steps = max(1, round(abs(turn) / _STEP))
    for step in range(1, steps + 1):
        angle = first + turn * step / steps
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)
