"""What Markdown and HTML mark inside a block, as patterns; none of them looks back twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from html.entities import html5
from types import MappingProxyType
from typing import NamedTuple

OBJECT = "\ufffc"
"""Stands for a call, for code, for an image and for an address: something that is no prose."""


class Bit(NamedTuple):
    """Some characters, and the offsets of what they are written as."""

    text: str
    start: int
    end: int


ESCAPED = frozenset("\\`*_{}[]()>#+-.!|\"'<&$~:/@%,;=?^")

_HIDDEN = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"
SPECIAL = re.compile(rf"[\\`*_<&!\[\]{{\n@:{_HIDDEN}]")
PLAIN = re.compile(rf"[&{{\n{_HIDDEN}]")
UNSEEN = re.compile(f"[{_HIDDEN}]+")
BREAK = re.compile(r"\n[ \t]*(?:>[ \t]*)*")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ATTRIBUTES = re.compile(r"\{(?::[ ]?|(?=[ ]?(?:[#.]|[\w-]+=)))[^{}\n]*\}")
REFUSED = re.compile(r"\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|\{#[^\n]{0,300}?#\}")
"""What is not of the page language: the reader of calls has told it, and it is no prose."""
NAMED = re.compile(r"""([\w-]+)[ ]?=[ ]?(?:"([^"]*)"|'([^']*)')""")
FOOTNOTE = re.compile(r"\[\^[^\]\s\[]+\]")
TARGET = re.compile(
    r"""\([ \n]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)
        (?:\s+(?:"([^"]*)"|'([^']*)'))?\s*\)""",
    re.VERBOSE,
)
NAME = re.compile(r"[ ]?\[([^\]\[\n]*)\]")
TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*+)>""")
AUTOLINK = re.compile(r"<(?:[a-z]{2,10}:[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
ADDRESS = re.compile(r"://[^\s<>\"]+")
SCHEME = re.compile(r"[a-z]{2,10}\Z")
MAILBOX = re.compile(r"[\w.+-]+\Z")
HOST = re.compile(r"@[\w-]+(?:\.[\w-]+)+")
RUN = re.compile("`+")

SHOWN = frozenset(
    ("alt", "title", "aria-label", "placeholder", "label", "summary", "content", "value")
)
"""The attributes whose text a reader meets."""
CODE_TAGS = frozenset(
    ("script", "style", "code", "pre", "kbd", "samp", "var", "svg", "math", "textarea")
)
"""The tags that hold what is no prose."""
FLOWING = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span"),
        *("strong", "time", "tt", "u", "var", "wbr"),
    )
)
"""The tags that part nothing: what stands before and behind them is one word."""
APART: Mapping[str, str] = MappingProxyType({"br": " ", "sup": "^", "sub": "^", "img": OBJECT})
"""What stands for the tags that do not end a block."""

LONGEST_NAME = 200
"""Characters of the name of a link definition."""
_DEFINED = re.compile(r"^[ ]{0,3}\[([^\]\n^][^\]\n]*)\]:", re.MULTILINE)


def character(entity: str) -> str | None:
    """What an entity stands for; empty where it is not seen, None where it is no entity."""
    if entity[1] != "#" and entity[1:] not in html5:
        return None
    shown = unescape(entity)
    return "" if UNSEEN.fullmatch(shown) else shown


def reference_names(source: str) -> frozenset[str]:
    """The names of the link definitions of a page, in lower case."""
    if "]:" not in source:
        return frozenset()
    return frozenset(found[1].casefold() for found in _DEFINED.finditer(source))


def code_spans(source: str, start: int, end: int) -> dict[int, int]:
    """Where code between backticks begins and ends: two runs of the same length enclose it."""
    spans: dict[int, int] = {}
    following: dict[int, int] = {}
    for run in reversed(list(RUN.finditer(source, start, end))):
        length = run.end() - run.start()
        if length in following:
            spans[run.start()] = following[length]
        following[length] = run.end()
    return spans


def closing_tag(source: str, name: str, start: int, end: int) -> int:
    """The offset behind the next closing tag of this name; 0 where there is none."""
    found = re.compile(rf"</{name}[^<>]*>", re.IGNORECASE).search(source, start, end)
    return found.end() if found else 0
