"""Every mistake in facts.yml is told with its exact place and all the values of its words.

A case of the case files changes one thing in cases/base.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.facts.reader import read_facts
from macros.model import LOCALES, Severity
from macros.report.text import words_of

FOLDER = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    cases = []
    for name in ("file", "keys", "values", "links", "history"):
        text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
        for case in yaml.load(text, Loader=yaml.CBaseLoader):
            cases.append(pytest.param(case, id=f"{name}: {case['case']}"))
    return cases


def changed(base: str, case: dict[str, Any]) -> str:
    """The text of a case."""
    if "text" in case:
        return str(case["text"])
    assert base.count(case["change"]) == 1, f"base.yml holds it {base.count(case['change'])} times"
    return base.replace(case["change"], case["to"])


@pytest.mark.parametrize("case", _cases())
def test_mistake_is_told(case: dict[str, Any], base: str) -> None:
    _, problems = read_facts(changed(base, case), "facts.yml")
    ordered = sorted(problems, key=lambda p: (p.where.line, p.where.column, p.code))
    found = [{f"{p.where.line}:{p.where.column} {p.code}": said(p.values)} for p in ordered]
    wanted = (each for one in case["problems"] for each in one.items())
    assert found == [{place: said(values)} for place, values in wanted]


@pytest.mark.parametrize("case", _cases())
def test_mistake_has_words(case: dict[str, Any], base: str) -> None:
    _, problems = read_facts(changed(base, case), "facts.yml")
    for problem in problems:
        assert problem.where.path == "facts.yml"
        assert problem.level is Severity.ERROR
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


def said(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a problem; that nothing alike is known need not be written in a case."""
    return {name: text for name, text in values.items() if text or name not in ("near", "known")}
