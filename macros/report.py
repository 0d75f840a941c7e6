"""Problems → words: the text that an editor reads, and the JSON that a tool reads.

All words stand in `messages/`, in both languages; how its files are read is told in words.yml.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import indent
from typing import Any, TypeAlias

import yaml

from macros.errors import KnowledgeError, nearest
from macros.model import Level, Locale, Problem, Text

_FOLDER = files("macros").joinpath("messages")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PARTS = ("title", "message", "hint", "why", "fix")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
"""Line breaks and control characters: a value must not break the line that it is printed on."""

Table: TypeAlias = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True)
class Entry:
    """The words of one code; `hints` stand in for `hint` where their value is not empty."""

    title: Text
    message: Text
    hint: Text
    why: Text
    fix: Text
    example: str
    hints: Mapping[str, Text]


@dataclass(frozen=True)
class Catalogue:
    """All of `messages/`."""

    codes: Mapping[str, Entry]
    words: Table
    report: Mapping[str, Text]


@cache
def catalogue() -> Catalogue:
    """The words of all problems, read once, when the first of them is needed."""
    raw: dict[str, Any] = {}
    words: dict[str, dict[str, Text]] = {}
    report: dict[str, Text] = {}
    for path in sorted(_FOLDER.iterdir(), key=lambda path: path.name):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        raw.update(data.get("codes", {}))
        for name, table in data.get("words", {}).items():
            words.setdefault(name, {}).update(_texts(table))
        report.update(_texts(data.get("report", {})))
    codes = {code: _entry(raw[entry.get("same", code)]) for code, entry in raw.items()}
    return Catalogue(codes, words, report)


def codes() -> tuple[str, ...]:
    """Every code that has words."""
    return tuple(catalogue().codes)


def _entry(raw: Mapping[str, Any]) -> Entry:
    parts = {part: Text(**raw[part]) for part in _PARTS}
    hints = {
        key.removeprefix("hint_"): Text(**words)
        for key, words in raw.items()
        if key.startswith("hint_")
    }
    return Entry(**parts, example=raw["example"], hints=hints)


def _texts(raw: Mapping[str, Mapping[str, str]]) -> dict[str, Text]:
    return {key: Text(**words) for key, words in raw.items()}


def words_of(problem: Problem, locale: Locale) -> tuple[str, str]:
    """What is wrong, and the next step, in a language. An unknown code is a slip: KeyError."""
    entry = catalogue().codes[problem.code]
    values = _worded(problem.values, locale)
    given = (text for name, text in entry.hints.items() if problem.values.get(name))
    hint = next(given, entry.hint)
    return entry.message[locale].format_map(values), hint[locale].format_map(values)


def _worded(values: Mapping[str, str], locale: Locale) -> dict[str, str]:
    """The values, those that have words of their own replaced by them."""
    table = catalogue().words
    plain = {name: _UNSEEN.sub(" ", text) for name, text in values.items()}
    own = {
        name: table[name][text][locale]
        for name, text in plain.items()
        if text in table.get(name, {})
    }
    inner = plain | own
    return plain | {name: words.format_map(inner) for name, words in own.items()}


def explain(code: str, locale: Locale) -> str:
    """All about a code, for `kb explain`. Raises `KnowledgeError` P204 for an unknown one."""
    known = code.strip().upper()
    if known not in codes():
        raise KnowledgeError("P204", what="code", key=code, near=nearest(known, codes()))
    entry, headings = catalogue().codes[known], catalogue().report
    parts = {"why": entry.why[locale], "fix": entry.fix[locale], "example": entry.example}
    sections = (
        f"{headings[name][locale]}\n{indent(text.rstrip(), '  ')}" for name, text in parts.items()
    )
    return "\n\n".join((f"{known}: {entry.title[locale]}", *sections))


def as_text(problems: Iterable[Problem], locale: Locale) -> str:
    """The problems as lines for a terminal, with a line that counts them at the end."""
    found = tuple(problems)
    lines = []
    for problem in found:
        message, hint = words_of(problem, locale)
        level = catalogue().words["level"][problem.level.value][locale]
        lines.append(f"{problem.where}: {level} {problem.code} {message}\n    {hint}")
    return "\n".join((*lines, _summary(found, locale)))


def _summary(problems: tuple[Problem, ...], locale: Locale) -> str:
    words = catalogue().report
    if not problems:
        return words["none"][locale]
    counts = _counts(problems)
    found = ", ".join(
        _counted(one, counts[f"{one}s"], locale)
        for one in ("error", "warning")
        if counts[f"{one}s"]
    )
    return _counted("file", counts["files"], locale, found=found)


def _counted(one: str, count: int, locale: Locale, **values: str) -> str:
    template = catalogue().report[one if count == 1 else f"{one}s"][locale]
    return template.format(count=count, **values)


def _counts(problems: tuple[Problem, ...]) -> dict[str, int]:
    """How many errors and warnings there are, and in how many files."""
    return {
        "errors": sum(problem.level is Level.ERROR for problem in problems),
        "warnings": sum(problem.level is Level.WARNING for problem in problems),
        "files": len({problem.where.path for problem in problems}),
    }


def as_json(problems: Iterable[Problem], locale: Locale) -> str:
    """The problems as JSON; only `message` and `hint` depend on the language."""
    found = tuple(problems)
    told = {"problems": [_record(problem, locale) for problem in found], "summary": _counts(found)}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _record(problem: Problem, locale: Locale) -> dict[str, object]:
    message, hint = words_of(problem, locale)
    where = problem.where
    return {
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "end_column": where.end_column,
        "code": problem.code,
        "level": problem.level.value,
        "message": message,
        "hint": hint,
        "fix": None,
    }
