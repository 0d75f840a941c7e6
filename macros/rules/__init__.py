"""What must hold: one rule, one small function, one code; a module per family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from macros.library import Library
from macros.model import Problem
from macros.rules import (
    addresses,
    characters,
    facts,
    files,
    links,
    pages,
    safety,
    sections,
    terms,
    twins,
)
from macros.rules import limits as bounds
from macros.rules import navigation as menus
from macros.rules import sync as drift
from macros.rules.figures import rule

Rule = Callable[[Library], Iterator[Problem]]

SITE_RULES: tuple[Rule, ...] = (
    facts.claims_hold,
    facts.reviews_are_due,
    facts.facts_are_used,
    facts.groups_have_pages,
    pages.modules_have_numbers_of_their_own,
    pages.news_is_dated,
    twins.twins_exist,
    twins.headings_match,
    twins.headings_are_in_order,
    twins.front_matter_matches,
    sections.parts_match,
    sections.calls_match,
    drift.sections_are_in_line,
    drift.records_have_sections,
    links.links_lead_somewhere,
    links.references_are_defined,
    links.links_have_words,
    links.ids_are_their_own,
    links.front_matter_is_plain,
    menus.menu_names_pages,
    menus.pages_are_reached,
    addresses.addresses_stay,
    addresses.redirects_lead_somewhere,
    files.files_are_fit,
    files.addresses_are_apart,
    safety.pages_are_harmless,
    characters.characters_are_seen,
    bounds.pages_stay_within_bounds,
)
"""Rules that need what the calls of all pages have given, and those that take little time."""

TEXT_RULES: tuple[Rule, ...] = (
    rule.figures_are_called,
    terms.terms_are_those_of_the_glossary,
)
"""Rules that read each page by itself, with the facts and the glossary."""


def run(rules: Iterable[Rule], library: Library) -> list[Problem]:
    """Every problem that these rules find."""
    return [problem for rule in rules for problem in rule(library)]
