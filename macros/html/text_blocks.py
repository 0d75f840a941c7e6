"""The text of a finished page, block by block, as its readers see it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import escape, unescape
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from macros.html.document import walk
from macros.html.model import BuiltPage
from macros.model.document import CODE_TAGS, INLINE_TAGS

_RUN = re.compile(r"&[^;\s&]{1,32};|[^&]++|&")


class TextBlock(NamedTuple):
    """What one element shows as text; pieces of code in it are one character each."""

    tag: str
    text: str
    starts: tuple[int, ...]
    """Where pieces of the text begin that stand in the file in one piece."""
    origins: tuple[int, ...]
    """Where these begin in the file."""
    step: int = 0
    """In an item of a numbered list the number of the next one."""

    def at(self, offset: int) -> int:
        """The offset in the file of a character of the text."""
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]


def rough_text(page: BuiltPage) -> str:
    """The text of the article, with NUL where elements and code part it and with entities: quick
    to search for what may stand in a block."""
    if page.article is None:
        return ""
    parts: list[str] = []
    nodes = etree.iterwalk(page.article, events=("start", "end"))
    for event, node in nodes:
        parts.append("" if node.tag in INLINE_TAGS else "\0")
        if event == "end":
            parts.append(node.tail or "")
        elif node.tag in CODE_TAGS:
            nodes.skip_subtree()
        else:
            parts.append(node.text or "")
    return escape("".join(parts), quote=False)


def text_blocks(page: BuiltPage, code: str) -> Iterator[TextBlock]:
    """The texts of a page's article in their order; `code` stands in for each piece of code."""
    article = page.article
    if article is None:
        return
    blocks = _Blocks(page.text, code)
    inside: etree._Element | None = None
    for event, node, start, end in walk(page.text, page.document, article):
        if inside is None and node.tag in CODE_TAGS:
            inside = node
            if node.tag == "pre":
                yield from blocks.block(node)
            else:
                blocks.pieces.append((code, page.text.rfind("<", 0, start)))
        if inside is not None and (event, node) != ("end", inside):
            continue
        if inside is None and node.tag == "br" and event == "start":
            blocks.pieces.append(("\n", start))
        elif inside is None and event != "comment" and node.tag not in INLINE_TAGS:
            yield from blocks.block(node, itself=event != "start")
        elif inside is None and event == "start":
            blocks.element(start)
        inside = None
        blocks.read(start, end if node is not article or event == "start" else start)


class _Blocks:
    def __init__(self, html: str, code: str) -> None:
        self.html, self.code = html, code
        self.pieces: list[tuple[str, int]] = []

    def read(self, start: int, end: int) -> None:
        for run in _RUN.finditer(self.html, start, end):
            text = unescape(run[0]) if run[0][0] == "&" else run[0]
            self.pieces.append((text, run.start()))

    def element(self, origin: int) -> None:
        """Note that an element, and not a text, begins a line."""
        if not self.pieces or self.pieces[-1][0].endswith("\n"):
            self.pieces.append((self.code, origin))

    def block(self, node: etree._Element, *, itself: bool = False) -> Iterator[TextBlock]:
        """What was read since the last one, in a node or before it, if it is more than blanks."""
        text = "".join(piece for piece, _ in self.pieces)
        if text.replace(self.code, "").strip():
            lengths = (len(piece) for piece, _ in self.pieces)
            starts = tuple(accumulate(lengths, initial=0))[:-1]
            around = node if itself else _around(node)
            origins = tuple(at for _, at in self.pieces)
            yield TextBlock(str(around.tag), text, starts, origins, _step(around))
        self.pieces.clear()


def _around(node: etree._Element) -> etree._Element:
    return next(one for one in node.iterancestors() if one.tag not in INLINE_TAGS)


def _step(node: etree._Element) -> int:
    item = node if node.tag == "li" else next(node.iterancestors("li"), None)
    lists = item.getparent() if item is not None else None
    return list(lists).index(item) + 2 if lists is not None and lists.tag == "ol" else 0
