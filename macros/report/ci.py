"""Problems as the code host shows them beside the changed lines, and as other tools read them.

GitHub keeps at most 10 errors and 10 warnings of a step (and 50 a job), so the worst come first
and the step's summary lists them all. SARIF is version 2.1.0 of OASIS.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from macros.messages import catalogue
from macros.problems import Locale, Problem, Severity
from macros.report.selection import readable
from macros.report.text import UNSEEN, words_of

PER_LEVEL = 10
"""How many annotations of a level GitHub shows for one step."""
_MARKS = frozenset("\\`*_[]<>#|~!")
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_github(problems: Iterable[Problem], locale: Locale) -> str:
    """Workflow commands for the annotations that fit, the worst first."""
    found = worst_first(problems)
    levels = ([p for p in found if p.level is level][:PER_LEVEL] for level in Severity)
    return "\n".join(_command(problem, locale) for some in levels for problem in some)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors before warnings, then by place; of one code in one file, only the first stays near
    the top, so that one repeated slip does not hide the others."""
    seen: set[tuple[str, str]] = set()
    ranked = []
    for problem in sorted(problems, key=_place):
        again = (problem.where.path, problem.code) in seen
        seen.add((problem.where.path, problem.code))
        ranked.append((problem.level is not Severity.ERROR, again, _place(problem), problem))
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:3])]


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.where.path, problem.where.line, problem.where.column, problem.code


def _command(problem: Problem, locale: Locale) -> str:
    message, hint = words_of(problem, locale)
    where = problem.where
    entry = catalogue().codes[problem.code]
    properties = {
        "file": where.path,
        "line": str(where.line),
        "col": str(where.column),
        "endColumn": str(where.end_column) if where.end_column else "",
        "title": f"{problem.code} {entry.title[locale]}",
    }
    written = ",".join(f"{key}={_property(text)}" for key, text in properties.items() if text)
    return f"::{problem.level.value} {written}::{_data(f'{message} {hint}')}"


def _data(text: str) -> str:
    """Escaped as the runner's `toCommandValue` expects it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escaped as the runner's `toCommandProperties` expects it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_summary(problems: Iterable[Problem], locale: Locale) -> str:
    """All problems as Markdown tables, a table a file, for the step's summary."""
    words = catalogue().report
    found = readable(sorted(problems, key=_place))
    if not found:
        return f"{words['none'][locale]}\n"
    parts = []
    for path, group in groupby(found, key=lambda problem: problem.where.path):
        rows = [_row(problem, locale) for problem in group]
        parts.append("\n".join((f"### {_heading(path)}\n", "| | | |", "|---|---|---|", *rows)))
    return "\n\n".join(parts) + "\n"


def _heading(path: str) -> str:
    """A path in one line of Markdown, whatever stands in it."""
    plain = UNSEEN.sub(" ", path)
    return "".join(f"\\{sign}" if sign in _MARKS else sign for sign in plain)


def _row(problem: Problem, locale: Locale) -> str:
    message, hint = words_of(problem, locale)
    told = f"{message} {hint}".replace("|", "\\|").replace("\n", " ")
    level = catalogue().words["level"][problem.level.value][locale]
    return f"| {problem.where.line}:{problem.where.column} | {level} {problem.code} | {told} |"


def as_sarif(problems: Iterable[Problem], locale: Locale) -> str:
    found = readable(sorted(problems, key=_place))
    codes = sorted({problem.code for problem in found})
    driver = {
        "name": "kb",
        "rules": [_rule(code, locale) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes, locale) for problem in found],
    }
    return json.dumps(
        {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )


def _rule(code: str, locale: Locale) -> dict[str, Any]:
    entry = catalogue().codes[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.title[locale]},
        "fullDescription": {"text": entry.why[locale].strip()},
        "help": {"text": entry.fix[locale].strip()},
    }


def _result(problem: Problem, codes: Sequence[str], locale: Locale) -> dict[str, Any]:
    message, hint = words_of(problem, locale)
    where = problem.where
    region: dict[str, int] = {"startLine": where.line, "startColumn": where.column}
    if where.end_column:
        region["endColumn"] = where.end_column
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.level.value,
        "message": {"text": f"{message} {hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": where.path},
                    "region": region,
                }
            }
        ],
    }
