"""A value that was published is not overwritten: it gets a successor, or a correction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.library import Earlier
from macros.model import Problem, Severity
from macros.project import open_project
from tests.cases import load_yaml
from tests.conftest import TODAY

Edit = Callable[[str, str, str], None]
WORLD = "{value: 304000000, period: 2024, edition: new, source: portal, known: 2025-01"
CORRECTED = ", corrected: {day: 2026-11-22, why: {en: A slip., id: Salah ketik.}}"
CASES = load_yaml(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


@pytest.fixture
def overwritten(site: Path) -> Callable[..., list[Problem]]:
    """The problems with values that were lost since the state before the test."""
    before = (site / "facts.yml").read_text(encoding="utf-8")

    def found(weight: Severity = Severity.ERROR) -> list[Problem]:
        earlier = Earlier(lambda path: before if path == "facts.yml" else None, weight)
        project = open_project(site, TODAY, earlier=earlier)
        return [p for p in project.problems if p.code == "F123"]

    return found


@pytest.mark.parametrize("case", CASES["kept"])
def test_history_goes_on(edit: Edit, overwritten: Callable[..., list[Problem]], case: str) -> None:
    edit("facts.yml", *CASES["kept"][case])
    assert overwritten() == []


@pytest.mark.parametrize("case", CASES["lost"])
def test_value_is_lost(edit: Edit, overwritten: Callable[..., list[Problem]], case: str) -> None:
    old, new, was, now = CASES["lost"][case]
    edit("facts.yml", old, new)
    (problem,) = overwritten()
    assert (problem.values["before"], problem.values["after"]) == (was, now)
    assert problem.values["now"] == ("changed" if now else "gone")
    assert problem.level is Severity.ERROR
    assert [p.level for p in overwritten(Severity.WARNING)] == [Severity.WARNING]


def test_correction_of_before_excuses_nothing_new(
    site: Path, edit: Edit, overwritten: Callable[..., list[Problem]]
) -> None:
    edit("facts.yml", WORLD, WORLD.replace("304", "305") + CORRECTED)
    before = (site / "facts.yml").read_text(encoding="utf-8")
    edit("facts.yml", "value: 305000000", "value: 306000000")
    earlier = Earlier(lambda _: before, Severity.ERROR)
    told = [p.code for p in open_project(site, TODAY, earlier=earlier).problems]
    assert told == ["F123"]


def test_fact_that_is_broken_has_one_problem(
    edit: Edit, overwritten: Callable[..., list[Problem]]
) -> None:
    edit("facts.yml", WORLD, WORLD.replace("304000000", "three"))
    assert overwritten() == []
