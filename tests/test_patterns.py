"""No regular expression takes more than twice as long over twice the text, whatever stands there.

Every pattern of the package is timed on the texts that are worst for it, which are made of the
pattern itself: what it repeats, again and again, behind what it begins with, and without the end
that it looks for.
"""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
_SIZE = 3_000
_NOTICED = 0.005
"""Seconds from which a time tells more than noise."""
_ENDLESS = 4
"""Seconds after which no end is waited for."""
_MOST = 3.0
"""How many times as long twice the text may take."""
_ENOUGH = 1_000
"""Repetitions from which a pattern could go on for ever."""
_ANY = ("a", " ", "1", '"', "[", "{", "<", "*", "-")
_EVERYWHERE = (
    *("\n", "`", "a ", "1 ", "1,", "a-", "[a](", "{{ ", "<a ", "&#", "- ", "A ", "/", "\n\n"),
    *("'a'", " \n", "<!--", "://", "a@", " \u00a0", "1-"),
)
_TAILS = ("", "\0\n!")
_RE = frozenset({"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall"})
_AT_ONE_PLACE = frozenset({"match", "fullmatch"})
_SHORT = {
    # What is cut off before it is looked at, and to how many characters.
    "macros/quantities/": 60,
    "macros/glossary/exclusions.py:_CLITICS": 100,
}
"""Of patterns that only ever see so much of a text, by their names or by their folder."""
_LIMITED = {
    "macros/markdown/conflicts.py:_FENCED": "a page has 200 fences at most",
    "macros/markdown/exchange.py:_KEPT": "a page has 500 of its signs at most",
    "macros/render/policy.py:_INLINE": "reads pages that this package wrote",
    "macros/course/drawings.py:_RULE": "reads a style sheet of our own",
    "macros/publish/app/mark.py:_PART": "reads a drawing of our own",
}


def _sample(items: Any) -> str:
    """A short text that fits a parsed pattern, or nearly."""
    return "".join(_one(kind, value) for kind, value in items)


