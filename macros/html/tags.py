"""The tags of plain HTML, as one pattern finds them."""

from __future__ import annotations

import re
from html import unescape

_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)"""
_NAME = r"""[^\s"'<>/=]++"""
_ATTRIBUTES = rf"(?:\s++{_NAME}(?:\s*+=\s*+{_VALUE})?+)*+"
_ATTRIBUTE = re.compile(rf"\s++({_NAME})(?:\s*+=\s*+({_VALUE}))?+")
_RAW = "script|style|textarea|title"
"""Elements whose text holds no tags."""
_MIXED = "clipPath|(?:linear|radial)Gradient|fe[A-Z][A-Za-z]++"
"""Elements of drawings that have capital letters in their names. No other tag has any here."""
TAG = re.compile(
    rf"""<(?:(?!/?(?:{_RAW})\b)
    (?P<end>/?)(?P<name>[a-z][a-z0-9-]*+|{_MIXED})(?P<attributes>{_ATTRIBUTES})\s*+/?>
    |(?P<raw>{_RAW})(?P<given>{_ATTRIBUTES})\s*+>(?P<text>.*?)</(?P=raw)\s*+>
    |!--(?!-?>)(?:(?!--!?>).)*+-->|!(?:doctype|DOCTYPE)\s[^<>]*+>|(?P<broken>.?))""",
    re.VERBOSE | re.DOTALL,
)
"""A tag, with the text of an element that holds no others; a comment; or what is none of these."""

Attributes = dict[str, str]


def read_attributes(written: str) -> Attributes:
    """The attributes of a tag; of two with one name browsers take the first."""
    given: Attributes = {}
    for name, value in _ATTRIBUTE.findall(written):
        plain = value[1:-1] if value[:1] in ('"', "'") else value
        given.setdefault(name.lower(), unescape(plain) if "&" in plain else plain)
    return given


class ElementTracker:
    """Whether the reading has come into an element of some sort, and not out of it again."""

    def __init__(self) -> None:
        self.name = ""
        self.depth = 0

    def enter(self, name: str) -> None:
        """The start tag of such an element, after `step`; one inside another changes nothing."""
        if not self.depth:
            self.name, self.depth = name, 1

    def step(self, name: str, end: bool) -> None:
        """Any tag."""
        if self.depth and name == self.name:
            self.depth += -1 if end else 1
