"""Family S: what only maintainers change is named to whoever reviews a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.errors import problem
from macros.library import Library
from macros.model import Location, Problem, Severity
from macros.rules.registry import rule

MAINTAINED = re.compile(
    r"(?:macros|overrides|tests|benchmarks|deploy|\.github|\.ci)/.*|Makefile|pyproject\.toml|mkdocs\.yml"
    r"|settings\.lock|requirements[\w-]*\.lock|package(?:-lock)?\.json|(?:.*/)?CODEOWNERS"
)
"""The files that decide what runs when the site is checked and built, and what each page loads;
`.github/CODEOWNERS` gives them to maintainers."""


@rule("S143")
def changes_for_maintainers(library: Library) -> Iterator[Problem]:
    """Against a base: each changed file that a proposal of pages and facts leaves alone."""
    if library.earlier is None or library.earlier.weight is not Severity.ERROR:
        return
    for path in library.earlier.changed():
        if MAINTAINED.fullmatch(path):
            yield problem(Location(path), "S143", Severity.WARNING, file=path)
