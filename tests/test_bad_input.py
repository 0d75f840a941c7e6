"""Nothing is published of a bad input, and all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.cli import main
from tests.cases import load_yaml
from tests.rules.setups import edit

RULES = Path(__file__).parent / "rules"
BAD = {
    "F106": "alias bomb",
    "F115": "a claim that does not hold",
}
"""Other inputs that stop a build: `publish/test_build.py`, `test_cli_processes.py`."""


def case_of(code: str, name: str) -> dict[str, Any]:
    """A bad case of a code."""
    cases = load_yaml((RULES / code / "bad.yml").read_text(encoding="utf-8"))
    return next(case for case in cases if case["name"] == name)


@pytest.mark.no_cover
@pytest.mark.parametrize("code", BAD)
def test_nothing_is_published(code: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = case_of(code, BAD[code])
    edit(site, case)
    published = site / "site"
    published.mkdir()
    (published / ".kb-site").touch()
    (published / "index.html").write_text("the last good site", encoding="utf-8")
    assert main(["build", "--root", str(site), "--today", "2026-11-22"]) == 1
    place, _, told = case["found"][0].partition(" ")
    assert place in (printed := capsys.readouterr().out)
    assert told in printed
    assert (published / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert sorted(path.name for path in published.iterdir()) == [".kb-site", "index.html"]


def test_all_problems_are_found_in_one_run(site: Path, read: Callable[[], Any]) -> None:
    wrong = {
        "P204": "unknown fact",
        "F110": "wrong type",
        "P202": "unknown macro",
        "P210": "a heading without id",
    }
    for code, name in wrong.items():
        edit(site, case_of(code, name))
    assert wrong.keys() <= {p.code for p in read().errors}
