"""`kb check`: every problem of the project, or of the finished site."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import click

from macros.authoring.autofix import make_fixes
from macros.commands.git import parting, text_at
from macros.commands.options import OK, PROBLEMS, Given, command, formats
from macros.library import Earlier
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
_FILE = click.Path(path_type=Path)


@command("check")
@click.argument("path", nargs=-1)
@click.option("--strict", is_flag=True)
@click.option("--fix", is_flag=True)
@formats(*_FORMATS)
@click.option("--summary", type=_FILE, metavar="FILE")
@click.option("--base", metavar="COMMIT")
@click.option("--built", type=_FILE, is_flag=False, flag_value=Path("site"), metavar="[SITE]")
def check(
    given: Given,
    *,
    path: Sequence[str],
    strict: bool,
    fix: bool,
    format: str,
    summary: Path | None,
    base: str | None,
    built: Path | None,
) -> int:
    """Print the problems in the form asked for; 1 where one of them fails the check."""
    if fix:
        _fix(given, path)
    if built:
        found: Sequence[Problem] = check_built(open_built(given.root / built, built.as_posix()))
    else:
        found = given.project(_earlier(given.root, base)).problems
    problems = [p for p in found if _below(p, path, given.root)]
    if summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(as_summary(problems, given.lang))
    print(_FORMATS[format](problems, given.lang))
    failing = [p for p in problems if strict or p.level is Severity.ERROR]
    return PROBLEMS if failing else OK


def _earlier(root: Path, base: str | None) -> Earlier:
    """What the facts are compared with: against a base, which is named, a loss is an error."""
    commit = parting(root, base) if base else "HEAD"
    weight = Severity.ERROR if base else Severity.WARNING
    return Earlier(partial(text_at, root, commit), weight)


def _fix(given: Given, paths: Sequence[str]) -> None:
    """Make the sure fixes, and say so where it does not disturb what reads the problems."""
    project = given.project()
    chosen = [p for p in project.problems if _below(p, paths, given.root)]
    print(fixed_text(*make_fixes(project, chosen), given.lang), file=sys.stderr)


def _below(problem: Problem, paths: Sequence[str], root: Path) -> bool:
    """Whether a problem is in one of the files or folders that were named, or in its twin there.

    The cause of such a problem counts as well, wherever it stands.
    """
    if not paths or any(_below(one, paths, root) for one in problem.consequences):
        return True
    twin = problem.values.get("twin", "").partition(":")[0]
    places = [(root / path).resolve() for path in (problem.where.path, twin) if path]
    return any(place.is_relative_to(Path(path).resolve()) for path in paths for place in places)