def _one(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return "b" if value == ord("a") else "a"
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return _of_class(value)[0]
    if kind is op.BRANCH:
        return _sample(value[1][0])
    if kind is op.SUBPATTERN:
        return _sample(value[3])
    if kind is op.ATOMIC_GROUP:
        return _sample(value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _sample(value[2]) * min(int(value[0]), 3)
    return ""


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written)


_CATEGORIES = {
    op.CATEGORY_DIGIT: (r"\d", "1"),
    op.CATEGORY_SPACE: (r"\s", " "),
    op.CATEGORY_WORD: (r"\w", "a"),
    op.CATEGORY_NOT_DIGIT: (r"\D", "a"),
    op.CATEGORY_NOT_SPACE: (r"\S", "a"),
    op.CATEGORY_NOT_WORD: (r"\W", "-"),
}


def _of_class(items: Any) -> list[str]:
    """Some characters of a class."""
    negated = items[0][0] is op.NEGATE
    held: list[str] = []
    shut: list[Callable[[str], bool]] = []
    for kind, value in items[negated:]:
        if kind is op.LITERAL:
            held.append(chr(value))
            shut.append(chr(value).__eq__)
        elif kind is op.RANGE:
            held += map(chr, value)
            shut.append(lambda c, value=value: value[0] <= ord(c) <= value[1])  # type: ignore[misc]
        else:
            written, sample = _CATEGORIES[value]
            held.append(sample)
            shut.append(lambda c, w=written: bool(_compiled(w).match(c)))  # type: ignore[misc]
    if not negated:
        return held
    left = [one for one in (*_ANY, "\n", "\u4e00") if not any(fits(one) for fits in shut)]
    return left or ["\U0001f600"]


def _repeated(items: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """What may be repeated without end, and what stands before it."""
    for kind, value in items:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            inner = value[2]
            if value[1] is op.MAXREPEAT or value[1] >= _ENOUGH:
                yield from ((before, body) for body in _bodies(inner) if body)
            yield from _repeated(inner, before)
        elif kind is op.SUBPATTERN:
            yield from _repeated(value[3], before)
        elif kind is op.ATOMIC_GROUP:
            yield from _repeated(value, before)
        elif kind is op.BRANCH:
            for one in value[1]:
                yield from _repeated(one, before)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _repeated(value[1], before)
        before += _one(kind, value)


def _bodies(inner: Any) -> set[str]:
    found = {_sample(inner)}
    kind, value = inner[0]
    if kind is op.SUBPATTERN and len(value[3]):
        kind, value = value[3][0]
    if kind is op.IN:
        found |= set(_of_class(value)[:6])
    elif kind in (op.ANY, op.NOT_LITERAL):
        found |= set(_ANY)
    elif kind is op.BRANCH:
        found |= {_sample(one) for one in value[1][:6]}
    return found


def worst_texts(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """What makes, of a number, texts of so many characters over which a pattern may take long."""
    units = {*_repeated(parser.parse(pattern.pattern, pattern.flags))}
    units |= {("", unit) for unit in (*_ANY, *_EVERYWHERE)}
    for (before, unit), tail in product(sorted(units), _TAILS):
        yield lambda size, b=before, u=unit, t=tail: b + u * (size // len(u)) + t  # type: ignore[misc]
        if before:
            yield lambda size, u=before + unit, t=tail: u * (size // len(u)) + t  # type: ignore[misc]


def slowness(pattern: re.Pattern[str], use: str, size: int = _SIZE) -> tuple[float, str]:
    """How many times as long twice the text takes at worst, and the beginning of that text."""
    worst = (0.0, "")
    for text in worst_texts(pattern):
        first = _time(pattern, use, text(size))
        if first < _NOTICED:
            continue
        if first == _ENDLESS:
            return float(_ENDLESS), text(40)
        # Noise only ever adds.
        long = min(_time(pattern, use, text(size)) for _ in range(2))
        short = min(_time(pattern, use, text(size // 2)) for _ in range(3))
        if long > _NOTICED and long / short > _MOST:
            # Whatever ends after a while, as what is counted up to some number, is no such pattern.
            longer = min(_time(pattern, use, text(size * 2)) for _ in range(2))
            worst = max(worst, (longer / long, text(40)))
            if worst[0] > _MOST:
                return worst
    return worst


def _time(pattern: re.Pattern[str], use: str, text: str) -> float:
    started = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, _ENDLESS)
    try:
        if use in _AT_ONE_PLACE:
            getattr(pattern, use)(text)
        else:
            for _ in pattern.finditer(text):
                pass
    except _TooLong:
        return float(_ENDLESS)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - started


class _TooLong(Exception):
    pass


def _stop(*_: object) -> None:
    raise _TooLong


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


@cache
def _sources() -> dict[str, str]:
    paths = (ROOT / "macros").rglob("*.py")
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def _named(file: str, line: int) -> str:
    """The name of the constant, or of the function, to which a line belongs."""
    name = ""
    for node in ast.walk(_tree(file)):
        if not (isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)):
            continue
        if isinstance(node, ast.FunctionDef):
            name = node.name
        elif isinstance(node, ast.Assign):
            targets = [t for t in ast.walk(node.targets[0]) if isinstance(t, ast.Name)]
            name = name or "|".join(target.id for target in targets)
    return name


def _uses(file: str, line: int) -> set[str]:
    """How a pattern is used: where it was compiled, or by its name."""
    calls: list[Any] = [node for node in ast.walk(_tree(file)) if _is_call(node)]
    for node in calls:
        if node.lineno <= line <= node.end_lineno and node.func.attr != "compile":
            return {node.func.attr if node.func.attr in _AT_ONE_PLACE else "search"}
    name = _named(file, line)
    behind = rf"\b(?:{name})(?:\([^()\n]*\)|\[[^\]\n]*\])?\.(\w+)\("
    known = [_sources()[file]]
    if not name.startswith("_"):
        known = [text for text in _sources().values() if re.search(rf"\b{name}\b", text)]
    used = {use for text in known for use in re.findall(behind, text)} & {*_RE, "finditer"}
    found = {use if use in _AT_ONE_PLACE else "search" for use in used}
    return found or {"search", "fullmatch"}


def _is_call(node: Any) -> bool:
    called = getattr(node, "func", None)
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
        and called.attr in {*_RE, "finditer"}
    )


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """A search that would go on for hours is broken off."""
    before = signal.signal(signal.SIGALRM, _stop)
    yield
    signal.signal(signal.SIGALRM, before)


@pytest.mark.no_cover
def test_every_pattern_takes_its_time_once(
    site: Path, python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    noted = python(str(ROOT / "tests/compiled.py"), str(site))
    assert noted.returncode == 0, noted.stderr
    patterns: list[tuple[str, int, str, int]] = [tuple(one) for one in json.loads(noted.stdout)]
    assert len(patterns) > 300
    done: set[tuple[str, int, str]] = set()
    slow = []
    for file, line, written, flags in patterns:
        name = f"{file}:{_named(file, line)}"
        size = next((size for start, size in _SHORT.items() if name.startswith(start)), _SIZE)
        for use in _uses(file, line) if name not in _LIMITED else ():
            if (written, flags, use) not in done:
                done.add((written, flags, use))
                ratio, text = slowness(re.compile(written, flags), use, size)
                if ratio > _MOST:
                    slow.append(f"{name}:{line} {use} {ratio:.1f} {text!r} {written[:80]!r}")
    assert not slow, "\n".join(slow)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("written", "use"),
    [
        (r"[ \t]*\n", "search"),
        (r"\s*=\s*\Z", "search"),
        (r"(#+)[ \t]*(.*?)[ \t]*#*[ \t]*x", "fullmatch"),
        (r"(?:a|aa)+b", "match"),
        (r"\[\[(.+?)\]\]", "search"),
    ],
)
def test_a_slow_pattern_is_found(written: str, use: str) -> None:
    """What all of this is for: it would be seen."""
    assert slowness(re.compile(written), use)[0] > _MOST
