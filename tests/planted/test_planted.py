"""The planted set: its size, and how much of it the check finds."""

from __future__ import annotations

import pytest

from benchmarks import planted


def test_the_set_is_large_and_half_indonesian() -> None:
    lines = [line for part in planted.PARTS for line in planted.lines(part)]
    for is_planted in (True, False):
        of_kind = [line for line in lines if line.planted is is_planted]
        assert len(of_kind) >= 300
        assert sum(line.locale == "id" for line in of_kind) * 2 == len(of_kind)


def test_it_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert planted.main(["--misses"]) == 0
    table = capsys.readouterr().out
    assert "literal" in table
    assert "structure" in table


def test_every_code_of_the_family_is_planted() -> None:
    asked = {code for part in planted.PARTS for line in planted.lines(part) for code in line.codes}
    assert asked == {f"N{number}" for number in range(101, 115)}


@pytest.mark.parametrize("name", ["literal", "digits", "structure"])
def test_the_simple_checks_find_less(name: str) -> None:
    lines = [line for part in planted.PARTS for line in planted.lines(part)]
    all_checks = planted.checks(planted.registry())
    ours, simple = (planted.scores(all_checks[n], lines)["", "", ""] for n in ("ours", name))
    assert simple.recall < ours.recall / 2
    assert simple.precision <= ours.precision or not simple.found
