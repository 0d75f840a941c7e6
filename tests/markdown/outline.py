"""A document in lines that a person can compare with its source."""

from __future__ import annotations

from collections.abc import Iterator

from macros.markdown.calls import Places
from macros.model.document import NOWHERE, Document


def outline(document: Document) -> str:
    """Elements, indented, with their attributes; text with the place of its first and last sign.

    A place is `line:column`. What nobody wrote has none.
    """
    return "\n".join((*_lines(document), *_refusals(document)))


def _lines(document: Document) -> Iterator[str]:
    places = Places(document.source, "")
    depth = 0
    for step in document.walk():
        if step.sort == "text" and document.text[step.start : step.end].strip():
            yield "  " * depth + _text(document, places, step.start, step.end)
        elif step.sort == "start":
            node = document.nodes[step.number]
            given = "".join(
                f" {one.name}={one.value!r}{_place(places, one.start)}" for one in node.attributes
            )
            yield "  " * depth + node.tag + given
        depth += {"start": 1, "text": 0, "end": -1}[step.sort]


def _text(document: Document, places: Places, start: int, end: int) -> str:
    seen = [i for i in range(start, end) if not document.text[i].isspace()]
    placed = [i for i in seen if document.starts[i] != NOWHERE]
    text = repr(document.text[start:end])
    if placed:
        first, last = places.where(document.starts[placed[0]]), document.ends[placed[-1]]
        text += f" {first.line}:{first.column}-{_place(places, last).strip()}"
    lacking = len(seen) - len(placed)
    return text + (f" ({lacking} without a place)" if lacking else "")


def _place(places: Places, offset: int) -> str:
    if offset == NOWHERE:
        return ""
    where = places.where(offset)
    return f" {where.line}:{where.column}"


def _refusals(document: Document) -> Iterator[str]:
    for refusal in document.refusals:
        yield f"{refusal.sort}: {document.source[refusal.start : refusal.end]!r}"
