"""`kb check`: every problem of the project, or of the finished site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from macros.authoring.autofix import make_fixes
from macros.commands.checked import opened
from macros.commands.options import OK, PROBLEMS
from macros.loading import open_built
from macros.model import Locale, Problem, Severity
from macros.report.ci import as_github, as_sarif, as_summary
from macros.report.text import as_json, as_text, fixed_text
from macros.rules.built import check_built

_FORMATS: dict[str, Callable[[Iterable[Problem], Locale], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def run(options: argparse.Namespace) -> int:
    """Print the problems in the form asked for; 1 where one of them fails the check."""
    if options.fix:
        _fix(options)
    found = _in_site(options) if options.built else opened(options).problems
    problems = [p for p in found if _below(p, options.paths, options.root)]
    _print(problems, options)
    failing = [p for p in problems if options.strict or p.level is Severity.ERROR]
    return PROBLEMS if failing else OK


def _print(problems: Sequence[Problem], options: argparse.Namespace) -> None:
    if options.summary:
        with options.summary.open("a", encoding="utf-8") as summary:
            summary.write(as_summary(problems, options.lang))
    print(_FORMATS[options.format](problems, options.lang))


def _fix(options: argparse.Namespace) -> None:
    """Make the sure fixes, and say so where it does not disturb what reads the problems."""
    project = opened(options)
    chosen = [p for p in project.problems if _below(p, options.paths, options.root)]
    print(fixed_text(*make_fixes(project, chosen), options.lang), file=sys.stderr)


def _in_site(options: argparse.Namespace) -> Sequence[Problem]:
    folder: Path = options.built
    return check_built(open_built(options.root / folder, folder.as_posix()))


def _below(problem: Problem, paths: Sequence[str], root: Path) -> bool:
    """Whether a problem is in one of the files or folders that were named, or in its twin there."""
    if not paths:
        return True
    twin = problem.values.get("twin", "").partition(":")[0]
    places = [(root / path).resolve() for path in (problem.where.path, twin) if path]
    return any(place.is_relative_to(Path(path).resolve()) for path in paths for place in places)
