"""What the build has left on a page: braces, marks of the engine, error texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.html.model import Oddity
from macros.html.tags import TAG, ElementTracker, read_attributes

_LEFTOVER = re.compile(
    "\\{\\{|\\}\\}|\\{%|\\{#|\\{:|[\ue000-\uf8ff\ufffd]|Traceback \\(most recent call last\\)"
    "|Macro (?:Rendering|Syntax) Error|\\[object Object\\]"
)
_MARKS = ("{", "}", "Traceback (", "Macro ", "[object ")
"""Without one of these, and without a character of the engine's, a text holds no leftover."""
_ENGINE = re.compile("[\ue000-\uf8ff\ufffd]")
_CODE = frozenset({"code", "pre"})
_READ = frozenset({"alt", "aria-label", "content", "href", "title"})


def may_be_left(text: str, code: list[str]) -> bool:
    """Whether a mark stands in the text more often than in its scripts and styles."""
    marks = any(text.count(one) > sum(part.count(one) for part in code) for one in _MARKS)
    # Looking for a byte is much faster than looking for one of many characters.
    written = text.encode()
    return marks or ((b"\xee" in written or b"\xef" in written) and bool(_ENGINE.search(text)))


def leftovers(text: str) -> Iterator[Oddity]:
    """What is left in texts and in values that readers meet; in code only marks of the engine."""
    code, at = ElementTracker(), 0
    for tag in TAG.finditer(text):
        if tag["broken"] is not None:
            break  # Told already; what follows may be anything.
        yield from _left(text, at, tag.start(), _ENGINE if code.depth else _LEFTOVER)
        name = tag["name"] or ""
        code.step(name, bool(tag["end"]))
        if name in _CODE and not tag["end"]:
            code.enter(name)
        if tag["raw"]:
            shown = tag["raw"] == "title"
            yield from _left(text, *tag.span("text"), _LEFTOVER if shown else _ENGINE)
        for key, value in read_attributes(tag["attributes"] or "").items():
            left = _LEFTOVER.search(value) if key in _READ else None
            if left:
                yield Oddity(left[0], tag.start())
        at = tag.end()
    yield from _left(text, at, len(text), _LEFTOVER)


def _left(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Oddity]:
    found = pattern.search(text, start, end)
    if found:
        yield Oddity(found[0], found.start())
