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
from typing import Literal

from macros.errors import KnowledgeError
from macros.model import Call, Location, Page, Problem

_OPENING = re.compile(r"\{[{%#]|\{(?=[ \t]*[a-z_]+\()")
_PLAIN = re.compile(
    r"""\{\{[^{}"']*(?:(?:"[^"\\{}]*"|'[^'\\{}]*')[^{}"']*)*\}\}""",
)
"""Braces with texts between them that hold no brace and no backslash: no other end is possible."""
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_ARGUMENT = (
    rf"""(?:(?<!\w)({_NAME})\s*=\s*)?(?:"([^"\\\ud800-\udfff]*)"|'([^'\\\ud800-\udfff]*)')\s*"""
)
_ARGUMENTS = re.compile(_ARGUMENT)
_CALL = re.compile(rf"\{{\{{\s*({_NAME})\s*\(\s*((?:{_ARGUMENT}(?:,\s*{_ARGUMENT})*)?)\)\s*\}}\}}")
"""A call whose texts hold no escape, so that they mean what is written."""
_HEAD = re.compile(rf"\{{\{{\s*{_NAME}\((?:{_ARGUMENT}(?:,\s*{_ARGUMENT})*)?\)\s*?\}}?")
_BROKEN = re.compile(r"\{[{%#]\{*[^{}\n]*\}{0,2}")
_SINGLE = re.compile(rf"\{{[ \t]*{_NAME}\([ \t]*[\"'“”„‘’][^{{}}\n]*\)[ \t]*\}}{{1,2}}")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_BARE = re.compile(r'^([a-z_]+)[ \t(]+"?([\w.@/-]+)"?[ \t)]*$')
"""A call with a single value, whose brackets or quotation marks may be missing."""
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))
_REFUSED: Mapping[str, Literal["statement", "comment"]] = {"{%": "statement", "{#": "comment"}
_ENOUGH = 50
"""Problems after which a page is read no further: each costs a look at the rest of its text."""
_OPERATORS = {"not", "true", "false", "none", "True", "False", "None"}
"""What Jinja takes for no name where a call begins."""


@dataclass(frozen=True)
class Parsed:
    """The calls of a text, and what in it is not of the page language."""

    calls: tuple[Call, ...]
    problems: tuple[Problem, ...]
    unread: tuple[Call, ...] = ()
    """Where a problem stands, as calls without a name: text that is no prose, and shows nothing."""


class Places:
    """Offsets in a text → places in its file."""

    def __init__(self, text: str, path: str, first_line: int = 1) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    @classmethod
    def of_header(cls, page: Page) -> Places:
        """Those of the front matter of a page."""
        return cls(page.header, page.path, 2)

    @classmethod
    def of_key(cls, page: Page, key: str) -> Location:
        """The place of a key of the front matter; the beginning of a page that has none."""
        found = re.search(rf"^{key}[ \t]*:", page.header, re.MULTILINE)
        return cls.of_header(page).where(found.start()) if found else Location(page.path)

    @classmethod
    def of_body(cls, page: Page) -> Places:
        """Those of the body of a page."""
        return cls(page.body, page.path, page.body_line)

    def where(self, start: int, end: int | None = None) -> Location:
        """The place of the character at `start`, up to `end` where that is on the same line."""
        line = bisect_right(self.starts, start) - 1
        column = start - self.starts[line] + 1
        same = end is not None and end < self.starts[line + 1]
        stop = column + end - start if same and end is not None else None
        return Location(self.path, line + self.first_line, column, stop)


def parse_calls(text: str, path: str, first_line: int = 1) -> Parsed:
    """All macro calls of `text`; `first_line` is the line of the file on which it begins.

    After something that cannot be read, reading goes on: a missing brace takes no other call away.
    """
    if "{" not in text:
        return Parsed((), ())
    # Jinja's lexer would shorten other line ends, and offsets with them.
    scanner = _Scanner(text.replace("\r", "\n"), Places(text, path, first_line))
    at = 0
    while (opening := _OPENING.search(scanner.text, at)) and len(scanner.problems) < _ENOUGH:
        at = scanner.read(opening)
    return Parsed(tuple(scanner.calls), tuple(scanner.problems), tuple(scanner.unread))


class _Scanner:
    """Reads what braces open in a text, one after the other."""

    def __init__(self, text: str, places: Places) -> None:
        self.text = text
        self.places = places
        self.calls: list[Call] = []
        self.problems: list[Problem] = []
        self.unread: list[Call] = []

    def read(self, opening: re.Match[str]) -> int:
        """Take the call that begins here, or note what is wrong; gives where it ends."""
        start = opening.start()
        if plain := _PLAIN.match(self.text, start):
            return self.take(start, plain.end())
        if opening[0] == "{":
            return self.single(opening)
        from macros.markdown import jinja_calls  # Jinja is slow to import, and seldom needed here

        length, reason = jinja_calls.first(self.text[start:])
        if what := _REFUSED.get(opening[0]):
            end = start + length if length else self.broken(start)
            return self.refuse(start, end, KnowledgeError("P201", what=what))
        if length:
            return self.take(start, start + length)
        error = KnowledgeError("P201", what="unreadable", reason=reason)
        return self.refuse(start, self.broken(start), error)

    def take(self, start: int, end: int) -> int:
        try:
            self.calls.append(_call(self.text[start:end], start, self.places.where(start, end)))
        except KnowledgeError as error:
            # Where a quotation mark is missing, the next calls seem to be a text of this one.
            swallowed = "{{" in self.text[start + 2 : end]
            return self.refuse(start, self.broken(start) if swallowed else end, error)
        return end

    def broken(self, start: int) -> int:
        """Where something ends that nothing closes: at its bracket, a brace, or the line end."""
        found = _HEAD.match(self.text, start) or _BROKEN.match(self.text, start)
        return found.end() if found else start + 2

    def single(self, opening: re.Match[str]) -> int:
        """A call between single braces; in code they are only braces."""
        before = self.text[: opening.start()]
        line = before[before.rfind("\n") + 1 :]
        found = _SINGLE.match(self.text, opening.start())
        if not found or line.count("`") % 2 or len(_FENCE.findall(before)) % 2:
            return opening.end()
        error = KnowledgeError("P201", what="unreadable", reason="braces")
        return self.refuse(opening.start(), found.end(), error)

    def refuse(self, start: int, end: int, error: KnowledgeError) -> int:
        """Note a problem, once a line where it is no call: one statement seldom comes alone."""
        where = self.places.where(start, end)
        repeated = self.problems and self.problems[-1].where.line == where.line
        self.unread.append(Call("", (), {}, where, start, end))
        if self.text.startswith("{{", start) or not repeated:
            write, reason = _mended(self.text[start:end])
            if write and self.text[end : end + 1] != "{":
                error.values["write"] = write
                if error.values["what"] == "unreadable":
                    error.values["reason"] = reason
            self.problems.append(error.at(where))
        return end


def _mended(source: str) -> tuple[str, str]:
    """The call that was surely meant, and what was wrong with it; empty where none is."""
    inner = source.strip("{} \t\n")
    straight = inner.translate(_STRAIGHT)
    mended = _BARE.sub(r'\1("\2")', straight)
    if mended.count('"') % 2:
        mended = mended.rstrip(") ") + '")'
    mended = mended if mended.endswith(")") else f"{mended})"
    call = f"{{{{ {mended} }}}}"
    if plain_call(call) is None:
        return "", ""
    if straight != inner:
        return call, "curly"
    if mended == straight:
        return call, "braces"
    return call, "bracket" if mended.count('"') == straight.count('"') else "quote"


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
