"""Family M: a page comes out as it was meant.

What is broken, the rendering decides: marks that it left in the text, lists that it made flat,
boxes that it left without title or text, footnotes that nothing calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Literal, NamedTuple

from macros.errors import nearest, problem
from macros.library import Library
from macros.markdown.calls import Places
from macros.markdown.document_blocks import Block, document_blocks
from macros.markdown.exchange import Span
from macros.markdown.unrendered import CODE, Mark, Unrendered, may_be_unrendered, unrendered
from macros.markdown.written_html import code_blocks, html_blocks
from macros.model import Location, Page, Problem
from macros.model.document import CODE_TAGS, NOWHERE, Document, Node
from macros.rules.registry import Scope, rule
from macros.rules.suppressions import on_page
from macros.text_edits import edited

_TOLD = frozenset({"attributes", "include"})
"""Kinds of marks that other rules tell with more words: S114, S107."""
_MARK = re.compile(r"[ >\t]*+(?P<mark>[-*+]|[0-9]+\.)[ ]")
_BOX = re.compile(
    r"[ \t>]*(?P<mark>!!!|\?\?\?\+?)[ ]*+(?P<type>[\w-]++)[ ]++(?P<title>[^\"\n]*[^\"\n ])[ ]*$"
)
_TYPE = re.compile(r"[ \t>]*+(?:!!!|\?\?\?\+?)[ ]*+(?P<type>[\w-]++)")
_TYPES = (
    *("note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger"),
    *("bug", "example", "quote"),
)
"""The types of boxes, those of the theme:
https://squidfunk.github.io/mkdocs-material/reference/admonitions/#supported-types."""
_ITEMS = re.compile(r"(?:[ ]*(?:[-*+]|[0-9]+\.)[ ]+[^\W\d][^:=;{}()]*\n?)+\Z")
_DIRECTIVE = re.compile(r"^[ >]*(?:`{3,}|~{3,})[ ]*\{[ ]*[\w:-]+[ ]*\}", re.MULTILINE)
"""A box of MyST, which would be a piece of code here."""
_SLASHES = re.compile(r"^[ \t>]*///[ ]*(?P<name>[\w|]*)", re.MULTILINE)
_SHORTEST, _STEP = 2, 4
"""Blanks that look like a level below, and those that make one."""


@rule("M101 M102 M103 M104 M106 M110", scope=Scope.PAGES)
def pages_come_out_as_meant(library: Library) -> Iterator[Problem]:
    """No mark of Markdown is left as text, no list torn, no box empty, no note uncalled."""
    for page in library.every_page:
        reading = _Reading(page)
        yield from _marks(reading)
        yield from _front_matter(page)
        yield from _lists(reading)
        yield from _tables(reading)
        yield from _boxes(reading)
        yield from _footnotes(reading)


@dataclass(frozen=True)
class _Reading:
    """A page, and its document."""

    page: Page

    @property
    def document(self) -> Document:
        """The page as it is rendered."""
        return self.page.document

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The elements of the document."""
        return self.document.nodes

    @cached_property
    def places(self) -> Places:
        """Offsets in the body → places in the file."""
        return Places.of_body(self.page)

    def where(self, start: int, end: int) -> Location:
        """The place of a span of the body."""
        return self.places.where(start, end)

    def line(self, at: int) -> tuple[int, str]:
        """The line that holds an offset of the body, and where it begins; tabs as blanks."""
        body = self.page.body
        start = body.rfind("\n", 0, at) + 1
        end = body.find("\n", at)
        return start, body[start : end if end >= 0 else len(body)]

    def first(self, node: Node) -> int:
        """Where the first character of an element was typed; -1 where none was."""
        starts = self.document.starts
        return next(
            (starts[i] for i in range(node.start, node.end) if starts[i] != NOWHERE), NOWHERE
        )

    def children(self, number: int) -> Iterator[int]:
        """The numbers of the elements right inside one."""
        at, last = number + 1, self.nodes[number].last
        while at < last:
            yield at
            at = self.nodes[at].last

    def is_inside(self, number: int, tag: str) -> bool:
        """Whether an element is, or stands in, one of the name `tag`."""
        while number != NOWHERE and self.nodes[number].tag != tag:
            number = self.nodes[number].parent
        return number != NOWHERE

    @cached_property
    def code(self) -> list[Span]:
        """The blocks of code."""
        return code_blocks(self.document)

    @cached_property
    def html(self) -> list[Span]:
        """The author's own blocks of HTML."""
        return html_blocks(self.document)


def left_on_purpose(page: Page) -> Iterator[str]:
    """The marks that an author has escaped or allowed, for readers to see them as they are."""
    places = Places.of_body(page)
    allowed = {one.line for one in on_page(page) if one.code == "M101"}
    for block, one in _left(page.document):
        span = block.place(one.start, one.end)
        there = span is not None and places.where(*span).line in allowed
        if there or _is_escaped(page.body, block, one):
            yield block.text[one.start : one.end]


