"""One page while it is built: the pieces that its calls gave, kept out of Markdown's hands.

A call leaves a token of private-use characters in the text. Markdown and the sanitiser see only
the token, so the author's HTML can be cleaned while ours survives, and the id of a heading does
not change with the figure in it. At the end the tokens become the pieces again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from macros.model import Problem
from macros.render.context import PageContext
from macros.render.result import Figure, MacroResult, TocEntry

_TOKEN = re.compile("\ue000([0-9]+)\ue001")


@dataclass
class PlaceholderTable:
    """The pieces of one page, in the order of its calls."""

    context: PageContext | None = None
    pieces: list[MacroResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def placeholder_for(self, piece: MacroResult) -> str:
        """Keep a piece, and give the token that stands for it."""
        self.pieces.append(piece)
        return f"\ue000{len(self.pieces) - 1}\ue001"

    @property
    def figures(self) -> list[Figure]:
        """The figures of the page in the order of the text."""
        return [figure for piece in self.pieces for figure in piece.figures]

    @property
    def toc(self) -> list[TocEntry]:
        """The headings inside blocks."""
        return [entry for piece in self.pieces for entry in piece.toc]

    @property
    def anchors(self) -> set[str]:
        """The ids in the pieces that a link may lead to."""
        blocks = {anchor for piece in self.pieces for anchor in piece.anchors}
        return blocks | {figure.anchor for figure in self.figures}

    def text(self, sealed: str) -> str:
        """The sealed text with plain words for its tokens, as HTML."""
        return _TOKEN.sub(lambda found: escape(self.pieces[int(found[1])].text), sealed)

    def html(self, sealed: str) -> str:
        """The sealed HTML with pieces for its tokens, each in the form that its place allows."""
        for number, piece in enumerate(self.pieces):
            if piece.block:
                token = f"\ue000{number}\ue001"
                sealed = sealed.replace(f"<p>{token}</p>", piece.html)
        if not _TOKEN.search(sealed):
            return sealed
        unsealer = _PlaceholderFiller(self)
        unsealer.feed(sealed)
        unsealer.close()
        return "".join(unsealer.parts)


class _PlaceholderFiller(HTMLParser):
    """Copies HTML as it is, but for the tokens in it."""

    def __init__(self, sheet: PlaceholderTable) -> None:
        super().__init__(convert_charrefs=False)
        self.sheet = sheet
        self.parts: list[str] = []
        self.inside: list[str] = []
        """The open elements in which a link, or any element, must not stand."""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        written = self.get_starttag_text() or ""
        self.parts.append(_TOKEN.sub(self._attribute, written))
        if tag in ("a", "code", "pre"):
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.parts.append(_TOKEN.sub(self._attribute, self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(_TOKEN.sub(self._text, data))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def _attribute(self, found: re.Match[str]) -> str:
        return escape(self.sheet.pieces[int(found[1])].text)

    def _text(self, found: re.Match[str]) -> str:
        piece = self.sheet.pieces[int(found[1])]
        return (piece.bare or escape(piece.text)) if self.inside else piece.html
