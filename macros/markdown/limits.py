"""What keeps a reader busy for minutes: such a page is read no further, and only that is told.

Markdown takes quadratic time over a few things, and the stack ends over others. No page of prose
comes near these limits. They are counted in the text as it is written, front matter, code and all:
what is code only the rendering knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, TypeAlias

from macros.errors import problem
from macros.model import File, Location, Problem

LARGEST = 200_000
"""Bytes of a page."""
LONGEST = 5_000
"""Characters of a line."""
IN_A_ROW = 400
"""Times that a character may follow on itself."""
_NESTED_BRACKETS = 10
"""Brackets within brackets, or brackets of one block that nothing closes."""
_DEEP = re.compile(
    r"^(?:[ \t]{41,}|[ \t]*(?:>[ \t]*){6}|[ \t>]*(?:(?:[-+*]|[0-9]+\.)[ \t]+){5})", re.MULTILINE
)
"""More levels of quotation, list or indentation than anyone can follow."""
_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t]*+(?=\n)", re.DOTALL)
_NO_CHARACTER = re.compile(r"&#(?:[0-9]{8}|[xX][0-9A-Fa-f]{7})[0-9A-Fa-f]*;?")
"""A number that no character can have. Python gives up over one of some thousand digits."""
_Counted: TypeAlias = Literal[
    "emphasis", "brackets", "angles", "braces", "escapes", "abbreviations", "cells", "lines",
    "boxes", "code", "code-blocks", "headings", "footnotes", "entities", "in-a-row",
]  # fmt: skip
_COUNTED: dict[_Counted, tuple[str, int]] = {
    "emphasis": (r"[*_]+", 2_000),
    "brackets": (r"\[", 2_000),
    "angles": ("<", 500),
    "braces": (r"\{", 1_000),
    "escapes": (r"\\", 2_000),
    "abbreviations": (r"\n\*\[", 50),
    "cells": (r"\|", 5_000),
    "lines": (r"\n", 5_000),
    "code": (r"`+", 2_000),
    "boxes": (r"^[ \t>]*(?:={3}|!!!|\?\?\?|///)", 400),
    "code-blocks": (r"^[ \t>]*(?:`{3,}|~{3,})", 200),
    "headings": (r"^[ \t>]*(?:#|=+[ \t]*$|-+[ \t]*$)", 200),
    "footnotes": (r"^[ \t>]*\[\^[^\]\n]*\]:", 200),
    "entities": ("&", 1_000),
}
_COUNTING = {name: re.compile(pattern, re.MULTILINE) for name, (pattern, _) in _COUNTED.items()}


def too_large(file: File) -> Iterator[Problem]:
    """A page of more bytes than one may have: it is not read at all."""
    if file.size > LARGEST:
        size, limit = -(-file.size // 1000), LARGEST // 1000
        yield problem(Location(file.path), "S127", size=str(size), limit=str(limit))


def beyond_limits(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """Lines, nesting and numbers of marks that Markdown would take long over."""

    def line_of(offset: int) -> int:
        return first_line + body.count("\n", 0, offset)

    for number, written in enumerate(body.split("\n"), start=first_line):
        if len(written) > LONGEST:
            yield problem(
                Location(path, number, LONGEST + 1),
                "S131",
                count=str(len(written)),
                limit=str(LONGEST),
            )
    for found in islice(_DEEP.finditer(body), 20):
        yield problem(Location(path, line_of(found.start())), "S132", nested="levels")
    for found in islice(_NO_CHARACTER.finditer(body), 1):
        where = Location(path, line_of(found.start()))
        yield problem(where, "S111", number=f"{found[0][:9]}…", name="")
    if repeated := _in_a_row(body):
        start, count = repeated
        yield problem(
            Location(path, line_of(start)),
            "S133",
            counted="in-a-row",
            count=str(count),
            limit=str(IN_A_ROW),
        )
    if _depth(body) > _NESTED_BRACKETS:
        yield problem(Location(path, first_line), "S132", nested="brackets")
    for name, (_, limit) in _COUNTED.items():
        count = len(_COUNTING[name].findall(body))
        if count > limit:
            yield problem(
                Location(path, first_line), "S133", counted=name, count=str(count), limit=str(limit)
            )


def _in_a_row(body: str) -> tuple[int, int] | None:
    """Where a character first follows on itself too often, and how often.

    Whatever is so long holds a whole stretch of half the length that begins at one of these places.
    """
    half = IN_A_ROW // 2
    for at in range(0, len(body), half):
        if body[at : at + half] == body[at] * half:
            start = len(body[:at].rstrip(body[at]))
            count = len(body) - at - len(body[at:].lstrip(body[at])) + at - start
            if count > IN_A_ROW:
                return start, count
    return None


def _depth(body: str) -> int:
    """The most brackets of one block that are open at once."""
    depth = most = 0
    for found in _BRACKET.finditer(body):
        if found[0][0] == "\n":
            depth = 0
        elif found[0] == "[":
            depth += 1
            most = max(most, depth)
        elif found[0] == "]":
            depth = max(depth - 1, 0)
    return most
