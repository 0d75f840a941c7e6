"""What in a page's text is no prose: calls, code and comments, filled so that offsets stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from macros.model import Call

FILLED = "\ufffc"
"""Stands in place of something that a reader sees and that is not prose."""

Span: TypeAlias = tuple[int, int]

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([^\n]*)$", re.MULTILINE)
_AT_START = re.compile(r"^[ \t]*(?=<!--)", re.MULTILINE)
_WORDS = re.compile(r"[ \t]*\S")
"""Behind a comment that begins a line: blank, the comment would look like an indentation."""
_MARK = re.compile(r"(?<!\\)`+|<!--|\n[ \t]*(?=\n)")


@dataclass(frozen=True)
class Fence:
    """A fenced block of code; `info` is what stands behind its opening mark."""

    start: int
    end: int
    info: str


@dataclass(frozen=True)
class Masked:
    """A text of the same length as the one it was made of."""

    text: str
    fences: tuple[Fence, ...] = ()
    comments: tuple[Span, ...] = ()
    """Start and end of each HTML comment."""


def mask(body: str, calls: Iterable[Call]) -> Masked:
    """The body of a page with calls and code filled, and comments blank.

    A call or a piece of code loses its line ends, too, so that it counts as part of one line.
    """
    text = _replaced(body, ((call.start, call.end) for call in calls), _fill)
    fences = tuple(_fences(text)) if "```" in text or "~~~" in text else ()
    text = _replaced(text, ((fence.start, fence.end) for fence in fences), _fill)
    if "`" not in text and "<!--" not in text:
        return Masked(text, fences)
    code, comments = _inline(text)
    # Each replacement keeps the length, so that the spans hold for all of them.
    first = {found.end() for found in _AT_START.finditer(text)}
    leading = {span for span in comments if span[0] in first and _WORDS.match(text, span[1])}
    alone = [span for span in comments if span not in leading]
    for spans, with_ in ((code, _fill), (sorted(leading), _fill), (alone, _blank)):
        text = _replaced(text, spans, with_)
    return Masked(text, fences, tuple(comments))


def _blank(part: str) -> str:
    return "\n".join(" " * len(line) for line in part.split("\n"))


def _fill(part: str) -> str:
    return FILLED * len(part)


def _replaced(text: str, spans: Iterable[Span], with_: Callable[[str], str]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], with_(text[start:end]))
        at = end
    return "".join((*parts, text[at:])) if parts else text


def _fences(text: str) -> Iterator[Fence]:
    """The fenced blocks, from mark to mark; the last one may be left open."""
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text):
        if opened is None:
            opened = found
        elif found[1].startswith(opened[1]):
            yield Fence(opened.start(1), found.end(), opened[2].strip())
            opened = None
    if opened is not None:
        yield Fence(opened.start(1), len(text), opened[2].strip())


def _inline(text: str) -> tuple[list[Span], list[Span]]:
    """Code between backticks, and comments. A mark without its counterpart is plain text."""
    marks = list(_MARK.finditer(text))
    closers = _closers(marks)
    code: list[Span] = []
    comments: list[Span] = []
    last = text.rfind("-->")
    end = 0
    for number, mark in enumerate(marks):
        if mark.start() < end:
            continue
        if mark[0] == "<!--" and mark.end() <= last:
            end = text.index("-->", mark.end()) + 3
            comments.append((mark.start(), end))
        elif number in closers:
            end = closers[number]
            code.append((mark.start(), end))
    return code, comments


def _closers(marks: list[re.Match[str]]) -> dict[int, int]:
    """For each run of backticks, the end of the next one of its length in the same block."""
    closers: dict[int, int] = {}
    following: dict[int, int] = {}
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if mark[0][0] == "\n":
            following.clear()
        elif mark[0][0] == "`":
            if len(mark[0]) in following:
                closers[number] = following[len(mark[0])]
            following[len(mark[0])] = mark.end()
    return closers
