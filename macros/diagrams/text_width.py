"""How wide words are in the pictures, and where their lines end.

The widths are those of Arial bold, which Helvetica and Liberation Sans share, in hundredths of
the size. Other letters that the site writes are no wider than the widest small one.
"""

from __future__ import annotations

import re
from functools import cache

_BOLD = {
    24: "'",
    28: " ,./I\\ijl|’·",
    33: "!()-:;[]`ft",
    35: "•",
    39: "*r{}",
    47: '"',
    50: "z“”",
    56: "#$0123456789J_aceksvxyé–",
    58: "+<=>^~",
    61: "?FLTZbdghnopqu",
    67: "EPSVXY",
    72: "&ABCDHKNRU",
    78: "GOQw",
    83: "M",
    89: "%m",
    94: "W",
    98: "@",
    100: "—→",
}
_PARTS = re.compile(r"\S+?-(?=\w)|\S+\s*")
_LONG = 13
"""Letters; words that are longer end a line after a hyphen."""
_WIDTHS = {letter: width for width, letters in _BOLD.items() for letter in letters}


@cache
def width(text: str, size: float) -> float:
    """The width of a text on one line, in the unit of the size."""
    return sum(_WIDTHS.get(letter, 89) for letter in text) * size / 100


@cache
def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """The text in lines of about one length that are no wider than `room`.

    Only a word that is wider itself stands out.
    """
    lines = _filled(text, room, size)
    while len(lines) > 1:
        room = max(width(line, size) for line in lines) - 0.1
        closer = _filled(text, room, size)
        if len(closer) > len(lines) or any(width(line, size) > room for line in closer):
            break
        lines = closer
    return tuple(lines)


def _filled(text: str, room: float, size: float) -> list[str]:
    lines = [""]
    for word in words(text):
        if lines[-1] and width((lines[-1] + word).rstrip(), size) > room:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def words(text: str) -> list[str]:
    """What a line may end behind: words with the blank after them, long ones after hyphens too.

    "Laki-laki" stays whole, "whole-of-government" does not.
    """
    found = re.findall(r"\S+\s*", text)
    return [
        part
        for word in found
        for part in (_PARTS.findall(word) if len(word.rstrip()) > _LONG else [word])
    ]
