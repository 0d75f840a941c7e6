"""A text of the front matter → its characters, YAML's quotes, escapes and folds undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

from macros.markdown.calls import Places, parse_calls
from macros.markdown.document import ENTITY
from macros.model import Call, Written

OBJECT = "\ufffc"
"""Stands for a call, for code, for an image and for an address: something that is no prose."""
UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]+")
"""Characters that a reader does not see."""


class Bit(NamedTuple):
    """Some characters, and the offsets of what they are written as."""

    text: str
    start: int
    end: int


_TOKEN = re.compile(rf"(?:(?<![ \t])[ \t]++)?\n\s*|\{{\{{|''|\\|{ENTITY.pattern}|{UNSEEN.pattern}")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\n\s*|.))")
_LETTERS = {"n": " ", "t": " ", "_": "\u00a0", " ": " "}
"""What some letters mean behind a backslash; the others are left out or mean themselves."""
_LARGEST = 0x10FFFF


class Header:
    """Reads the texts of one page's front matter, which begins at `shift` in the source."""

    def __init__(self, source: str, shift: int, places: Places) -> None:
        self.source = source
        self.shift = shift
        self.places = places
        self.calls: dict[int, Call] = {}
        """The calls met, by their offset in the source."""

    def read(self, written: Written) -> Iterator[Bit]:
        """The characters of one text, each with the offsets of what it is written as."""
        at, end = self.inside(written)
        calls = iter(parse_calls(written.value, self.places.path).calls)
        while found := _TOKEN.search(self.source, at, end):
            if found.start() > at:
                yield Bit(self.source[at : found.start()], at, found.start())
            bit = self.token(found, written.style, calls, end)
            at = bit.end
            yield bit
        yield Bit(self.source[at:end], at, end)

    def inside(self, written: Written) -> tuple[int, int]:
        """The offsets of a text without its quotes, or without the mark that begins a block."""
        at, end = written.start + self.shift, written.end + self.shift
        if written.style in ("'", '"'):
            return at + 1, end - 1
        if written.style:
            at += self.source[at:end].find("\n") + 1
        text = self.source[at:end]
        return end - len(text.lstrip()), at + len(text.rstrip())

    def token(self, found: re.Match[str], style: str, calls: Iterator[Call], end: int) -> Bit:
        start, stop = found.span()
        if found[0] == "{{":
            return self.call(start, next(calls, None), end)
        if found[0] == "''":
            return Bit("'" if style == "'" else "''", start, stop)
        if found[0] == "\\":
            escape = _ESCAPE.match(self.source, start, end) if style == '"' else None
            return Bit(_escaped(escape), start, escape.end()) if escape else Bit("\\", start, stop)
        if found[0].isspace():
            return Bit(" ", start, stop)
        shown = character(found[0]) if found[0][0] == "&" else ""
        return Bit(found[0] if shown is None else shown, start, stop)

    def call(self, start: int, call: Call | None, end: int) -> Bit:
        """The macro call that begins here; braces where there is none."""
        close = self.source.find("}}", start, end) + 2
        if call is None or close < start:
            return Bit("{{", start, start + 2)
        where = self.places.where(start, close)
        self.calls[start] = Call(call.name, call.arguments, call.keywords, where, start, close)
        return Bit(OBJECT, start, close)


def _escaped(found: re.Match[str]) -> str:
    """The character that a backslash and what follows it stand for."""
    code = found[1] or found[2] or found[3]
    if code:
        return chr(min(int(code, 16), _LARGEST))
    return "" if found[4].startswith("\n") else _LETTERS.get(found[4], found[4])


def character(entity: str) -> str | None:
    """What an entity stands for; empty where it is not seen, None where it is no entity."""
    if entity[1] != "#" and entity[1:] not in html5:
        return None
    shown = unescape(entity)
    return "" if UNSEEN.fullmatch(shown) else shown
