"""A proposal is judged by the code of its base, whatever it changes in its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

UNSEEN = shutil.ignore_patterns("__pycache__", ".kb-cache")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with the package and the Makefile in a repository of its own."""
    folder = tmp_path_factory.mktemp("judge") / "project"
    shutil.copytree(ROOT / "tests" / "site", folder, ignore=UNSEEN)
    shutil.copytree(ROOT / "macros", folder / "macros", ignore=UNSEEN)
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(ROOT / ".gitignore", folder)
    (folder / "addresses.lock").write_text("# Nothing was published.\n", encoding="utf-8")
    git(folder, "init", "-b", "main")
    keep(folder, "Base")
    return folder


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def keep(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-m", message)


def propose(folder: Path, branch: str, *edits: tuple[str, str, str]) -> None:
    git(folder, "checkout", "-B", branch, "main")
    for path, old, new in edits:
        text = (folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    keep(folder, branch)


def run(folder: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "KB_TODAY": "2026-11-22", "BASE": "main"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def judge(folder: Path) -> tuple[int, str]:
    return run(folder, "make", "judge", f"JUDGE={sys.executable}")


VALUE = ("facts.yml", "{value: 304000000,", "{value: 305000000,")
BLIND = (
    "macros/project.py",
    "    return Project(root, library.knowing(view), told, found if view.told_of else None)",
    "    return Project(root, library.knowing(view), (), None)",
)


@pytest.mark.no_cover
def test_own_code_excuses_nothing(repository: Path) -> None:
    propose(repository, "blind", VALUE, BLIND)
    own = run(repository, sys.executable, "-m", "macros.cli", "check", "--base", "main")
    assert own == (0, "No problems found.\n")
    code, told = judge(repository)
    assert code != 0
    assert "facts.yml:41:9: error F123 `migrants.world` had the value 304000000" in told
    assert not (repository / ".judge").exists()


@pytest.mark.no_cover
def test_honest_proposal_passes(repository: Path) -> None:
    """What it adds is seen, and so is what it takes away."""
    new = "      - {value: 310000000, period: 2025, edition: new, source: portal, known: 2026}\n"
    propose(repository, "honest", ("facts.yml", f"      - {VALUE[1]}", f"{new}      - {VALUE[1]}"))
    code, told = judge(repository)
    assert "No problems found." in told
    assert code == 0
    for locale in ("en", "id"):
        (repository / f"docs/{locale}/gcm/sdgs.md").unlink()
    keep(repository, "A page less")
    code, told = judge(repository)
    assert "error F143 `gcm/sdgs.md` led to a page" in told
    assert code != 0
