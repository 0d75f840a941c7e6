"""The text of a finished page, block by block, as its readers see it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from macros.html.tags import TAG

_INLINE = frozenset({
    "a", "abbr", "b", "cite", "data", "del", "dfn", "em", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
})  # fmt: skip
"""Elements that part nothing: what stands before and behind them is one line."""
_CODE = frozenset({"code", "kbd", "pre", "samp", "svg"})
_WITHOUT_END = frozenset({"br", "hr", "img", "input", "wbr"})
_CODE_OR_INLINE = re.compile(
    rf"<(script|style|textarea|{'|'.join(sorted(_CODE))})\b.*?</\1>"
    rf"|</?(?:{'|'.join(sorted(_INLINE))})\b[^>]*+>",
    re.DOTALL,
)
_TAG = re.compile("<[^>]*+>")
_RUN = re.compile(r"&[^;\s&]{1,32};|[^&]++|&")


class TextBlock(NamedTuple):
    """What one element shows as text; pieces of code in it are one character each."""

    tag: str
    text: str
    starts: tuple[int, ...]
    """Where pieces of the text begin that stand in the file in one piece."""
    origins: tuple[int, ...]
    """Where these begin in the file."""

    def at(self, offset: int) -> int:
        """The offset in the file of a character of the text."""
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]


def rough_text(html: str) -> str:
    """The article without its tags and its code, entities as they are: quick to search."""
    return _TAG.sub("\0", _CODE_OR_INLINE.sub("", html[slice(*_article(html))]))


def text_blocks(html: str, code: str) -> Iterator[TextBlock]:
    """The texts of a page's article in their order; `code` stands in for each piece of code."""
    reader = _Blocks(html, code)
    start, end = _article(html)
    at, inside = start, ""
    for tag in TAG.finditer(html, start, end):
        name = tag["name"] or tag["raw"] or ""
        if inside:
            if name == inside and tag["end"]:
                at, inside = tag.end(), ""
            continue
        reader.read(at, tag.start())
        at = tag.end()
        if name in _CODE and not tag["end"]:
            inside = name
            if name == "pre":
                yield from reader.block()
            else:
                reader.put(code, tag.start())
        elif name == "br":
            reader.put("\n", tag.start())
        elif name and name not in _INLINE:
            yield from reader.block()
            reader.step(name, bool(tag["end"]))
    reader.read(at, end)
    yield from reader.block()


def _article(html: str) -> tuple[int, int]:
    start = html.find("<article")
    end = html.find("</article>", start)
    return (start, end) if 0 <= start < end else (0, 0)


class _Blocks:
    def __init__(self, html: str, code: str) -> None:
        self.html, self.code = html, code
        self.open: list[str] = []
        self.pieces: list[tuple[str, int]] = []

    def read(self, start: int, end: int) -> None:
        for run in _RUN.finditer(self.html, start, end):
            text = unescape(run[0]) if run[0][0] == "&" else run[0]
            self.put(text, run.start())

    def put(self, text: str, origin: int) -> None:
        self.pieces.append((text, origin))

    def step(self, name: str, end: bool) -> None:
        """A tag that is no part of a line."""
        if end and name in self.open:
            while self.open.pop() != name:
                pass
        elif not end and name not in _WITHOUT_END:
            self.open.append(name)

    def block(self) -> Iterator[TextBlock]:
        """What was read since the last one, where it is more than blanks."""
        text = "".join(piece for piece, _ in self.pieces)
        if text.replace(self.code, "").strip():
            starts: list[int] = []
            at = 0
            for piece, _ in self.pieces:
                starts.append(at)
                at += len(piece)
            origins = tuple(origin for _, origin in self.pieces)
            yield TextBlock(self.open[-1] if self.open else "", text, tuple(starts), origins)
        self.pieces.clear()
