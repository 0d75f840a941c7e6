"""The article of a finished page → its title and sections, as plain text.

What other results show better is left out: the lists of sources and figures at a page's
end, records of facts, tables of them, the index of facts, the entries of the glossary, and lists
of pages. So is what nobody searches for: drawings, buttons, the marks of permanent links and of
sources, and questions, most of whose options are wrong. What a reader must unfold is kept apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree

from macros.build_cache import BuildCache, code_version, key_of
from macros.html.model import BuiltPage
from macros.macro_registry import registered

_LEFT_OUT = frozenset({"kb-printed", "headerlink", "kb-check", "kb-key"})
"""Classes of elements of the theme whose text is not searched; macros name those of theirs."""
_ENDS = frozenset({"kb-page-sources", "kb-record"})
"""Classes of the parts that end the text of a page: what follows has results of its own."""
_SILENT = frozenset({"svg", "button", "nav"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_FOLDS = "details"
"""Parts that open; not those of the class `kb-fold`, whose heading is found and opens them."""
_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "div", "br", "caption", "figcaption"})
"""Elements that begin a line."""
_BREAK = "\0"


class Section(NamedTuple):
    """What stands below a heading; the first one is the page's own, without heading or anchor."""

    heading: str
    anchor: str
    text: str
    """A line for each paragraph, item or cell."""
    folded: str = ""
    """What is hidden until somebody opens it, such as an answer or the words of a diagram."""


class Article(NamedTuple):
    """A page as its readers read it."""

    title: str
    sections: tuple[Section, ...]


def kept_article(page: BuiltPage, cache: BuildCache) -> Article | None:
    """What `read_article` gives, from what is kept where the page is the same as then."""

    def made() -> bytes:
        return json.dumps(read_article(page), separators=(",", ":")).encode()

    told = json.loads(cache.made("article", key_of(code_version(), page.text), made))
    return told and Article(told[0], tuple(Section(*one) for one in told[1]))


def read_article(page: BuiltPage) -> Article | None:
    """The article of a page; None where it has none, or is none that a reader should find."""
    article = page.article
    if article is None or page.broken or not page.indexed or page.refresh is not None:
        return None
    title, inside, folded = "", False, False
    parts: list[str] = []
    found: list[tuple[str, str, tuple[list[str], list[str]]]] = [("", "", ([], []))]
    """Heading, anchor, and texts of each section, those in sight and those folded."""
    for piece in (*_pieces(article), article):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        lines = (" ".join(line.split()) for line in "".join(parts).split(_BREAK))
        text = "\n".join(filter(None, lines))
        parts.clear()
        if inside and piece.tag == "h1":
            title = text.replace("\n", " ")
        elif inside:
            found.append((text.replace("\n", " "), piece.get("id", ""), ([], [])))
        else:
            found[-1][2][folded].append(text)
        if piece.tag == _FOLDS:
            folded = not folded
        else:
            inside = not inside
    sections = (
        Section(name, anchor, *("\n".join(filter(None, texts)) for texts in both))
        for name, anchor, both in found
    )
    return Article(title, tuple(sections))


@cache
def _left_out() -> frozenset[str]:
    return _LEFT_OUT.union(*(macro.unsearched for macro in registered().values()))


def _pieces(article: etree._Element) -> Iterator[str | etree._Element]:
    """The text of an article in pieces, with each heading and each fold before its text and behind
    it."""
    walk = etree.iterwalk(article, events=("start", "end", "comment"))
    for event, node in walk:
        text = node.text if event == "start" else node.tail
        if event == "start":
            classes = frozenset((node.get("class") or "").split())
            if not _ENDS.isdisjoint(classes):
                return
            if node.tag in _SILENT or not _left_out().isdisjoint(classes):
                walk.skip_subtree()
                text = ""
        if node.tag in _HEADINGS or (node.tag == _FOLDS and "kb-fold" not in node.get("class", "")):
            yield node
        elif node.tag in _BLOCKS:
            yield _BREAK
        if event == "start" or node is not article:
            yield text or ""
