"""MkDocs, as `kb` starts it, is given no settings but those that were checked."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PLAIN = """
import sys
from macros.mkdocs_adapter.checked_settings import check_first
from mkdocs.config import load_config
if sys.argv[1] == "checked":
    check_first()
print(load_config("mkdocs.yml").site_name)
"""


@pytest.fixture
def load(site: Path, python: Run) -> Run:
    """Load the settings of the small project, as MkDocs does at its start."""
    return partial(python, "-c", PLAIN, folder=site)


def test_a_tag_runs_where_mkdocs_reads_the_file_itself(site: Path, load: Run) -> None:
    """What is guarded against here. Should it end, so may the guard."""
    _add(site, f"extra: {{x: !!python/object/apply:os.mkdir [{site / 'ran'}]}}")
    load("plain")
    assert (site / "ran").exists()


@pytest.mark.parametrize(
    "written",
    [
        "extra: {{x: !!python/object/apply:os.mkdir [{ran}]}}",
        "extra:\n  ? !!python/object/apply:os.mkdir [{ran}]\n  : y",
        "extra: &x !!python/object/apply:os.mkdir [{ran}]",
        "<<: {{x: !!python/object/apply:os.mkdir [{ran}]}}",
        "nav: [!!python/object/apply:os.mkdir [{ran}]]",
        "INHERIT: other.yml",
        "copyright: Not agreed to",
    ],
)
def test_settings_that_were_not_agreed_to_are_not_loaded(
    site: Path, load: Run, written: str
) -> None:
    other = f"extra: {{x: !!python/object/apply:os.mkdir [{site / 'ran'}]}}"
    (site / "other.yml").write_text(other, encoding="utf-8")
    _add(site, written.format(ran=site / "ran"))
    done = load("checked")
    assert done.returncode == 1
    assert "mkdocs.yml:" in done.stderr
    assert not (site / "ran").exists()


def test_settings_are_those_that_mkdocs_would_read(load: Run) -> None:
    assert load("checked").stdout == load("plain").stdout == "Test\n"


def _add(site: Path, text: str) -> None:
    with (site / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"{text}\n")
