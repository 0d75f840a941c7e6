"""What must hold: one rule, one small function, one code; a module per family."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.model import Problem
from macros.render.context import Library
from macros.rules import facts, pages

Rule = Callable[[Library], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    facts.claims_hold,
    facts.reviews_are_due,
    facts.facts_are_used,
    facts.groups_have_pages,
    pages.twins_exist,
    pages.headings_match,
    pages.modules_match,
    pages.news_is_dated,
)


def run(library: Library) -> list[Problem]:
    """Every problem that the rules find."""
    return [problem for rule in RULES for problem in rule(library)]
