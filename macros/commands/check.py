"""`kb check`: every problem of the project, or of the finished site."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.options import OK, PROBLEMS, Given, command, formats
from macros.errors import KnowledgeError, nearest
from macros.kept_checks import Findings, KeptChecks
from macros.problems import Locale, Problem, Severity
from macros.report.ci import as_github, as_sarif, as_summary
from macros.report.text import as_json, as_text, fixed_text

if TYPE_CHECKING:
    from macros.library import Earlier
# What is kept of a check is told without any reader or rule: those that need them import them.

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
        from macros.loading import open_built
        from macros.rules.built import check_built

        given.register()
        site = open_built(given.folder / built, built.as_posix())
        found: Sequence[Problem] = check_built(site, lambda: given.project(None).library)
        _refuse_unknown(given, path, [f"{site.name}/{file}" for file in site.files])
    else:
        found = _findings(given, path, base).problems
    if deploy:
        from macros.authoring.before_deploy import before_deploy

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
    from macros.git import changed_since, parting, text_at
    from macros.library import Earlier

    commit = parting(root, base) if base else "HEAD"
    weight = Severity.ERROR if base else Severity.WARNING
    return Earlier(partial(text_at, root, commit), weight, partial(changed_since, root, commit))


def _fix(given: Given, paths: Sequence[str]) -> None:
    """Make the sure fixes, and say so where it does not disturb what reads the problems."""
    from macros.authoring.autofix import make_fixes, strip_pictures
    from macros.recheck import looked_at

    project = given.project()
    _refuse_unknown(given, paths, looked_at(project.library, project.problems))
    chosen = [p for p in project.problems if _stands_below(p.where.path, paths, given.root)]
    fixes, files = make_fixes(project, chosen)
    pictures = {p.where.path for p in chosen if p.code == "S154" or _has_more(p)}
    stripped = strip_pictures(project, sorted(pictures))
    print(fixed_text(fixes + stripped, files + stripped, given.lang), file=sys.stderr)


def _has_more(found: Problem) -> bool:
    """Whether something stands behind the end of a picture."""
    return found.code == "S153" and found.values["spoilt"] == "behind"


def _findings(given: Given, paths: Sequence[str], base: str | None) -> Findings:
    """What is wrong. Raises `KnowledgeError` K112 where nothing stands at one of the paths.

    Beside a base nothing is kept: what has changed since may be any file of the repository.
    """
    kept = None if base else KeptChecks(given.folder, given.today)
    findings = kept.findings() if kept else None
    if findings is None:
        findings = _checked(given, kept, base)
    _refuse_unknown(given, paths, findings.files)
    return findings


def _checked(given: Given, kept: KeptChecks | None, base: str | None) -> Findings:
    from macros.git import versions
    from macros.recheck import keep, looked_at, recheck

    given.register()
    earlier = _earlier(given.root, base)
    history = partial(versions, given.root)
    if kept and (findings := recheck(given.root, kept, earlier, history)):
        kept.keep(findings)
        return findings
    project = given.project(earlier)
    findings = Findings(project.problems, looked_at(project.library, project.problems))
    if kept and kept.keep(findings):
        keep(project, kept)
    return findings


def _refuse_unknown(given: Given, paths: Sequence[str], files: Collection[str]) -> None:
    """See that each path that was named is, or holds, a file that was looked at."""
    places = [(given.root / file).resolve() for file in files] if paths else []
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
