"""What earlier builds have left never shows: a walk through every kind of edit.

How it fares in hundreds of random walks, under kills and with damaged files, `make bench-edits`
measures.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.edits import KINDS, Project, Trial, based, difference, of_kinds

Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def edited(once: Once) -> Project:
    """A small project, and what is kept of its first build."""
    return Project(once("edited", lambda folder: based(folder, pairs=3)))


def test_every_kind_of_edit_ends_in_the_bytes_of_a_cold_build(
    edited: Project, tmp_path: Path
) -> None:
    kinds = random.Random("walk").sample(KINDS, len(KINDS))
    trial = Trial("walk", edited, tmp_path)
    assert of_kinds(trial, kinds, builds=0.05, broken=0.1) == "", trial.warm.done


def test_page_of_an_earlier_build_would_be_noticed(tmp_path: Path) -> None:
    for name, text in (("warm", "before"), ("cold", "after")):
        for page in ("index.html", "en/index.html"):
            (tmp_path / name / page).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / page).write_text("index" if page == "index.html" else text)
    assert difference(tmp_path / "warm", tmp_path / "cold") == "en/index.html and 0 more"
    (tmp_path / "warm" / "index.html").unlink()
    found = difference(tmp_path / "warm", tmp_path / "cold")
    assert found == "index.html is only in the cold one"
