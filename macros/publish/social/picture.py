"""A page in a picture: its title, what it is about, and where it stands, in the site's colours."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
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

_NUMBERS = bytes(round(grey * (_SHADES - 1) / 255) for grey in range(256))
"""The number of the colour for each grey."""
_FILTER = 2
"""Pixels before each row: the byte of PNG that says that the row is written as it is."""
_LEVEL = 5
"""Of deflate, of 9: 3 gives files that are 18 % larger, and 9 takes ten times as long for 10 %."""

_SPACES = re.compile("[ \\t\\r\\n]+")
"""Where a line may end; no-break spaces are none of these."""
_DRAWN = str.maketrans("\u00a0\u202f\u2011\u2013", "  --")
"""What the font lacks, and looks the same."""

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
    """The picture as PNG with sixteen colours."""
    image = _ground(bool(words.above and profile().mark)).copy()
    for line in lines(words):
        along = 0.0
        for word in line.text.split(" "):
            if word:
                drawn, left, top = _drawn(word, line.size, line.bright)
                image.paste(drawn, (_FILTER + line.x + round(along) + left, line.y + top))
            along += _width(f"{word} ", line.size)
    return _encoded(image.tobytes("raw", "P;4"))


@cache
def _ground(marked: bool) -> Image.Image:
    """What is the same in all pictures."""
    image = Image.new("P", (_FILTER + SIZE[0], SIZE[1]))
    if marked:
        image.paste(_numbered(_mark()), (_FILTER + _MARK[0], _MARK[1]))
    for left, top, right, bottom in (BAR, LINE):
        image.paste(_SHADES, (_FILTER + left, top, _FILTER + right, bottom))
    return image


@lru_cache(maxsize=2_000)
def _drawn(word: str, size: int, bright: int) -> tuple[Image.Image, int, int]:
    """A word, and how far it stands to the right of its place and below it.

    Most words come again and again, and to draw them is most of the work.
    """
    font = _font(size)
    left, top, right, bottom = map(int, font.getbbox(word))
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), word, fill=bright, font=font)
    return _numbered(image), left, top


def _numbered(image: Image.Image) -> Image.Image:
    """Greys as the numbers of colours."""
    return Image.frombytes("P", image.size, image.tobytes().translate(_NUMBERS))


def _encoded(rows: bytes) -> bytes:
    """A PNG of sixteen colours (https://www.w3.org/TR/png-3/).

    Pillow would try filters for each row, which take as long as deflate, and none is of use here.
    """
    head = struct.pack(">IIBBBBB", *SIZE, 4, 3, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"PLTE", _palette(profile().colours)),
        (b"IDAT", zlib.compress(rows, _LEVEL)),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


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
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The font inside Pillow (Aileron, CC0), so that no file and no network is needed."""
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


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
