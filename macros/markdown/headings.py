"""The headings of a page, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from macros.errors import problem
from macros.markdown.calls import Places
from macros.model import Call, Heading, Location, Problem
from macros.model.document import HEADINGS, Document
from macros.model.fields import LONGEST_KEY

LONGEST = 300
"""Characters of a heading, as it is written: calls stand in it."""


def read_headings(
    document: Document, calls: Iterable[Call], path: str, first_line: int
) -> Iterator[Heading]:
    """Every heading; an id that Markdown made of the words is none that anybody gave."""
    places = Places(document.source, path, first_line)
    written = {call.start: document.source[call.start : call.end] for call in calls}
    for number, node in enumerate(document.nodes):
        if node.tag in HEADINGS:
            given = node.attribute("id")
            anchor = given.value if given and given.start >= 0 else ""
            text = document.text[node.start : node.end]
            if not text.isascii():
                # A call is one character; a link to the heading itself, a sign that stands nowhere.
                text = "".join(
                    written.get(document.starts[at], document.text[at])
                    for at in range(node.start, node.end)
                    if document.starts[at] >= 0 or document.text[at].isascii()
                )
            line = places.where(document.place(number)[0]).line
            yield Heading(int(node.tag[1]), text.strip(), anchor, Location(path, line))


def unfit(headings: Iterable[Heading]) -> Iterator[Problem]:
    """Headings that have no id, an id used twice, the level of the page's own title or one further
    down than the next, or that are too long, they or their ids."""
    seen: set[str] = set()
    above = 1  # the title
    for heading in headings:
        if heading.level > above + 1:
            marks = "#" * (above + 1)
            yield problem(heading.where, "P226", heading=heading.text, marks=marks)
        above = heading.level
        yield from _long(heading)
        if heading.level == 1:
            yield problem(heading.where, "P211", heading=heading.text)
        elif not heading.anchor:
            yield problem(heading.where, "P210", heading=heading.text)
        elif heading.anchor in seen:
            yield problem(heading.where, "P212", anchor=heading.anchor)
        seen.add(heading.anchor)


def _long(heading: Heading) -> Iterator[Problem]:
    parts: tuple[tuple[Literal["heading", "heading-id"], str, int], ...] = (
        ("heading", heading.text, LONGEST),
        ("heading-id", heading.anchor, LONGEST_KEY),
    )
    for long, text, limit in parts:
        if len(text) > limit:
            count = str(len(text))
            yield problem(heading.where, "S150", long=long, count=count, limit=str(limit))
