"""What a page's body holds besides words, and what of its source is no word: views of its document.

Twins have the same elements, as `kind` and `detail` tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import unquote

from macros.markdown.exchange import Span
from macros.markdown.links import Link, read_links
from macros.model.document import COMMENT, GENERATED, Document, Node

ElementKind: TypeAlias = Literal[
    "link", "image", "table", "list", "box", "code", "footnote", "number"
]


class Element(NamedTuple):
    """Something besides words that both languages have.

    `detail` is the address of a link or image, the columns and rows of a table, the items of a
    list and whether it is `ordered` or `plain`, the mark and type of a box or a caption, the
    language of a piece of code, the label of a footnote, or the digits of a number.
    """

    kind: ElementKind
    detail: str
    at: int
    """Offset in the body of the page; negative for an element of the front matter."""


_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_DEFINITION = re.compile(r"(?<![^ \t>\n])\[(?!\^)[^\[\]\n]+\]:[ \t]*\S+")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_NO_PROSE = re.compile(r"https?://\S+")
_NUMBER = re.compile("[0-9]+(?:[.,][0-9]+)*")
_FILLED = "\ufffc"
_LISTED = frozenset({"table", "ul", "ol", "dl", "pre"})
_TABS = frozenset({"tabbed-set", "tabbed-labels"})
_CODE = frozenset({"pre", "code", "kbd"})


class Elements:
    """The elements of a document, and the spans of its source that are no words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.source
        self.shown = set(document.starts)
        """Where characters stand that a reader sees."""
        self.links = read_links(document)

    def elements(self) -> list[Element]:
        """All elements, in the order of the source."""
        found = [_link(link) for link in self.links]
        for number, node in enumerate(self.document.nodes):
            found.extend(self._element(number, node))
        found.extend(Element("footnote", m[1], m.start()) for m in self._unseen(_NOTE))
        found.extend(self._numbers())
        return sorted(found, key=lambda element: element.at)

    def marks(self) -> list[Span]:
        """What no reader sees: brackets and addresses of links, attributes, references."""
        patterns = (_NOTE, _DEFINITION, _ATTRIBUTES)
        found = [m.span() for pattern in patterns for m in self._unseen(pattern)]
        return [*found, *(mark for link in self.links for mark in link.marks)]

    def comments(self) -> list[Span]:
        """Where comments stand."""
        nodes = (node.attributes[0] for node in self.document.nodes if node.tag == COMMENT)
        return [(one.start, one.end) for one in nodes if one.start >= 0]

    def _unseen(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return (m for m in pattern.finditer(self.source) if m.start() not in self.shown)

    def _element(self, number: int, node: Node) -> Iterator[Element]:
        inside = self.document.nodes[number + 1 : node.last] if node.tag in _LISTED else ()
        if node.tag == "table":
            rows = sum(n.tag == "tr" for n in inside)
            detail = f"{sum(n.tag == 'th' for n in inside)} {max(rows - 1, 0)}"
            yield Element("table", detail, self._line(number))
        elif node.tag in ("ul", "ol", "dl") and not (
            self._is_generated(node) or self._is_reason(node)
        ):
            sort = "ordered" if node.tag == "ol" else "plain"
            items = sum(n.parent == number for n in inside)
            yield Element("list", f"{items} {sort}", self._line(number))
        elif "admonition" in node.classes:
            words = node.get("class").split()[1:]
            yield Element("box", " ".join(("!!!", *words)), self._line(number))
        elif node.tag == "details":
            opened = "???+" if node.attribute("open") else "???"
            yield Element("box", f"{opened} {node.get('class')}".strip(), self._line(number))
        elif node.tag == "figcaption":
            yield Element("box", "/// caption", self._line(number))
        elif node.tag == "label" and _TABS & self._around(node).classes:
            yield Element("box", "===", self._line(number))
        elif node.tag == "pre":
            language = next((n.get("class") for n in inside), "").removeprefix("language-")
            yield Element("code", language, self._line(number))

    def _around(self, node: Node) -> Node:
        return self.document.nodes[node.parent] if node.parent >= 0 else node

    def _is_generated(self, node: Node) -> bool:
        return "footnote" in self._around(node).classes

    def _is_reason(self, node: Node) -> bool:
        """Whether a list is the reason for an option of a question, with which it goes."""
        option = self._around(node)
        return "question" in self._around(self._around(option)).classes and option.tag == "li"

    def _line(self, number: int) -> int:
        """Where the line begins on which an element does, behind its indentation."""
        start, _ = self.document.place(number)
        line = self.source.rfind("\n", 0, start) + 1
        if self.document.nodes[number].tag == "pre":
            above = self.source.rfind("\n", 0, max(line - 1, 0)) + 1
            if self.source[above:line].lstrip(" >\t").startswith(("```", "~~~")):
                line = above
        return min(line + len(self.source[line:]) - len(self.source[line:].lstrip(" \t>")), start)

    def _numbers(self) -> Iterator[Element]:
        """The numbers of the text, and of what is shown beside it."""
        document = self.document
        text = list(document.text)
        for node in document.nodes:
            if node.tag in _CODE or not GENERATED.isdisjoint(node.classes):
                text[node.start : node.end] = _FILLED * (node.end - node.start)
        for digits, at in numbers("".join(text)):
            if document.starts[at] >= 0:
                yield Element("number", digits, document.starts[at])
        for node in document.nodes:
            for one in node.attributes:
                if one.name in ("title", "alt") and one.start >= 0 and node.tag in ("a", "img"):
                    yield from (
                        Element("number", digits, one.start) for digits, _ in numbers(one.value)
                    )


def _link(link: Link) -> Element:
    kind: ElementKind = "image" if link.tag == "img" else "link"
    target = link.target.removeprefix("mailto:") if "@" in link.words else link.target
    return Element(kind, address(target), link.span[0])


def numbers(text: str) -> Iterator[tuple[str, int]]:
    """The digits of each number, and where it stands; 3.6 and 3,6 are 3 and 6 in both languages.

    Digits behind a letter are part of a name, which one language may say oftener: EMM2.0. Only
    Indonesian money is written so, too: Rp5.000.
    """
    if "://" in text:
        text = _NO_PROSE.sub(lambda found: _FILLED * len(found[0]), text)
    for found in _NUMBER.finditer(text):
        at = found.start()
        if not text[max(at - 1, 0) : at].isalpha() or text[max(at - 2, 0) : at] == "Rp":
            yield from ((digits, at) for digits in re.split("[.,]", found[0]))


def address(written: str) -> str:
    """An address in one way of writing: `./a.md#b` is `a.md#b`, `a%20b.md` is `a b.md`.

    Where there is none, `#`: it leads to the page itself.
    """
    if ":" in written.partition("/")[0] or written.startswith("//"):
        return written
    path, mark, anchor = written.partition("#")
    return (normpath(unquote(path)) if path else "") + mark + anchor or "#"
