"""A page whose front matter cannot be used is looked through all the same, in one round."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.project import Project

BODY = "It was 304 million.\n\n## Aim\n\nSee [x](nope.md) and {{ fact('migrants.wrld') }}.\n"
HEADERS = {
    "no marks": ("title: Forum\ndescription: D.\n\n" + BODY, {"P102"}),
    "nothing": (BODY, {"P102"}),
    "not closed": ("---\ntitle: Forum\ndescription: D.\n" + BODY, {"P102"}),
    "unknown key": (f"---\ntitle: F\ndescription: D.\nauthor: me\n---\n{BODY}", {"P108"}),
    "no description": (f"---\ntitle: Forum\n---\n{BODY}", {"P109"}),
    "colon": (f"---\ntitle: Forum: a start\ndescription: D.\n---\n{BODY}", {"P105"}),
    "day": (f"---\ntitle: F\ndescription: D.\ndate: March 2022\n---\n{BODY}", {"P110", "P220"}),
    "sound": (f"---\ntitle: Forum\ndescription: D.\n---\n{BODY}", set()),
}


@pytest.mark.parametrize("case", HEADERS)
def test_all_is_told_at_once(case: str, site: Path, read: Callable[[], Project]) -> None:
    text, codes = HEADERS[case]
    (site / "docs/en/forum.md").write_text(text, encoding="utf-8")
    found = read().problems
    assert {p.where.path for p in found} == {"docs/en/forum.md"}
    told = {p.code for p in found}
    assert told >= codes | {"T101", "P210", "L101", "P204"}
    assert any(code.startswith("N") for code in told)
    lines = text.split("\n")
    for problem in found:
        line = lines[problem.where.line - 1]
        if problem.code.startswith("N"):
            assert "304 million" in line
        if problem.code in ("L101", "P204"):
            assert "nope.md" in line


def test_mended_front_matter_tells_nothing_new(site: Path, read: Callable[[], Project]) -> None:
    told = {}
    for case in ("unknown key", "sound"):
        (site / "docs/en/forum.md").write_text(HEADERS[case][0], encoding="utf-8")
        told[case] = {(p.code, p.where.line) for p in read().problems}
    shifted = {(code, line + 1 if line > 1 else line) for code, line in told["sound"]}
    assert told["unknown key"] == shifted | {("P108", 4)}
