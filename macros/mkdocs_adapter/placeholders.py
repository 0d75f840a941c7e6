"""One page while it is built: the pieces that its calls gave, kept out of Markdown's hands.

A call leaves a token of private-use characters in the text. Markdown and the sanitiser see only
the token, so the author's HTML can be cleaned while ours survives, and the id of a heading does
not change with the figure in it. At the end the tokens become the pieces again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import repeat

from lxml import etree

from macros.html.document import parse
from macros.model import Problem
from macros.render.context import PageContext
from macros.render.result import Citation, Figure, MacroResult, TocEntry

_TOKEN = re.compile("\ue000([0-9]+)\ue001")
_BLANKS = re.compile(rf"(?<!\s)\s+{_TOKEN.pattern}")
_PARAGRAPH = re.compile(f"<p>{_TOKEN.pattern}</p>|{_TOKEN.pattern}")
"""A token, with the paragraph that it fills: a block does not stand in one."""
_NO_LINK = frozenset({"a", "code", "pre", "summary"})


@dataclass
class PlaceholderTable:
    """The pieces of one page, in the order of its calls."""

    context: PageContext | None = None
    pieces: list[MacroResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    made: dict[int, MacroResult] = field(default_factory=dict)
    """What calls gave before the page was rendered, by what `id` says of them."""

    def placeholder_for(self, piece: MacroResult) -> str:
        """Keep a piece, and give the token that stands for it."""
        self.pieces.append(piece)
        return f"\ue000{len(self.pieces) - 1}\ue001"

    @property
    def figures(self) -> list[Figure]:
        """The figures of the page in the order of the text."""
        return [figure for piece in self.pieces for figure in piece.figures]

    @property
    def citations(self) -> list[Citation]:
        """The sources that the page cites, once for each mark, in the order of the text."""
        return [piece.citation for piece in self.pieces if piece.citation]

    @property
    def toc(self) -> list[TocEntry]:
        return [entry for piece in self.pieces for entry in piece.toc]

    @property
    def anchors(self) -> set[str]:
        """The ids in the pieces that a link may lead to."""
        blocks = {anchor for piece in self.pieces for anchor in piece.anchors}
        return blocks | {figure.anchor for figure in self.figures}

    def text(self, sealed: str) -> str:
        """The sealed text with plain words for its tokens, as HTML."""
        return _TOKEN.sub(lambda found: escape(self._piece(found[1]).text), sealed)

    def html(self, sealed: str) -> str:
        """The sealed HTML with pieces for its tokens, each in the form that its place allows."""
        if not _TOKEN.search(sealed):
            return sealed
        sealed = _BLANKS.sub(self._without_blanks, sealed)
        places = _places(sealed)
        return _PARAGRAPH.sub(lambda found: self._fill(found, next(places, "value")), sealed)

    def _fill(self, found: re.Match[str], place: str) -> str:
        alone, within = found.groups()
        piece = self._piece(alone or within)
        if place == "value":
            return escape(piece.text)
        html = piece.html if place == "text" else piece.bare or escape(piece.text)
        return f"<p>{html}</p>" if alone and not piece.block else html

    def _without_blanks(self, found: re.Match[str]) -> str:
        """A mark of a source stays on the line of its sentence, wherever that ends."""
        return found[0].lstrip() if self._piece(found[1]).citation else found[0]

    def _piece(self, number: str) -> MacroResult:
        """The piece of a token; nothing for one that no call has left."""
        known = len(number) < 9 and int(number) < len(self.pieces)
        return self.pieces[int(number)] if known else MacroResult("", "")


def _places(sealed: str) -> Iterator[str]:
    """Where each token stands, in the order of the text: in a `value` of an attribute, `inside` a
    link, a code or what opens a folded part, where no other link may stand, or in other `text`."""
    root = parse(sealed).nodes[0]
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        around = node if event == "start" else node.getparent()
        if event == "start":
            yield from repeat("value", sum(len(_TOKEN.findall(one)) for one in node.values()))
        text = node.text if event == "start" else node.tail
        if text and (tokens := _TOKEN.findall(text)):
            near = (around.tag, *(one.tag for one in around.iterancestors()))
            place = "text" if _NO_LINK.isdisjoint(near) else "inside"
            yield from repeat(place, len(tokens))
