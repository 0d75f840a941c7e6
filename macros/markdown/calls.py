"""The tiny language of pages: `{{ name("literal", key="literal") }}` and nothing else.

Patterns find and read the calls that are plainly such. Jinja's own lexer and parser, in
`jinja_calls`, decide about all else; whatever is not on the allow-list is refused, so no page ever
reaches Jinja's compiler.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from macros.errors import KnowledgeError
from macros.model import Call, Location, Problem

_OPENING = re.compile(r"\{[{%#]")
_PLAIN = re.compile(
    r"""\{\{[^{}"']*(?:(?:"[^"\\{}]*"|'[^'\\{}]*')[^{}"']*)*\}\}""",
)
"""Braces with texts between them that hold no brace and no backslash: no other end is possible."""
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_ARGUMENT = rf"""(?:({_NAME})\s*=\s*)?(?:"([^"\\\ud800-\udfff]*)"|'([^'\\\ud800-\udfff]*)')\s*"""
_ARGUMENTS = re.compile(_ARGUMENT)
_CALL = re.compile(rf"\{{\{{\s*({_NAME})\s*\(\s*((?:{_ARGUMENT}(?:,\s*{_ARGUMENT})*)?)\)\s*\}}\}}")
"""A call whose texts hold no escape, so that they mean what is written."""
_OPERATORS = {"not", "true", "false", "none", "True", "False", "None"}
"""What Jinja takes for no name where a call begins."""
_REFUSED = {
    "block_begin": "statement",
    "raw_begin": "statement",
    "comment_begin": "comment",
    "comment": "comment",
}


@dataclass(frozen=True)
class Parsed:
    """The calls of a text, and what in it is not of the page language."""

    calls: tuple[Call, ...]
    problems: tuple[Problem, ...]


class Places:
    """Offsets in a text → places in its file."""

    def __init__(self, text: str, path: str, first_line: int = 1) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def where(self, start: int, end: int | None = None) -> Location:
        """The place of the character at `start`, up to `end` where that is on the same line."""
        line = bisect_right(self.starts, start) - 1
        column = start - self.starts[line] + 1
        same = end is not None and end < self.starts[line + 1]
        stop = column + end - start if same and end is not None else None
        return Location(self.path, line + self.first_line, column, stop)


def parse_calls(text: str, path: str, first_line: int = 1) -> Parsed:
    """All macro calls of `text`; `first_line` is the line of the file on which it begins."""
    if "{" not in text:
        return Parsed((), ())
    # Jinja's lexer would shorten other line ends, and offsets with them.
    text = text.replace("\r", "\n")
    scanner = _Scanner(text, Places(text, path, first_line))
    if scanner.see_plain():
        return Parsed(tuple(scanner.calls), tuple(scanner.problems))
    from macros.markdown import jinja_calls  # Jinja is slow to import, and seldom needed here

    reason = jinja_calls.follow(text, scanner.see)
    if reason is None and scanner.opened is not None:
        reason = "the braces are not closed"
    if reason is not None:
        scanner.unreadable(reason)
    return Parsed(tuple(scanner.calls), tuple(scanner.problems))


class _Scanner:
    """Follows Jinja's tokens through a text, with the place of each."""

    def __init__(self, text: str, places: Places) -> None:
        self.text = text
        self.places = places
        self.calls: list[Call] = []
        self.problems: list[Problem] = []
        self.opened: int | None = None
        self.statement: int | None = None
        self.at = 0

    def see_plain(self) -> bool:
        """Take all calls of a text in which each is easily told from what surrounds it.

        False, and nothing taken, where one is not: then Jinja's lexer finds the calls.
        """
        found = []
        at = 0
        while opening := _OPENING.search(self.text, at):
            call = _PLAIN.match(self.text, opening.start())
            if call is None:
                return False
            found.append(call)
            at = call.end()
        for call in found:
            self.take(call.start(), call.end())
        return True

    def take(self, start: int, end: int) -> None:
        where = self.places.where(start, end)
        try:
            self.calls.append(_call(self.text[start:end], start, where))
        except KnowledgeError as error:
            self.problems.append(error.at(where))

    def see(self, token: str, value: str) -> None:
        offset = self.text.index(value, self.at)
        self.at = offset + len(value)
        if token in _REFUSED and value:
            self.refuse(offset, {"what": _REFUSED[token]})
        elif token == "variable_begin":
            self.opened = offset
        if token in ("block_begin", "block_end"):
            self.statement = offset if token == "block_begin" else None
        elif token == "variable_end" and self.opened is not None:
            self.take(self.opened, self.at)
            self.opened = None

    def refuse(self, offset: int, values: dict[str, str]) -> None:
        """Note a problem, once a line: one comment is several tokens."""
        where = self.places.where(offset, self.at)
        if not self.problems or self.problems[-1].where.line != where.line:
            self.problems.append(Problem(where, "P201", values))

    def unreadable(self, reason: str) -> None:
        open_ = self.statement if self.opened is None else self.opened
        begin = self.text.find("{", self.at) if open_ is None else open_
        where = self.places.where(max(begin, 0))
        self.problems.append(Problem(where, "P201", {"what": "unreadable", "reason": reason}))


def _call(source: str, start: int, where: Location) -> Call:
    """One `{{ … }}` as a call. Raises `KnowledgeError` P201 for anything else."""
    name, arguments, keywords = _read_call(source)
    return Call(name, arguments, keywords, where, start, start + len(source))


@cache
def _read_call(source: str) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    """Name, arguments and keywords. The twin of a page makes the same calls, hence the cache."""
    call = plain_call(source)
    if call is None:
        from macros.markdown import jinja_calls

        call = jinja_calls.read_call(source)
    name, arguments, keywords = call
    return name, arguments, MappingProxyType(keywords)


def plain_call(source: str) -> tuple[str, tuple[str, ...], dict[str, str]] | None:
    """A call as Jinja would read it, where a pattern can tell; else None."""
    call = _CALL.fullmatch(source)
    if call is None or call[1] in _OPERATORS:
        return None
    arguments: list[str] = []
    keywords: dict[str, str] = {}
    for key, *texts in _ARGUMENTS.findall(call[2]):
        text = "".join(texts)
        if key in keywords or (keywords and not key):
            return None
        if key:
            keywords[key] = text
        else:
            arguments.append(text)
    return call[1], tuple(arguments), keywords
