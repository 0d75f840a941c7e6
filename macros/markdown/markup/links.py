"""Links and pictures in a text without code, in every form that Markdown has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from macros.markdown.markup.code import FILLED
from macros.markdown.markup.tags import AUTOLINK

Form: TypeAlias = Literal["link", "picture", "definition", "address"]


class Link(NamedTuple):
    """Something that leads to an address, or shows a picture from there."""

    form: Form
    words: str
    """What stands for it in the text, code and calls as one character each; of a picture, its
    alternative text."""
    target: str
    start: int
    end: int
    at: int
    """Offset of the address."""


class Reference(NamedTuple):
    """A link or a footnote that names a definition elsewhere on the page."""

    label: str
    note: bool
    picture: bool
    start: int
    end: int


class Open(NamedTuple):
    """A link whose address is not closed, or cannot be one."""

    start: int
    end: int


@dataclass
class Links:
    """All of them on a page, in order."""

    links: list[Link] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    """What is defined: labels of links in lower case, and of footnotes behind a `^`."""
    depth: int = 0
    """The most brackets of one block that are open at once."""


_MARK = re.compile(r"\\.|!\[|\[|\]|\n[ \t]*+(?=\n)", re.DOTALL)
_INNER = r"[^\s()\\<>]|\\."
_TARGET = re.compile(
    rf"""\([ ]*+(?:<(?P<angle>[^<>\n]*+)>|(?P<bare>(?:{_INNER}|\((?:{_INNER})*+\))*+))
    (?:\s++(?:"[^"]*?"|'[^']*?'))?+\s*+\)""",
    re.VERBOSE,
)
_LABEL = re.compile(r"\[([^\[\]\n]*+)\]")
_DEFINITION = re.compile(r"^[ ]*\[([^\[\]\n]++)\]:[ ]*+(?:\n[ ]*+)?(\S++)?", re.MULTILINE)
_LONGEST = 2000
"""Characters of an address with its title."""


def read_links(text: str) -> Links:
    """The links and pictures of a text; each definition counts as one, too."""
    found = Links()
    taken = set(_definitions(text, found))
    opened: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        if mark[0][0] == "\n":
            opened.clear()
        elif mark[0][-1] == "[" and mark[0][0] != "\\":
            opened.append(mark)
            found.depth = max(found.depth, len(opened))
        elif mark[0] == "]" and opened:
            opening = opened.pop()
            if opening.start() not in taken:
                _closed(text, opening, mark, found)
    found.links.extend(_addresses(text))
    found.links.sort(key=lambda link: link.start)
    return found


def _definitions(text: str, found: Links) -> Iterator[int]:
    """Notes the definitions, and gives the offsets of their brackets."""
    for definition in _DEFINITION.finditer(text):
        label = definition[1].lower()
        found.labels.add(label)
        yield definition.start(1) - 1
        if not label.startswith("^") and definition[2]:
            angle = definition[2].startswith("<")
            target = definition[2].lstrip("<").rstrip(">")
            start, at = definition.start(1) - 1, definition.start(2) + angle
            found.links.append(Link("definition", definition[1], target, start, at, at))


def _closed(text: str, opening: re.Match[str], closing: re.Match[str], found: Links) -> None:
    """What two brackets and whatever follows them are."""
    words = text[opening.end() : closing.start()]
    start, end = opening.start(), closing.end()
    picture = opening[0][0] == "!"
    label = _LABEL.match(text, end)
    if text[end : end + 1] == "(":
        target = _TARGET.match(text, end, end + _LONGEST)
        address = (target["angle"] or target["bare"] or "") if target else ""
        if target is None or FILLED in address:
            found.open.append(Open(start, end + 1))
            return
        at = target.start("angle" if target["angle"] else "bare")
        form: Form = "picture" if picture else "link"
        found.links.append(Link(form, words, address, start, target.end(), at))
    elif words.startswith("^") and not picture:
        found.references.append(Reference(words, True, False, start, end))
    elif label:
        found.references.append(Reference(label[1] or words, False, picture, start, label.end()))
    elif words.lower() in found.labels:
        found.references.append(Reference(words, False, picture, start, end))


def _addresses(text: str) -> Iterator[Link]:
    for found in AUTOLINK.finditer(text):
        target = found[1] if ":" in found[1] else f"mailto:{found[1]}"
        yield Link("address", found[1], target, *found.span(), found.start(1))
