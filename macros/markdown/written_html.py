"""Where the HTML and the attributes of a page were typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from macros.markdown.exchange import Span
from macros.model.document import Attribute, Document, Node

_ASSIGNED = re.compile(r"""(?<![^\s"'<>/={}])[^\s"'<>/={}]++\s*+=\s*+["']?\Z""")
_NEAR = 200
_HTML_BLOCK = re.compile(
    r"<(/?)(?:article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|h[1-6]|header"
    r"|li|main|nav|ol|p|pre|section|table|ul)\b[^<>]*>",
    re.IGNORECASE,
)


def written_tag(document: Document, number: int) -> Span | None:
    """The start tag of an element as somebody typed it; None where Markdown made the element."""
    node, source = document.nodes[number], document.source
    low = document.end_before(node.start)
    inside = [one.start for one in node.attributes if one.start >= low]
    inside += [s for at in range(node.start, node.end) if (s := document.starts[at]) >= low][:1]
    following = islice(document.placed, bisect_left(document.placed, node.end), None)
    behind = next((s for at in following if (s := document.starts[at]) >= low), -1)
    high = min(inside, default=behind if behind >= 0 else len(source))
    tag = re.compile(rf"<{re.escape(node.tag)}(?![\w@:.-])", re.IGNORECASE)
    found = list(tag.finditer(source, low, min(high + len(node.tag) + 1, len(source))))
    # Elements without words between them stand in their order.
    earlier = sum(
        1
        for other in document.nodes[max(number - 50, 0) : number]
        if other.tag == node.tag and other.start == node.start and not inside
    )
    if not found:
        return _anywhere(document, number, tag)
    first = found[min(earlier, len(found) - 1)] if not inside else found[-1]
    return first.start(), source.find(">", first.start()) + 1 or len(source)


def _anywhere(document: Document, number: int, tag: re.Pattern[str]) -> Span | None:
    """The tag of an element around which the text is in another order than the source.

    What stands in a footnote comes at the end of a page.
    """
    code = code_blocks(document)
    found = [
        one.start()
        for one in tag.finditer(document.source)
        if not any(first <= one.start() < last for first, last in code)
        and document.source[one.start() - 1 : one.start()] not in ("\\", "`")
    ]
    name = document.nodes[number].tag
    earlier = sum(other.tag == name for other in document.nodes[:number])
    if not found:
        return None
    start = found[min(earlier, len(found) - 1)]
    return start, document.source.find(">", start) + 1 or len(document.source)


def attribute_span(document: Document, number: int, one: Attribute) -> Span | None:
    """Where an attribute was typed, with its name; None where nobody typed it."""
    source = document.source
    if one.start >= 0:
        before = _ASSIGNED.search(source, max(one.start - 60, 0), one.start)
        if before:
            return before.start(), one.end + (source[one.end : one.end + 1] in ('"', "'"))
        hashed = source[one.start - 1 : one.start] in (".", "#") and one.name in ("class", "id")
        return one.start - hashed, one.end
    tag = written_tag(document, number)
    start, end = document.place(number)
    name = re.compile(rf"(?<![\w-]){re.escape(one.name)}(?![\w-])", re.IGNORECASE)
    low, high = tag or (end, source.find("\n\n", end) % (len(source) + 1))
    found = name.search(source, low, min(high, low + _NEAR) if not tag else high)
    if not (found or tag):  # that of a block of code stands before it
        found = name.search(source, document.end_before(document.nodes[number].start), start)
    return found.span() if found else None


def prose(document: Document) -> Iterator[Span]:
    """The pieces of the document's text that are no code."""
    code = range(0)
    for step in document.walk():
        if step.sort == "start" and step.number not in code:
            node: Node = document.nodes[step.number]
            if node.tag in ("code", "pre", "script", "style"):
                code = range(step.number, node.last)
        elif step.sort == "text" and step.number not in code:
            yield step.start, step.end


def code_blocks(document: Document) -> list[Span]:
    """The spans of the source between the first and the last character of each block of code."""
    spans: list[Span] = []
    for node in document.nodes:
        if node.tag == "pre":
            placed = [place for place in document.starts[node.start : node.end] if place >= 0]
            spans += [(min(placed), max(placed) + 1)] if placed else []
    return spans


def html_blocks(document: Document) -> list[Span]:
    """The spans of the source from the start to the end tag of each of an author's blocks of HTML.

    Nothing inside them is Markdown.
    """
    code = code_blocks(document)
    spans: list[Span] = []
    depth = start = 0
    for tag in _HTML_BLOCK.finditer(document.source):
        if any(first <= tag.start() < last for first, last in code):
            continue
        if not depth:
            start = tag.start()
        depth += -1 if tag[1] and depth else 0 if tag[1] else 1
        if not depth:
            spans.append((start, tag.end()))
    return spans
