"""The rules: generators of problems, each registered by `@rule(…)` with the codes that it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from macros.model import Problem

_Check = TypeVar("_Check", bound=Callable[[Any], Iterator[Problem]])


class Scope(Enum):
    """What a rule looks at, and hence when it can run."""

    LIBRARY = "library"
    """The `Library`, once the calls of all pages were made."""
    DATA = "data"
    """The texts of facts, glossary and diagrams, and nothing else of the `Library`."""
    LINKED = "linked"
    """The pages of `Library.to_check`, and the outlines of all others."""
    TEXTS = "texts"
    """The texts of some `File`s, each by itself."""
    PAGES = "pages"
    """Some pages of the `Library` in both languages, each by itself; see `Library.of_pages`."""
    BUILT = "built"
    """The `BuiltSite`."""


class Rule(NamedTuple):
    """A registered rule."""

    codes: frozenset[str]
    check: Callable[[Any], Iterator[Problem]]
    scope: Scope


RULES: list[Rule] = []
"""All rules of the modules imported so far; `macros.rules.runner` imports what is needed."""


def rule(codes: str, *, scope: Scope = Scope.LIBRARY) -> Callable[[_Check], _Check]:
    """Register a generator as the rule that tells these codes, given with spaces between them."""

    def register(check: _Check) -> _Check:
        RULES.append(Rule(frozenset(codes.split()), check, scope))
        return check

    return register


def run(scope: Scope, subject: object) -> list[Problem]:
    """Every problem that the registered rules of a scope find."""
    return [problem for one in RULES if one.scope is scope for problem in one.check(subject)]
