"""HTML tags and attribute lists in a text without code."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html import unescape
from typing import NamedTuple

from macros.markdown.markup.code import FILLED


class Attribute(NamedTuple):
    """An attribute with its value as a browser reads it; a name alone has the empty one."""

    name: str
    value: str
    start: int
    end: int


class Tag(NamedTuple):
    """A start tag or, with `closing`, an end tag."""

    name: str
    closing: bool
    attributes: tuple[Attribute, ...]
    start: int
    end: int


class AttributeList(NamedTuple):
    """Braces that give attributes to a block, a heading or an element."""

    attributes: tuple[Attribute, ...]
    start: int
    end: int
    colon: bool
    """Whether they begin as they should, with `{:`."""
    placed: bool
    """Whether they stand where Markdown takes them for what they are."""
    picture: bool
    """Whether they follow a picture."""


class Fragment(NamedTuple):
    """The beginning of a tag, a declaration or an attribute list that its line does not finish."""

    start: int
    end: int


_ANGLE = re.compile(r"<(?=[A-Za-z!?]|/[A-Za-z])")
_VALUE = r"""(?:"[^"\n]*+"|'[^'\n]*+'|[^\s"'=<>`]++)"""
_NAME = r"""[^\s"'<>/=`]++"""
_ATTRIBUTE = re.compile(rf"\s++({_NAME})(?:\s*+=\s*+({_VALUE}))?+")
_TAG = re.compile(
    rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:\s++{_NAME}(?:\s*+=\s*+{_VALUE})?+)*+)\s*+/?>"
)
AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*+:[^\s<>]*+|[^\s<>@:!/?]++@[^\s<>@]++)>")
_BRACES = re.compile(r"(?<!\{)\{(?![{%#])(:?)[ ]*+([^{}\n]*+)(\}?)")
_ITEM = re.compile(
    r"""\.(?P<class>[^\s=}"']++)|\#(?P<id>[^\s=}"']++)
    |(?P<name>[^\s=}"']++)(?:=(?P<value>"[^"]*+"|'[^']*+'|[^\s}"']++))?+|(?P<other>[^\s}]++)""",
    re.VERBOSE,
)
_CLOSERS = frozenset(")]*_>" + FILLED)
"""What ends an element within a line, and may have attributes right behind it."""


def read_tags(text: str, raw: bool, targets: Container[int] = ()) -> Iterator[Tag | Fragment]:
    """Every tag of a text; addresses in angle brackets are none, but in `raw` HTML.

    `targets` are the offsets of those brackets that hold the address of a link.
    """
    for angle in _ANGLE.finditer(text):
        if not raw and (angle.start() in targets or AUTOLINK.match(text, angle.start())):
            continue
        found = _TAG.match(text, angle.start())
        if found and "\n" not in found[0]:
            inside = _named(text, *found.span(3))
            yield Tag(found[2].lower(), bool(found[1]), tuple(inside), *found.span())
        else:
            yield Fragment(angle.start(), angle.start() + 2)


def _named(text: str, start: int, end: int) -> Iterator[Attribute]:
    for found in _ATTRIBUTE.finditer(text, start, end):
        value = found[2] or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        yield Attribute(found[1].lower(), unescape(value), found.start(1), found.end())


def read_attribute_lists(text: str) -> Iterator[AttributeList | Fragment]:
    """Every pair of braces that Markdown takes, or that an author meant, as attributes."""
    for found in _BRACES.finditer(text):
        place = _place(text, found)
        if found[1] or place:
            yield _list(text, found, place) if found[3] else Fragment(*found.span(0))


def _list(text: str, found: re.Match[str], place: str) -> AttributeList:
    attributes = tuple(_items(text, *found.span(2)))
    picture = place == "inline" and _ends_picture(text, found.start())
    return AttributeList(attributes, *found.span(), bool(found[1]), bool(place), picture)


def _items(text: str, start: int, end: int) -> Iterator[Attribute]:
    for found in _ITEM.finditer(text, start, end):
        if found["class"] or found["id"]:
            name = "class" if found["class"] else "id"
            yield Attribute(name, found[name], *found.span())
        else:
            value = (found["value"] or "").strip("\"'")
            yield Attribute((found["name"] or found["other"]).lower(), value, *found.span())


def _place(text: str, found: re.Match[str]) -> str:
    """Where braces stand: behind an element, at the end of a heading or cell, on a line alone."""
    start, end = found.span()
    if text[start - 1 : start] in _CLOSERS and start:
        return "inline"
    line = text.rfind("\n", 0, start) + 1
    before, after = text[line:start], text[end : end + 1000].partition("\n")[0].strip()
    if not before.strip(" >"):
        return "block" if line and not after else ""
    if before.endswith(" ") and before.lstrip(" >").startswith("#") and not after.strip("# "):
        return "heading"
    cell = before.endswith(" ") and (after[:1] == "|" or (not after and "|" in before))
    return "cell" if cell else ""


def _ends_picture(text: str, end: int) -> bool:
    """Whether the element that ends here begins with `![`."""
    opening = text.rfind("[", max(0, end - 2000), end)
    return text[opening - 1 : opening] == "!" if opening > 0 else False
