"""HTML → its elements as lxml reads them, each with the place of its start tag.

lxml (libxml2) splits text into tags as HTML5 says and browsers do, but keeps no offsets. So the
`<` of the text are gone through beside the elements: each start tag must be the next element. A
`<` that starts none, or an element whose tag is not to be found, means that the text is no plain
HTML: what a reader sees there is not what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

COMMENT = etree.Comment
"""The tag of comments among the elements."""
_IMPLIED = frozenset({"html", "head", "body"})
"""Elements that a document has without their tags."""
_TEXT_ONLY = frozenset({"!--", "script", "style", "textarea", "title"})
"""Elements, and comments, whose text holds no tags."""
_TAG = re.compile("<(?!/)")
_ODD = etree.XPath("""//*[@*[contains(name(), '"') or contains(name(), "'")]]""")
"""Elements with a quotation mark in the name of an attribute: one is missing, or too many."""
_END_TAG = re.compile("</([a-zA-Z][^ \t\n>/]*+)[^>]*+>")
_TAG_END = re.compile(r"""(?:"[^"]*"|'[^']*'|[^"'>])*>""")


class Document(NamedTuple):
    """Elements and comments in the order of the text, and the offsets of their start tags."""

    root: etree._Element
    nodes: Sequence[etree._Element]
    places: Sequence[int]
    """One for each node; fewer where the text is no plain HTML."""
    broken: int | None
    """Where the first `<` stands that belongs to no tag."""


def parse(html: str) -> Document:
    """Read a whole document, or a part of one. Nothing is refused: `broken` tells what is odd."""
    written = html.encode()
    # A new parser each time: one that is used again keeps the errors of all it has read.
    root = etree.fromstring(written, etree.HTMLParser(encoding="utf-8"))
    if root is None:  # Without a single element there is no tree.
        root = etree.fromstring(b"<html>" + written, etree.HTMLParser(encoding="utf-8"))
    before = reversed(list(root.itersiblings(preceding=True)))
    nodes = [*before, *root.iter(), *root.itersiblings()]
    places, broken = _places(html, nodes, set(_ODD(root)))
    return Document(root, nodes, places, broken if broken is None else _cause(html, places, broken))


@lru_cache(maxsize=64)
def parsed(html: str) -> Document:
    """What `parse` gives, for those who ask again. Only the last ones are kept: elements take much
    more memory than their text."""
    return parse(html)


def _places(
    html: str, nodes: Iterable[etree._Element], odd: Container[etree._Element]
) -> tuple[list[int], int | None]:
    """The offset of each node's start tag, and of the first `<` that starts none of them."""
    tags = [found.start() for found in _TAG.finditer(html)]
    tags.append(len(html))
    next_tag = int(html[tags[0] : tags[0] + 9].lower() == "<!doctype")
    places: list[int] = []
    for node in nodes:
        name = "!--" if node.tag is COMMENT else node.tag
        at = tags[next_tag]
        fits = html.startswith(name, at + 1) or html[at + 1 : at + 1 + len(name)].lower() == name
        if node in odd or not (fits or name in _IMPLIED):
            return places, at
        places.append(at)
        next_tag += fits
        if name in _TEXT_ONLY:
            end = html.find("-->" if name == "!--" else f"</{name}", at)
            if end < 0:
                return places, at
            while tags[next_tag] < end:
                next_tag += 1
    return places, None if next_tag == len(tags) - 1 else tags[next_tag]


def _cause(html: str, places: Sequence[int], at: int) -> int:
    """The tag before a `<` that runs on over it, as one with an open quotation mark does."""
    before = (*places[-1:], html.rfind("<", 0, at))
    return next((one for one in before if 0 <= one < at < start_tag_end(html, one)), at)


def start_tag_end(html: str, at: int) -> int:
    """The offset behind the start tag that begins at an offset."""
    found = _TAG_END.match(html, at)
    return found.end() if found else len(html)


def walk(
    html: str, document: Document, root: etree._Element
) -> Iterator[tuple[str, etree._Element, int, int]]:
    """The `start` and `end` of each element below a root, and each `comment`, in their order.

    With each come the offsets between which the text stands that follows it, up to the next tag.
    An end tag whose element lxml has ended before, as a paragraph ends a heading, is a `stray` one
    of the element around it. The walk ends where the document is broken.
    """
    places = dict(zip(document.nodes, document.places, strict=False))
    open_: list[etree._Element] = []
    at = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        mark = "<"
        if node not in places:
            return
        if event == "start":
            open_.append(node)
            place = places[node]
            written = html[place + 1 : place + 1 + len(node.tag)].lower() == node.tag
            at = start_tag_end(html, place) if written else at  # `html` may be implied
            if node.tag in _TEXT_ONLY:
                mark = f"</{node.tag}"
        elif event == "comment":
            at = html.find("-->", places[node]) + len("-->")
        else:
            open_.pop()
            if html[at : at + len(node.tag) + 2].lower() == f"</{node.tag}":
                at = html.find(">", at) + 1
        end = _found(html, mark, at)
        yield event, node, at, end
        while open_ and (stray := _END_TAG.match(html, end)):
            if any(stray[1].lower() == one.tag for one in open_):
                break
            at, end = stray.end(), _found(html, "<", stray.end())
            yield "stray", open_[-1], at, end
        at = end


def _found(html: str, mark: str, at: int) -> int:
    """Where a mark stands from an offset on, or else the end of the text."""
    found = html.find(mark, at)
    return len(html) if found < 0 else found
