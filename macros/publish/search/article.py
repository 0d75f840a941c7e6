"""The article of a finished page → its title and sections, as plain text.

What other results show better is left out: the list of figures at a page's end, records of facts,
the index of facts and the entries of the glossary. So is what nobody searches for: drawings,
buttons, the marks of permanent links.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree

from macros.html.model import BuiltPage
from macros.macro_registry import registered

_LEFT_OUT = frozenset({"kb-printed", "headerlink"})
"""Classes of elements of the theme whose text is not searched; macros name those of theirs."""
_ENDS = frozenset({"kb-figures", "kb-record"})
"""Classes of the sections that end the text of a page: what follows has results of its own."""
_SILENT = frozenset({"svg", "button", "nav"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
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
    article = page.article
    if article is None or page.broken or not page.indexed or page.refresh is not None:
        return None
    reader = _Reader()
    reader.read(article)
    return Article(reader.title, tuple(reader.sections()))


@cache
def _left_out() -> frozenset[str]:
    return _LEFT_OUT.union(*(macro.unsearched for macro in registered().values()))


class _Reader:
    def __init__(self) -> None:
        self.title = ""
        self.found: list[tuple[str, str, list[str]]] = [("", "", [])]
        """Heading, anchor and texts of each section."""
        self.parts: list[str] = []

    def read(self, article: etree._Element) -> None:
        walk = etree.iterwalk(article, events=("start", "end", "comment"))
        for event, node in walk:
            if event == "start":
                classes = frozenset((node.get("class") or "").split())
                if not _ENDS.isdisjoint(classes):
                    break
                left_out = node.tag in _SILENT or not _left_out().isdisjoint(classes)
                if left_out:
                    walk.skip_subtree()
                self.start(node)
                self.parts.append("" if left_out else node.text or "")
            else:
                if event == "end":
                    self.end(node)
                self.parts.append(node.tail or "" if node is not article else "")
        self.flush()

    def start(self, node: etree._Element) -> None:
        if node.tag in _HEADINGS:
            self.flush()
        elif node.tag in _BLOCKS:
            self.parts.append(" ")

    def end(self, node: etree._Element) -> None:
        if node.tag in _HEADINGS:
            heading = _plain(self.parts)
            self.parts = []
            if node.tag == "h1":
                self.title = heading
            else:
                self.found.append((heading, node.get("id", ""), []))
        elif node.tag in _BLOCKS:
            self.parts.append(" ")

    def flush(self) -> None:
        self.found[-1][2].append(_plain(self.parts))
        self.parts = []

    def sections(self) -> Iterator[Section]:
        for heading, anchor, texts in self.found:
            yield Section(heading, anchor, " ".join(filter(None, texts)))


def _plain(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
