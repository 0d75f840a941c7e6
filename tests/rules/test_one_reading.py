"""Texts that look like one thing and are another to Markdown: the check says what the reader gets.

Each was once read in one way by the check and in another by the site.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.project import open_project
from macros.rules.macro_calls import make_calls
from macros.rules.registry import RULES, Scope
from macros.rules.runner import register_all_rules
from tests.cases import load_yaml
from tests.reading import read_page

register_all_rules()

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = load_yaml((HERE / "one_reading.yml").read_text(encoding="utf-8"))
BASE = open_project(HERE.parent / "site", date(2026, 11, 22), "https://test.example/").library
PATH = "docs/en/page.md"


def told(text: str) -> list[str]:
    """The place and the code of whatever the check says of a page, but for its twin."""
    page, problems = read_page(
        f"---\ntitle: T\ndescription: D.\n---\n{text}", PATH, "en", "page.md"
    )
    found = list(problems)
    if page:
        pages = {**BASE.pages, "en": {**BASE.pages["en"], "page.md": page}}
        library = make_calls(replace(BASE, pages=pages))[0]
        rules = [rule for rule in RULES if rule.scope not in (Scope.BUILT, Scope.TEXTS)]
        found += [problem for rule in rules for problem in rule.check(library)]
    here = {(p.where.line - 4, p.where.column, p.code) for p in found if p.where.path == PATH}
    return [f"{line}:{column} {code}" for line, column, code in sorted(here) if code[0] != "T"]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_what_is_told(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["told"]