def _left(document: Document) -> Iterator[tuple[Block, Unrendered]]:
    if not may_be_unrendered(_prose(document)):
        return
    for block in document_blocks(document, CODE):
        for one in unrendered(block.tag, block.text, _step(document, block.number)):
            yield block, one


def _step(document: Document, number: int) -> int:
    """The number of the next item where an element stands in one of a numbered list; else 0."""
    nodes = document.nodes
    while number != NOWHERE and nodes[number].tag != "li":
        number = nodes[number].parent
    around = nodes[number].parent if number != NOWHERE else NOWHERE
    if around == NOWHERE or nodes[around].tag != "ol":
        return 0
    return sum(node.parent == around for node in nodes[around + 1 : number + 1]) + 1


def _prose(document: Document) -> str:
    """The text of a document without its code, as `may_be_unrendered` wants it."""
    code = ((node.start, node.end, "") for node in document.nodes if node.tag in CODE_TAGS)
    return "\n" + escape(edited(document.text, code), quote=False)


def _is_escaped(body: str, block: Block, one: Unrendered) -> bool:
    """Whether a sign of the mark has a backslash before it, or is an entity.

    An entity that shows as text was escaped, too, but hardly for its readers.
    """
    if one.kind == "entity":
        return False
    for at in range(one.start, one.end):
        start, end = block.starts[at], block.ends[at]
        sign = not (block.text[at].isalnum() or block.text[at].isspace())
        if sign and start != NOWHERE and (end > start + 1 or body[start - 1 : start] == "\\"):
            return True
    return False


def _marks(reading: _Reading) -> Iterator[Problem]:
    body = reading.page.body
    for found in _DIRECTIVE.finditer(body) if "{" in body else ():
        if not any(start < found.start() < end for start, end in reading.code):
            yield problem(
                reading.where(*found.span()),
                "M101",
                text=found[0].strip(),
                meant="directive",
                cure="directive",
            )
    for block, one in _left(reading.document):
        span = block.place(one.start, one.end)
        if one.kind in _TOLD or span is None or _is_escaped(body, block, one):
            continue
        cure: Mark | Literal["inside-html", "step"] = one.kind
        if cure not in ("html", "entity") and any(a < span[0] < b for a, b in reading.html):
            cure = "inside-html"
        elif cure == "item" and reading.is_inside(block.number, "ol"):
            cure = "step"
        where = reading.where(*span)
        # Links and footnotes that lack their definition, L107 tells at the same place.
        yield problem(
            where, "M101", text=one.shown(block.text), meant=one.kind, cure=cure, cause=where
        )


def _front_matter(page: Page) -> Iterator[Problem]:
    """Titles and the like are plain text. Links and tags in them, L110 tells."""
    for text in page.written:
        for one in unrendered("title", text.value):
            if one.kind not in ("link", "html", "attributes"):
                where = Places.of_header(page).where(text.start)
                yield problem(
                    where, "M101", text=one.shown(text.value), meant=one.kind, cure="plain"
                )


class _Item(NamedTuple):
    """The mark of an item: its span, its column, and whether it is a number."""

    start: int
    end: int
    column: int
    number: str


def _item(reading: _Reading, node: Node) -> _Item | None:
    """The mark of an item; None where it cannot be told apart."""
    first = reading.first(node)
    if first == NOWHERE:
        return None
    start, line = reading.line(first)
    mark = _MARK.match(line)
    if mark is None or start + mark.end() > first:
        return None
    column = len(line[: mark.start("mark")].expandtabs(_STEP))
    begins = start + mark.start("mark")
    return _Item(begins, begins + len(mark["mark"]), column, mark["mark"].rstrip("."))


def _lists(reading: _Reading) -> Iterator[Problem]:
    for number, node in enumerate(reading.nodes):
        if node.tag in ("ul", "ol"):
            yield from _list(reading, number, node)
        elif node.tag == "pre":
            yield from _list_as_code(reading, node)


def _list(reading: _Reading, number: int, node: Node) -> Iterator[Problem]:
    items = [reading.nodes[one] for one in reading.children(number)]
    marks = [mark for mark in (_item(reading, one) for one in items) if mark]
    if not marks or reading.nodes[node.parent].get("class") == "footnote":
        return
    left = min(mark.column for mark in marks)
    for mark in marks:
        torn: Literal["flat", "mixed", "restart"] | None = None
        if mark.column - left >= _SHORTEST:
            torn = "flat"
        elif mark.number.isdigit() != (node.tag == "ol"):
            torn = "mixed"
        elif mark is marks[0] and mark.number.isdigit() and mark.number not in ("0", "1"):
            torn = "restart"
        if torn:
            where = reading.where(mark.start, mark.end)
            yield problem(where, "M102", torn=torn, mend=torn)
            break
    yield from _outside(reading, node, left)


