"""The planted set: its size, and how much of it the check finds."""

from __future__ import annotations

import pytest

from benchmarks import planted

pytestmark = pytest.mark.no_cover


def test_what_is_planted_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    """In one test, since to read the lines and to look at each takes long."""
    lines = [line for part in planted.PARTS for line in planted.lines(part)]
    told = planted.answers(lines)
    _is_large_and_half_indonesian(lines)
    assert {code for line in lines for code in line.codes} == {f"N{n}" for n in range(101, 115)}
    assert not planted.low(lines, told["ours"])
    assert planted.low(lines, [()] * len(lines))
    planted.print_tables(lines, told)
    table = capsys.readouterr().out
    assert "literal" in table
    assert "structure" in table
    found = {name: planted.scores(lines, codes)["", "", ""] for name, codes in told.items()}
    ours = found.pop("ours")
    assert len(found) == 3
    for simple in found.values():
        assert simple.recall < ours.recall / 2
        assert simple.precision <= ours.precision or not simple.found


def _is_large_and_half_indonesian(lines: list[planted.Line]) -> None:
    for is_planted in (True, False):
        of_kind = [line for line in lines if line.planted is is_planted]
        assert len(of_kind) >= 300
        assert sum(line.locale == "id" for line in of_kind) * 2 == len(of_kind)
