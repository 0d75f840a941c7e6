"""`kb check`: every problem of the project, or of the finished site."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path

import click

from macros.authoring.autofix import make_fixes, strip_pictures
from macros.authoring.before_deploy import before_deploy
from macros.commands.options import OK, PROBLEMS, Given, command, formats
from macros.errors import KnowledgeError, nearest
from macros.git import changed_since, parting, text_at
from macros.library import Earlier
from macros.loading import open_built
from macros.model import Locale, Problem, Severity
from macros.project import Project
from macros.report.ci import as_github, as_sarif, as_summary
from macros.report.text import as_json, as_text, fixed_text

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
@click.option("--deploy", is_flag=True)
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
    deploy: bool,
    built: Path | None,
) -> int:
    """Print the problems in the form asked for; 1 where one of them fails the check.

    Raises `KnowledgeError` K112 for a path at which there is nothing to check.
    """
    if deploy and path:
        raise KnowledgeError("K107", problem="both", given="--deploy", other=path[0])
    if fix:
        _fix(given, path)
    if built:
        from macros.rules.built import check_built

        site = open_built(given.folder / built, built.as_posix())
        found: Sequence[Problem] = check_built(site, lambda: given.project(None).library)
        _refuse_unknown(given, path, [f"{site.name}/{file}" for file in site.files])
    else:
        found = _checked(given, path, _earlier(given.root, base)).problems
    if deploy:
        found = [*before_deploy(given.folder, os.environ), *found]
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
    return Earlier(partial(text_at, root, commit), weight, partial(changed_since, root, commit))


def _fix(given: Given, paths: Sequence[str]) -> None:
    """Make the sure fixes, and say so where it does not disturb what reads the problems."""
    project = _checked(given, paths)
    chosen = [p for p in project.problems if _stands_below(p.where.path, paths, given.root)]
    fixes, files = make_fixes(project, chosen)
    pictures = {p.where.path for p in chosen if p.code == "S154" or _has_more(p)}
    stripped = strip_pictures(project, sorted(pictures))
    print(fixed_text(fixes + stripped, files + stripped, given.lang), file=sys.stderr)


def _has_more(found: Problem) -> bool:
    """Whether something stands behind the end of a picture."""
    return found.code == "S153" and found.values["spoilt"] == "behind"


def _checked(given: Given, paths: Sequence[str], earlier: Earlier | None = None) -> Project:
    """The project. Raises `KnowledgeError` K112 where nothing in it stands at one of the paths."""
    project = given.project(earlier)
    places = {problem.where.path for problem in project.problems}
    _refuse_unknown(given, paths, places.union(project.library.files))
    return project


def _refuse_unknown(given: Given, paths: Sequence[str], files: Collection[str]) -> None:
    """See that each path that was named is, or holds, a file that was looked at."""
    places = [(given.root / file).resolve() for file in files]
    for path in paths:
        named = Path(path).resolve()
        if not any(place.is_relative_to(named) for place in places):
            raise KnowledgeError("K112", path=path, near=nearest(path.replace("\\", "/"), files))


def _below(problem: Problem, paths: Sequence[str], root: Path) -> bool:
    """Whether a problem is in one of the files or folders that were named, or in its twin there.

    The cause of such a problem counts as well, wherever it stands.
    """
    if not paths or any(_below(one, paths, root) for one in problem.consequences):
        return True
    twin = problem.values.get("twin", "").partition(":")[0]
    return any(_stands_below(path, paths, root) for path in (problem.where.path, twin) if path)


def _stands_below(path: str, paths: Sequence[str], root: Path) -> bool:
    """Whether a file is, or is in, one of the files or folders that were named, if any were."""
    place = (root / path).resolve()
    return not paths or any(place.is_relative_to(Path(named).resolve()) for named in paths)