def _outside(reading: _Reading, node: Node, left: int) -> Iterator[Problem]:
    """A paragraph below a list that is indented, and yet belongs to no item."""
    if node.last >= len(reading.nodes):
        return
    following = reading.nodes[node.last]
    first = reading.first(following)
    if following.parent != node.parent or first == NOWHERE:
        return
    _, line = reading.line(first)
    signs = " \t" if following.tag == "blockquote" else " \t>"
    lead = line[: len(line) - len(line.lstrip(signs))]
    if _SHORTEST <= len(lead.expandtabs(_STEP)) - left < _STEP:
        yield problem(reading.where(first, first + 1), "M102", torn="outside", mend="outside")


def _list_as_code(reading: _Reading, node: Node) -> Iterator[Problem]:
    """Lines of words with the marks of items that are code because they are indented."""
    first = reading.first(node)
    if first == NOWHERE or not _ITEMS.match(reading.document.text[node.start : node.end]):
        return
    start, line = reading.line(first)
    _, before = reading.line(max(start - 1, 0))
    if line[:_STEP].isspace() and not before.strip():
        yield problem(reading.where(first, first + 1), "M102", torn="code", mend="code")


def _tables(reading: _Reading) -> Iterator[Problem]:
    """A line right below a table becomes a row of it."""
    for node in reading.nodes:
        first = reading.first(node) if node.tag == "tr" else NOWHERE
        if first != NOWHERE and reading.nodes[node.parent].tag == "tbody":
            start, line = reading.line(first)
            if "|" not in line and not any(a <= first < b for a, b in reading.html):
                yield problem(
                    reading.where(start, start + len(line)), "M106", text=line.strip()[:40]
                )


def _boxes(reading: _Reading) -> Iterator[Problem]:
    for number, node in enumerate(reading.nodes):
        if node.tag not in ("div", "details", "figcaption"):
            continue
        yield from _tab(reading, number, node)
        yield from _caption(reading, node)
        if not ("admonition" in node.classes or node.tag == "details"):
            continue
        classes = node.attribute("class")
        at = classes.start if classes and classes.start != NOWHERE else reading.first(node)
        if at == NOWHERE:
            continue
        start, line = reading.line(at)
        lost = _BOX.match(line)
        if lost:
            better = f'{lost["mark"]} {lost["type"]} "{lost["title"]}"'
            span = start + lost.start("title"), start + lost.end("title")
            yield problem(reading.where(*span), "M103", boxed="title", rebox="title", better=better)
        elif (kind := _TYPE.match(line)) and kind["type"] not in _TYPES:
            near = nearest(kind["type"], _TYPES)
            span = start + kind.start("type"), start + kind.end("type")
            yield problem(reading.where(*span), "M110", type=kind["type"], near=near)
        elif re.match(r"[ \t>]*(?:!!!|\?\?\?)", line) and _is_empty(reading, number):
            yield problem(reading.where(at, at + 1), "M103", boxed="empty", rebox="empty")


def _tab(reading: _Reading, number: int, node: Node) -> Iterator[Problem]:
    """A tab whose text is not indented stands empty, and its text below all tabs."""
    at = reading.first(reading.nodes[number - 1]) if number else NOWHERE
    empty = node.get("class") == "tabbed-content" and node.last == number + 1
    if empty and at != NOWHERE and reading.nodes[number - 1].tag == "label":
        yield problem(reading.where(at, at + 1), "M103", boxed="empty", rebox="empty")


def _caption(reading: _Reading, node: Node) -> Iterator[Problem]:
    """A caption that nothing closes takes in the rest of the page."""
    first = reading.first(node)
    if node.tag != "figcaption" or first == NOWHERE:
        return
    body = reading.page.body
    opened = body.rfind("\n///", 0, first) + 1
    following = _SLASHES.search(body, first)
    if body.startswith("///", opened) and not (following and not following["name"]):
        yield problem(reading.where(opened, opened + 3), "M103", boxed="open", rebox="open")


def _is_empty(reading: _Reading, number: int) -> bool:
    """Whether a box has nothing but its title."""
    return all(
        reading.nodes[one].tag == "summary" or "admonition-title" in reading.nodes[one].classes
        for one in reading.children(number)
    )


def _footnotes(reading: _Reading) -> Iterator[Problem]:
    ids = {node.get("id") for node in reading.nodes}
    called = {one.partition(":")[2] for one in ids if one.startswith("fnref")}
    for label in sorted(one[3:] for one in ids if one.startswith("fn:") and one[3:] not in called):
        found = re.search(rf"^[ \t>]*(\[\^{re.escape(label)}\]:)", reading.page.body, re.MULTILINE)
        if found:
            yield problem(reading.where(*found.span(1)), "M104", label=label)
