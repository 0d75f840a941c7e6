"""Problems → words: the text that an editor reads, and the JSON that a tool reads.

The words themselves stand in `messages/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from textwrap import indent

from macros.errors import KnowledgeError, nearest
from macros.messages import catalogue, codes
from macros.problems import Locale, Problem, Severity
from macros.report.selection import readable

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
"""Line breaks and control characters: a value must not break the line that it is printed on."""


def words_of(problem: Problem, locale: Locale) -> tuple[str, str]:
    """What is wrong, and the next step, in a language. An unknown code is a slip: KeyError.

    Behind the next step stands how many problems are held back for this one.
    """
    entry = catalogue().codes[problem.code]
    values = _worded(problem.values, locale)
    given = (text for name, text in entry.hints.items() if problem.values.get(name))
    hint = next(given, entry.hint)[locale].format_map(values)
    if problem.consequences:
        hint = f"{hint} {_counted('consequence', len(problem.consequences), locale)}"
    return entry.message[locale].format_map(values), hint


def _worded(values: Mapping[str, str], locale: Locale) -> dict[str, str]:
    """The values, those that have words of their own replaced by them."""
    table = catalogue().words
    plain = {name: UNSEEN.sub(" ", text) for name, text in values.items()}
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
    for problem in readable(found):
        message, hint = words_of(problem, locale)
        level = catalogue().words["level"][problem.level.value][locale]
        where = UNSEEN.sub(" ", str(problem.where))
        lines.append(f"{where}: {level} {problem.code} {message}\n    {hint}")
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
        "errors": sum(problem.level is Severity.ERROR for problem in problems),
        "warnings": sum(problem.level is Severity.WARNING for problem in problems),
        "files": len({problem.where.path for problem in problems}),
    }


def fixed_text(fixes: int, files: int, locale: Locale) -> str:
    """How much was put right."""
    words = catalogue().report
    if not fixes:
        return words["none-fixed"][locale]
    if fixes == 1:
        return words["one-fixed"][locale]
    return words["fixed"][locale].format(count=fixes, files=files)


def as_json(problems: Iterable[Problem], locale: Locale) -> str:
    """The problems as JSON; only `message` and `hint` depend on the language."""
    found = tuple(problems)
    told = {
        "problems": [_record(one, locale) for one in readable(found)],
        "summary": _counts(found),
    }
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
        "fix": asdict(problem.fix) if problem.fix else None,
        "held_back": len(problem.consequences),
    }
