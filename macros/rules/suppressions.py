"""Family A: a line may allow a code, with its reason; what an allowance covers is no problem.

On a page it is a comment of HTML, in a YAML text one of YAML, in the front matter as well:

    <!-- allow: N112 the year of the law, not a statistic -->
    # allow: F114 both values stand in the report

It covers its own line or, where it stands alone, the next line that holds anything else. Only a
check that judges words and figures may be wrong about a line. What keeps readers safe, the site
whole or its record true holds on every line, whatever an author writes there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from macros.datafiles.yaml_source import yaml_comments
from macros.errors import problem
from macros.markdown.plain_text import Comment, page_text
from macros.model import Location, Page, Problem

_WORDS = re.compile(r"allow:\s*(\S*)\s*(.*)", re.DOTALL)
_MARK = "allow:"
_JUDGEMENTS = re.compile(
    "[GNT][0-9]{3}|M(?!105)[0-9]{3}|F(?:114|118|120|121|125|126|127|150|151)|L(?:103|104|108|111|118)"
)
"""The codes that a line may be excepted from. Any other, and so each new one, holds."""
_LEAST = 3
"""Letters of the shortest reason: anything less says nothing."""


class Allowance(NamedTuple):
    """A code that need not hold on a line, and why."""

    code: str
    reason: str
    where: Location
    line: int
    """The line that it covers."""


def allow(
    problems: Iterable[Problem],
    pages: Iterable[Page],
    data: Mapping[str, str],
    known: Callable[[], Collection[str]],
) -> list[Problem]:
    """The same for what stands on some pages, and in YAML texts by their paths."""
    allowances = [one for page in pages for one in on_page(page)]
    return without_allowed(problems, [*allowances, *in_data(data)], known)


def without_allowed(
    problems: Iterable[Problem],
    allowances: Sequence[Allowance],
    known: Callable[[], Collection[str]],
) -> list[Problem]:
    """The problems without those that a line allows, and what is wrong with the allowances.

    `known` gives all codes that there are. An allowance that covers nothing is a problem, and so is
    one without a reason, of an unknown code, or of a code that holds on every line.
    """
    codes = known() if allowances else ()
    kept = [a for a in allowances if a.code in codes and not _JUDGEMENTS.fullmatch(a.code)]
    rest = [a for a in allowances if a not in kept]
    unfit = [(a, lacks) for a in rest if (lacks := _lacks(a, codes))]
    valid = [a for a in rest if not _lacks(a, codes)]
    covering = {(a.where.path, a.line, a.code): a for a in valid}
    left: list[Problem] = []
    used: set[tuple[str, int, str]] = set()
    for one in problems:
        key = one.where.path, one.where.line, one.code
        if key in covering:
            used.add(key)
        else:
            left.append(one)
    for a in kept:
        left.append(problem(a.where, "A103", allowed=a.code))
    for a, lacks in unfit:
        left.append(problem(a.where, "A102", lacks=lacks))
    for a in valid:
        if (a.where.path, a.line, a.code) not in used:
            left.append(problem(a.where, "A101", allowed=a.code, line=str(a.line)))
    return left


def _lacks(allowance: Allowance, codes: Collection[str]) -> Literal["code", "reason"] | None:
    """What an allowance lacks; None where it is complete."""
    if allowance.code not in codes:
        return "code"
    return None if sum(map(str.isalpha, allowance.reason)) >= _LEAST else "reason"


def in_data(data: Mapping[str, str]) -> list[Allowance]:
    """The allowances of YAML texts, by their paths."""
    return [one for path, text in data.items() for one in in_yaml(text, path)]


def on_page(page: Page) -> Iterator[Allowance]:
    """The allowances of a page, those in its front matter first."""
    if _MARK in page.header:
        yield from in_yaml(page.header, page.path, 2)
    if _MARK not in page.body:
        return
    seen = page_text(page)
    yield from _allowances(seen.source, seen.comments)


@lru_cache(maxsize=64)  # those of a data file are asked for several times in a check
def in_yaml(text: str, path: str, first_line: int = 1) -> Sequence[Allowance]:
    """The allowances of a YAML text that begins on `first_line` of its file."""
    if not any("#" in line.rpartition(_MARK)[0] for line in text.split("\n")):
        return ()
    source = "\n" * (first_line - 1) + text
    comments = []
    for words, line, column, alone in yaml_comments(source):
        where = Location(path, line, column, column + len(words) + 1)
        comments.append(Comment(words.strip(), where, alone, line))
    return tuple(_allowances(source, comments))


def _allowances(source: str, comments: Sequence[Comment]) -> Iterator[Allowance]:
    """Those among the comments of a file, each with the line that it covers."""
    alone = {line for c in comments if c.alone for line in range(c.where.line, c.last + 1)}
    following = _following(source, alone)
    for comment in comments:
        if found := _WORDS.match(comment.text):
            line = following[comment.last] if comment.alone else comment.where.line
            yield Allowance(found[1].rstrip(",:;"), found[2].strip(), comment.where, line)


def _following(text: str, passed: Collection[int]) -> list[int]:
    """For each line (from 0), the number of the next one that holds more than a comment."""
    lines = text.split("\n")
    following = [0] * (len(lines) + 1)
    for number in range(len(lines), 0, -1):
        solid = lines[number - 1].strip() and number not in passed
        following[number - 1] = number if solid else following[number]
    return following
