"""What keeps Markdown busy for minutes: such a page is not rendered, and only that is told.

Markdown takes quadratic time over a few things, and the stack ends over others. No page of prose
comes near these limits. They are counted in the text as it is written, code and all: what is code
only the rendering knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from macros.errors import problem
from macros.model import Location, Problem

LONGEST = 5_000
"""Characters of a line."""
_NESTED_BRACKETS = 10
"""Brackets within brackets, or brackets of one block that nothing closes."""
_DEEP = re.compile(
    r"^(?:[ \t]{41,}|[ \t]*(?:>[ \t]*){6}|[ \t>]*(?:(?:[-+*]|[0-9]+\.)[ \t]+){5})", re.MULTILINE
)
"""More levels of quotation, list or indentation than anyone can follow."""
_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t]*(?=\n)", re.DOTALL)
_Counted: TypeAlias = Literal[
    "emphasis", "brackets", "angles", "braces", "escapes", "abbreviations", "cells", "lines",
    "code", "code-blocks", "headings", "footnotes",
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
    "code-blocks": (r"^[ \t>]*(?:`{3,}|~{3,})", 200),
    "headings": (r"^[ \t>]*(?:#|=+[ \t]*$|-+[ \t]*$)", 200),
    "footnotes": (r"^[ \t>]*\[\^[^\]\n]*\]:", 200),
}
_COUNTING = {name: re.compile(pattern, re.MULTILINE) for name, (pattern, _) in _COUNTED.items()}


def beyond_limits(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """Lines, nesting and numbers of marks that Markdown would take long over."""
    for number, written in enumerate(body.split("\n"), start=first_line):
        if len(written) > LONGEST:
            yield problem(
                Location(path, number, LONGEST + 1),
                "S131",
                count=str(len(written)),
                limit=str(LONGEST),
            )
    for found in _DEEP.finditer(body):
        line = first_line + body.count("\n", 0, found.start())
        yield problem(Location(path, line), "S132", nested="levels")
    if _depth(body) > _NESTED_BRACKETS:
        yield problem(Location(path, first_line), "S132", nested="brackets")
    for name, (_, limit) in _COUNTED.items():
        count = len(_COUNTING[name].findall(body))
        if count > limit:
            yield problem(
                Location(path, first_line), "S133", counted=name, count=str(count), limit=str(limit)
            )


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
