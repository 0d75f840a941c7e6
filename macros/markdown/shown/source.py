"""A page's file as one text, with its calls and its blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from macros.markdown.calls import Places
from macros.markdown.shown.blocks import Span, split
from macros.markdown.shown.marks import OBJECT
from macros.model import Page


class Source:
    """The text of a page's file: several rules read parts of it, and it is cut up once."""

    def __init__(self, page: Page) -> None:
        lead = f"---\n{page.header}\n---\n" if page.header else "\n" * (page.body_line - 1)
        self.text = lead + page.body
        self.begin = len(lead)
        """Where the body begins."""
        self.places = Places(self.text, page.path)
        own = (call for call in page.calls if call.where.line >= page.body_line)
        self.calls = {call.start + self.begin: call for call in own}
        """The calls of the body, by their offset."""

    @cached_property
    def _ends(self) -> dict[int, int]:
        return {start: start + call.end - call.start for start, call in self.calls.items()}

    @cached_property
    def spans(self) -> Sequence[Span]:
        """The blocks of the body."""
        return tuple(split(self.text, self.begin, self._ends))

    @cached_property
    def _lower(self) -> str:
        """The text in lower case behind a line end, without the calls."""
        parts: list[str] = ["\n"]
        at = 0
        for start, end in sorted(self._ends.items()):
            parts += (self.text[at:start], OBJECT * (end - start))
            at = end
        return "".join((*parts, self.text[at:])).lower()

    def holding(self, wanted: re.Pattern[str]) -> Sequence[Span]:
        """The spans that may hold what is wanted, whole tables at a time.

        `wanted` is searched in lower case and without the calls.
        """
        lower = self._lower
        if len(lower) != len(self.text) + 1:
            return self.spans
        found = {self._spans_at(match.start()) for match in wanted.finditer(lower, self.begin)}
        if not found:
            return ()
        numbers = {number for pair in found for number in pair}
        tables = {self.spans[number].table for number in numbers} - {-1}
        return [
            span
            for number, span in enumerate(self.spans)
            if number in numbers or span.table in tables
        ]

    def _spans_at(self, at: int) -> tuple[int, ...]:
        """The numbers of the spans at an offset in the lower text, and at the one before it."""
        numbers = {bisect_right(self._starts, offset) - 1 for offset in (at - 1, at)}
        return tuple(n for n in numbers if n >= 0 and at - 1 <= self.spans[n].end)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]


def source_of(page: Page) -> Source:
    """The source of a page. Worked out once for each page."""
    # Like a cached property, which the model cannot have: it knows nothing of Markdown.
    source: Source | None = page.__dict__.get("_source")
    if source is None:
        source = page.__dict__["_source"] = Source(page)
    return source
