"""What only maintainers change is named to reviewers, and is theirs in CODEOWNERS."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from macros.library import Earlier
from macros.model import Severity
from macros.project import Project
from macros.rules.maintained import MAINTAINED, changes_for_maintainers

ROOT = Path(__file__).parents[2]
THEIRS = [
    *("mkdocs.yml", "settings.lock", "Makefile", "package.json", "package-lock.json"),
    *("requirements.lock", "requirements-dev.lock", "pyproject.toml", ".github/CODEOWNERS"),
    *(".github/workflows/check.yml", "macros/cli.py", "macros/site/__init__.py"),
    *("overrides/main.html", "overrides/assets/kb.js", "tests/conftest.py", "benchmarks/plain.py"),
]
OURS = [
    *("facts.yml", "glossary.yml", "menu.yml", "twins.lock", "addresses.lock", "redirects.yml"),
    *("docs/en/index.md", "docs/en/macros/x.md", "docs/id/news/Makefile.md", "README.md"),
]


def told(project: Project, paths: list[str], weight: Severity) -> list[str]:
    """What the rule says of these changed files."""
    earlier = Earlier(lambda path: None, weight, lambda: paths)
    library = replace(project.library, earlier=earlier)
    problems = list(changes_for_maintainers(library))
    assert all(p.level is Severity.WARNING and p.code == "S143" for p in problems)
    return [p.where.path for p in problems]


def test_each_changed_file_is_named(read: Callable[[], Project]) -> None:
    project = read()
    assert told(project, [*OURS, *THEIRS], Severity.ERROR) == THEIRS
    assert told(project, THEIRS, Severity.WARNING) == [], "nobody has named a base"
    assert list(changes_for_maintainers(project.library)) == []


@pytest.mark.parametrize("path", THEIRS)
def test_they_are_asked_to_review_it(path: str) -> None:
    """Of the lines of CODEOWNERS that fit a file, a code host takes the last one."""
    owners = ""
    for line in (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").split("\n"):
        pattern, *named = line.split() or ["#"]
        if pattern == "#":
            continue
        fits = pattern == "*" or fnmatchcase(
            f"/{path}", f"{pattern}*" if pattern[-1] == "/" else pattern
        )
        owners = " ".join(named) if fits else owners
    assert re.fullmatch(r"@\S+/maintainers", owners), owners


def test_all_that_the_list_names_is_there() -> None:
    """Each part of the pattern fits a file of this project, so that none is a slip of the pen."""
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("*") if path.is_file()]
    theirs = {name for name in files if MAINTAINED.fullmatch(name)}
    assert {"Makefile", "mkdocs.yml", "settings.lock", "requirements.lock"} <= theirs
    assert not theirs & {"facts.yml", "menu.yml", "README.md"}
