"""The planted set: its size, and how much of it the check finds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "planted.py"


@pytest.fixture(scope="module")
def planted() -> ModuleType:
    """The benchmark, which is no package."""
    spec = importlib.util.spec_from_file_location("planted", PATH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["planted"] = module
    spec.loader.exec_module(module)
    return module


def test_the_set_is_large_and_half_indonesian(planted: ModuleType) -> None:
    lines = [line for part in planted.PARTS for line in planted.lines(part)]
    for is_planted in (True, False):
        of_kind = [line for line in lines if line.planted is is_planted]
        assert len(of_kind) >= 300
        assert sum(line.locale == "id" for line in of_kind) * 2 == len(of_kind)


def test_it_is_found(planted: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert planted.main(["--misses"]) == 0
    table = capsys.readouterr().out
    assert "literal" in table
    assert "structure" in table


def test_every_code_of_the_family_is_planted(planted: ModuleType) -> None:
    asked = {code for part in planted.PARTS for line in planted.lines(part) for code in line.codes}
    assert asked == {f"N{number}" for number in range(101, 114)}


@pytest.mark.parametrize("name", ["literal", "digits", "structure"])
def test_the_simple_checks_find_less(planted: ModuleType, name: str) -> None:
    lines = [line for part in planted.PARTS for line in planted.lines(part)]
    all_checks = planted.checks(planted.registry())
    ours, simple = (planted.scores(all_checks[n], lines)["", "", ""] for n in ("ours", name))
    assert simple.recall < ours.recall / 2
    assert simple.precision <= ours.precision or not simple.found
