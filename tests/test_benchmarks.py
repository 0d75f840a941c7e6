"""What the timings beside other generators rest on: copies of the same pages, and the goals."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.build import HUGO, OURS, PLAIN, SERVED, Result, Table
from benchmarks.generators import Generator, hugo_markdown

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_plain_copy_has_words_in_place_of_calls(site: Path, python: Run, tmp_path: Path) -> None:
    done = python("-m", "benchmarks.plain", str(site), str(tmp_path / "plain"))
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "plain" / "docs").rglob("*.md"))
    assert len(pages) == int(done.stdout) == len(list((site / "docs").rglob("*.md")))
    home = tmp_path / "plain" / "docs" / "en" / "index.md"
    assert "There are {{ fact(" in (site / "docs" / "en" / "index.md").read_text(encoding="utf-8")
    assert "There are {{" not in home.read_text(encoding="utf-8")


def test_hugo_gets_its_own_markdown() -> None:
    text = (
        '## A heading {: #here }\n\n!!! note "Mind"\n    This.\n\n    And that.\n\n'
        '[A page](../part/index.md#here) and ![a picture](a.png){: width="9" }\n'
    )
    assert hugo_markdown(text) == (
        "## A heading {#here}\n\n> **Mind**\n>\n> This.\n>\n> And that.\n\n"
        "[A page](../part/_index.md#here) and ![a picture](a.png)\n"
    )


def test_edits_reach_the_page_and_leave_other_files(tmp_path: Path) -> None:
    states = tuple({"page.md": "---\ntitle: A\n---\nText.\n", "data": value} for value in "01")
    one = Generator("one", tmp_path, (), (), ("site",), (states[0], states[1]), "page.md", "")
    one.edit((), (), 0)
    (tmp_path / "data").unlink()
    one.edit(("Word",), ("more",), 0)
    assert not (tmp_path / "data").exists()
    assert (tmp_path / "page.md").read_text() == "---\ntitle: A more\n---\nText.\n\nWord.\n"
    one.edit(("Word",), ("more",), 1)
    assert (tmp_path / "data").read_text() == "1"


def _table(ours: float, plain: float, hugo: float, memory: float) -> Sequence[str]:
    named = {OURS: ours, PLAIN: plain, HUGO: hugo}
    steps = ("cold", "page", "fact", "title", SERVED)
    walls = [
        Result("100", name, step, wall, wall) for name, wall in named.items() for step in steps
    ]
    most = [
        Result("100", name, "cold", 0, memory=m) for name, m in ((OURS, memory), (PLAIN, 100.0))
    ]
    table = Table([*walls, *most])
    assert all(line.startswith("|") for line in (*table.lines(), *table.ratios()))
    return list(table.missed())


def test_goals_that_do_not_hold_are_told() -> None:
    assert _table(0.2, 1, 1, 150) == []
    assert [one.partition(":")[0] for one in _table(0.3, 1, 1, 151)] == ["page, 100", "memory, 100"]
    assert len(_table(2, 1, 1, 100)) == 4
