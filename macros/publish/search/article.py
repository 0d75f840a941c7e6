"""The article of a finished page → its title and sections, as plain text.

What other results show better is left out: the list of figures at a page's end, records of facts,
the index of facts and the entries of the glossary. So is what nobody searches for: drawings,
buttons, the marks of permanent links.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from macros.html.model import BuiltPage
from macros.html.tags import TAG, ElementTracker, read_attributes
from macros.macro_registry import registered

_LEFT_OUT = frozenset({"kb-printed", "headerlink"})
"""Classes of elements of the theme whose text is not searched; macros name those of theirs."""
_ENDS = ("</article>", '<section class="kb-figures"', '<section class="kb-record"')
"""What ends the text of a page; reading to the end of the records would take twice the time."""
_SILENT = frozenset({"svg", "button", "nav"})
_HEADINGS = frozenset({"h2", "h3", "h4"})
_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "div", "br", "caption", "figcaption"})
"""Elements between which words do not run together."""


class Section(NamedTuple):
    """What stands below a heading; the first one is the page's own, without heading or anchor."""

    heading: str
    anchor: str
    text: str


class Article(NamedTuple):
    """A page as its readers read it."""

    title: str
    sections: tuple[Section, ...]


def read_article(page: BuiltPage) -> Article | None:
    """The article of a page; None where it has none, or is none that a reader should find."""
    start = page.text.find("<article")
    if start < 0 or page.broken or not page.indexed or page.refresh is not None:
        return None
    reader = _Reader(page.text, page.text.find(">", start) + 1)
    ends = (page.text.find(mark, start) for mark in _ENDS)
    reader.read(min(end for end in ends if end >= 0))
    return Article(reader.title, tuple(reader.sections()))


@cache
def _left_out() -> frozenset[str]:
    return _LEFT_OUT.union(*(macro.unsearched for macro in registered().values()))


class _Reader:
    def __init__(self, text: str, start: int) -> None:
        self.text, self.at = text, start
        self.left_out = ElementTracker()
        self.title = ""
        self.told: list[tuple[str, str, list[str]]] = [("", "", [])]
        self.heading = ""
        self.anchor = ""
        self.parts: list[str] = []

    def read(self, end: int) -> None:
        for tag in TAG.finditer(self.text, self.at, end):
            closing, name, attributes = tag["end"], tag["name"] or "", tag["attributes"]
            outside = not self.left_out.depth
            if outside:
                self.parts.append(self.text[self.at : tag.start()])
            self.at = tag.end()
            self.left_out.step(name, bool(closing))
            if outside and not self.left_out.depth:
                self.tag(name, bool(closing), attributes or "")
        self.flush()

    def tag(self, name: str, closing: bool, attributes: str) -> None:
        if name == "h1" or name in _HEADINGS:
            self.head(name, closing, attributes)
        elif name in _BLOCKS:
            self.parts.append(" ")
        if closing:
            return
        if name in _SILENT or (
            "class=" in attributes
            and not _left_out().isdisjoint(read_attributes(attributes).get("class", "").split())
        ):
            self.left_out.enter(name)

    def head(self, name: str, closing: bool, attributes: str) -> None:
        if not closing:
            self.flush()
            self.anchor = read_attributes(attributes).get("id", "")
            return
        heading = _plain(self.parts)
        self.parts = []
        if name == "h1":
            self.title = heading
        else:
            self.told.append((heading, self.anchor, []))

    def flush(self) -> None:
        self.told[-1][2].append(_plain(self.parts))
        self.parts = []

    def sections(self) -> Iterator[Section]:
        for heading, anchor, texts in self.told:
            yield Section(heading, anchor, " ".join(filter(None, texts)))


def _plain(parts: list[str]) -> str:
    return " ".join(unescape("".join(parts)).split())
