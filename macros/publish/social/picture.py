"""A page in a picture: its title, what it is about, and where it stands, in the site's colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from macros.publish.app.mark import on_ground
from macros.site_profile import Colours, profile

SIZE = (1200, 630)
"""Width and height in pixels, 1.91 to 1: what https://ogp.me readers show uncut."""
MARGIN = 90
BAR = (0, 0, 28, 630)
LINE = (MARGIN, 122, MARGIN + 120, 128)
_SHADES = 15
"""Shades from the ground to white; the accent is the sixteenth colour, so that four bits do."""
_MARK = (MARGIN - 9, 34, 76)
"""Left and top of the mark, and its size, of which an eighth is its ground. The name of the site
stands beside it."""
_ROOM = SIZE[0] - 2 * MARGIN
_TITLE = ((72, 3), (60, 3), (52, 4), (44, 5), (36, 6))
"""Sizes of a title in pixels and how many lines it may take in each, the largest first."""
_TEXT, _SMALL = 32, 30
_SPACING = 1.22
"""From line to line, in heights of the letters."""
_QUIET = 205
"""How bright the lines below the title are, of 255."""

_SPACES = re.compile("[ \\t\\r\\n]+")
"""Where a line may end; no-break spaces are none of these."""
_DRAWN = str.maketrans("\u00a0\u202f\u2011\u2013", "  --")
"""What the font lacks, and looks the same."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Box = tuple[int, int, int, int]


class Words(NamedTuple):
    """What a picture says: over the title, the title, below it, and at the foot."""

    above: str
    title: str
    about: str
    foot: str


class Line(NamedTuple):
    """A line of text at its place; `bright` is a shade of grey of 255."""

    x: int
    y: int
    text: str
    size: int
    bright: int

    @property
    def box(self) -> Box:
        """What the letters cover: left, top, right, bottom."""
        left, top, right, bottom = _font(self.size).getbbox(self.text)
        return (self.x + int(left), self.y + int(top), self.x + -int(-right), self.y + int(bottom))


def png(words: Words) -> bytes:
    """The picture as PNG with sixteen colours.

    The text is drawn in grey, and each grey then stands for a mixture of ground and white: one
    pass over the picture, where colours at once would take three times as long.
    """
    image = Image.new("L", SIZE)
    if words.above and profile().mark:
        image.paste(_mark(), _MARK[:2])
    pen = ImageDraw.Draw(image)
    for line in lines(words):
        pen.text((line.x, line.y), line.text, fill=line.bright, font=_font(line.size))
    shown = image.point([round(grey * (_SHADES - 1) / 255) for grey in range(256)])
    shown.putpalette(_palette(profile().colours))
    for box in (BAR, LINE):
        shown.paste(_SHADES, box)
    out = BytesIO()
    shown.save(out, "PNG", bits=4, compress_level=4)
    return out.getvalue()


@cache
def _mark() -> Image.Image:
    """The mark in greys: red says how far a colour is from a ground of little red to white."""
    low = bytes.fromhex(profile().colours.ground[1:])[0]
    red = on_ground(_MARK[2]).getchannel("R")
    return red.point([max(0, 255 * (value - low) // (255 - low)) for value in range(256)])


@cache
def _palette(colours: Colours) -> bytes:
    ground, accent = (bytes.fromhex(one[1:]) for one in (colours.ground, colours.accent))
    mixed = (
        round(low + (255 - low) * shade / (_SHADES - 1))
        for shade in range(_SHADES)
        for low in ground
    )
    return bytes((*mixed, *accent))


@cache
def _font(size: int) -> Font:
    """The font inside Pillow (Aileron, CC0), so that no file and no network is needed."""
    return ImageFont.load_default(size)


def lines(words: Words) -> Iterator[Line]:
    """The lines of the picture, each within its margins, from top to bottom."""
    beside = _MARK[2] if profile().mark else 0
    for line in _row(words.above, 57 if beside else 68, _SMALL, _ROOM - beside):
        yield line._replace(x=MARGIN + beside)
    foot = SIZE[1] - 82
    y, fitted = 156, _fitted(words.title)
    for text in fitted[1]:
        yield _line(y, text, fitted[0], 255)
        y += round(fitted[0] * _SPACING)
    y += 20
    room = (foot - 24 - y) // round(_TEXT * _SPACING * 1.08)
    for text in _cut(_wrapped(words.about, _TEXT), max(0, min(room, 4)), _TEXT):
        yield _line(y, text, _TEXT, _QUIET)
        y += round(_TEXT * _SPACING * 1.08)
    yield from _row(words.foot, foot, _SMALL)


def _line(y: int, text: str, size: int, bright: int) -> Line:
    return Line(MARGIN, y, text.translate(_DRAWN), size, bright)


def _row(text: str, y: int, size: int, room: int = _ROOM) -> Iterator[Line]:
    for one in _cut(_wrapped(text, size, room), 1, size, room):
        yield _line(y, one, size, 255)


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size in which a title takes no more lines than it may; the last one cuts it."""
    for size, most in _TITLE:
        found = _wrapped(title, size)
        if len(found) <= most:
            return size, found
    return size, _cut(found, most, size)


def _wrapped(text: str, size: int, room: int = _ROOM) -> list[str]:
    """The text in lines that fit; a word longer than a line is broken."""
    found: list[str] = []
    for word in filter(None, _SPACES.split(text)):
        if found and _fits(f"{found[-1]} {word}", size, room):
            found[-1] += f" {word}"
        elif _fits(word, size, room):
            found.append(word)
        else:
            found += _broken(word, size, room)
    return found


def _broken(word: str, size: int, room: int) -> list[str]:
    found = [""]
    for letter in word:
        if not _fits(found[-1] + letter, size, room):
            found.append("")
        found[-1] += letter
    return found


def _cut(found: list[str], most: int, size: int, room: int = _ROOM) -> list[str]:
    """At most so many lines; what is left out leaves an ellipsis behind."""
    if len(found) <= most or not most:
        return found[:most]
    last = found[most - 1]
    while not _fits(f"{last}…", size, room):
        last = last[:-1]
    return [*found[: most - 1], f"{last.rstrip(' ,;:.')}…"]


def _fits(text: str, size: int, room: int) -> bool:
    """Whether a line holds the text. Word by word, since most words come again and again."""
    width = sum(_width(word, size) for word in text.split(" "))
    return width + text.count(" ") * _width(" ", size) <= room


@lru_cache(maxsize=20_000)
def _width(text: str, size: int) -> float:
    return _font(size).getlength(text.translate(_DRAWN))
