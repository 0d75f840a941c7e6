"""The tiny language of pages: `{{ name("literal", key="literal") }}` and nothing else.

Jinja's own lexer finds the calls and Jinja's own parser reads them; whatever is not on the
allow-list is refused here, so no page ever reaches Jinja's compiler.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.errors import KnowledgeError
from macros.model import Call, Problem, Where

_JINJA = ImmutableSandboxedEnvironment(loader=None, cache_size=0, keep_trailing_newline=True)

_HALF = re.compile("[\ud800-\udfff]")
"""Half a character of UTF-16: an escape can write it, nothing can print it."""
_OPENING = re.compile(r"\{[{%#]")
_PLAIN = re.compile(
    r"""\{\{[^{}"']*(?:(?:"[^"\\{}]*"|'[^'\\{}]*')[^{}"']*)*\}\}""",
)
"""Braces with texts between them that hold no brace and no backslash: no other end is possible."""
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
        self.path = path
        self.first_line = first_line
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def where(self, start: int, end: int | None = None) -> Where:
        """The place of the character at `start`, up to `end` where that is on the same line."""
        line = bisect_right(self.starts, start) - 1
        column = start - self.starts[line] + 1
        same = end is not None and end < self.starts[line + 1]
        stop = column + end - start if same and end is not None else None
        return Where(self.path, line + self.first_line, column, stop)


def parse_calls(text: str, path: str, first_line: int = 1) -> Parsed:
    """All macro calls of `text`; `first_line` is the line of the file on which it begins."""
    if "{" not in text:
        return Parsed((), ())
    # Jinja's lexer would shorten other line ends, and offsets with them.
    text = text.replace("\r", "\n")
    scanner = _Scanner(text, Places(text, path, first_line))
    if scanner.see_plain():
        return Parsed(tuple(scanner.calls), tuple(scanner.problems))
    try:
        for _, token, value in _JINJA.lexer.tokeniter(text, None):
            scanner.see(token, value)
    except TemplateSyntaxError as error:
        scanner.unreadable(error.message or "")
    else:
        if scanner.opened is not None:
            scanner.unreadable("the braces are not closed")
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

        False, and nothing taken, where one is not: then Jinja's lexer finds the calls. Its parser
        judges them in either case.
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


def _call(source: str, start: int, where: Where) -> Call:
    """One `{{ … }}` as a call. Raises `KnowledgeError` P201 for anything else."""
    name, arguments, keywords = _read_call(source)
    return Call(name, arguments, keywords, where, start, start + len(source))


@cache
def _read_call(source: str) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    """Name, arguments and keywords. The twin of a page makes the same calls, hence the cache."""
    if source.startswith(("{{-", "{{+")) or source.rstrip().endswith(("-}}", "+}}")):
        raise KnowledgeError("P201", what="whitespace")
    try:
        body = _JINJA.parse(source).body
    except TemplateSyntaxError as error:
        raise KnowledgeError("P201", what="unreadable", reason=error.message or "") from error
    except (RecursionError, ValueError) as error:
        # Brackets or digits without end.
        raise KnowledgeError("P201", what="expression") from error
    expression = body[0].nodes[0] if body and isinstance(body[0], nodes.Output) else None
    if not isinstance(expression, nodes.Call) or not isinstance(expression.node, nodes.Name):
        raise KnowledgeError("P201", what=_named(expression))
    if expression.dyn_args or expression.dyn_kwargs:
        raise KnowledgeError("P201", what="expression")
    name = expression.node.name
    keywords: dict[str, str] = {}
    for keyword in expression.kwargs:
        if keyword.key in keywords:
            raise KnowledgeError("P203", macro=name, argument=keyword.key, why="twice", known="")
        keywords[keyword.key] = _literal(keyword.value)
    return name, tuple(map(_literal, expression.args)), MappingProxyType(keywords)


def _named(expression: nodes.Node | None) -> str:
    if isinstance(expression, nodes.Filter):
        return "filter"
    if isinstance(expression, nodes.Name):
        return "variable"
    return "expression"


def _literal(node: nodes.Node) -> str:
    if (
        isinstance(node, nodes.Const)
        and isinstance(node.value, str)
        and not _HALF.search(node.value)
    ):
        return node.value
    raise KnowledgeError("P201", what="argument")
