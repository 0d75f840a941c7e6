"""A text with other texts in place of parts of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Edit: TypeAlias = tuple[int, int, str]
"""Where a part of a text begins and ends, and what takes its place."""


def edited(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """The text, or the piece of it from `start` to `end`, with these edits made.

    They come in the order of the text; of two that overlap, only the first is made.
    """
    end = len(text) if end is None else end
    parts: list[str] = []
    at = start
    for first, last, new in edits:
        if first >= at:
            parts += (text[at:first], new)
            at = min(last, end)
    return "".join((*parts, text[at:end]))
