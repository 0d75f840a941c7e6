"""The planted set: its size, and how much of it the check finds."""

from __future__ import annotations

import pytest

from benchmarks import planted

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def lines() -> list[planted.Line]:
    """Every line of the set."""
    return [line for part in planted.PARTS for line in planted.lines(part)]


def test_the_set_is_large_and_half_indonesian(lines: list[planted.Line]) -> None:
    for is_planted in (True, False):
        of_kind = [line for line in lines if line.planted is is_planted]
        assert len(of_kind) >= 300
        assert sum(line.locale == "id" for line in of_kind) * 2 == len(of_kind)


def test_it_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert planted.main(["--misses"]) == 0
    table = capsys.readouterr().out
    assert "literal" in table
    assert "structure" in table


def test_every_code_of_the_family_is_planted(lines: list[planted.Line]) -> None:
    asked = {code for line in lines for code in line.codes}
    assert asked == {f"N{number}" for number in range(101, 115)}


def test_the_simple_checks_find_less(lines: list[planted.Line]) -> None:
    checks = planted.checks(planted.registry())
    found = {name: planted.scores(check, lines)["", "", ""] for name, check in checks.items()}
    ours = found.pop("ours")
    assert len(found) == 3
    for simple in found.values():
        assert simple.recall < ours.recall / 2
        assert simple.precision <= ours.precision or not simple.found
