"""What a check found is told again as long as nothing is another of all that it rests on."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros import kept_checks
from macros.build_cache import FOLDER, NAME
from macros.kept_checks import Findings, KeptChecks
from macros.problems import Location, Problem
from macros.project import Project, open_project
from macros.site_profile import Profile
from tests.conftest import TODAY, Command, Run

Edit = Callable[[str, str, str], None]
TRAINING = "docs/en/news/training.md"


@pytest.fixture
def checked(site: Path, kb: Command, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read since the first check of the small project."""
    kb("check")
    read: list[Path] = []

    def opened(root: Path, *arguments: Any, **options: Any) -> Project:
        read.append(root)
        return open_project(root, *arguments, **options)

    monkeypatch.setattr("macros.project.open_project", opened)
    monkeypatch.setattr("macros.recheck.recheck", lambda *_: None)
    return read


def write(site: Path, text: str = "\n50 million.\n", name: str = TRAINING) -> None:
    with (site / name).open("a", encoding="utf-8") as file:
        file.write(text)


def test_nothing_is_read_where_nothing_has_changed(
    site: Path, kb: Command, checked: list[Path]
) -> None:
    write(site)
    found = {form: kb("check", "--format", form) for form in ("text", "json", "github", "sarif")}
    assert len(checked) == 1
    assert "N112" in found["text"][1]
    for form, told in found.items():
        assert kb("check", "--format", form) == told
        assert kb("check", "--format", form, "--lang", "id") != told
    assert kb("check", TRAINING) == found["text"]
    assert kb("check", "docs/en/index.md") == (0, "No problems found.\n", "")
    assert kb("check", "docs/en/nowhere.md")[0] == 2
    assert len(checked) == 1
    (site / FOLDER / NAME).unlink()
    assert kb("check") == found["text"]
    assert len(checked) == 2


def test_all_forms_of_problems_are_kept_as_they_are(
    site: Path, kb: Command, checked: list[Path]
) -> None:
    """Also those with a fix, with a cause, and with others that follow from them."""
    write(site, "broken: [\n", "facts.yml")
    write(site, "\nA sentence ,with a slip.\n")
    found = {form: kb("check", "--format", form) for form in ("text", "json", "sarif")}
    assert checked
    assert any(one.consequences for one in open_project(site, TODAY).problems)
    (site / FOLDER / NAME).unlink()
    for form, told in found.items():
        assert kb("check", "--format", form) == told


@pytest.mark.parametrize(
    "name",
    ["facts.yml", "synonyms.yml", "mkdocs.yml", "twins.lock", "docs/en/new.md", "docs/a.png"],
)
def test_every_file_matters(site: Path, kb: Command, checked: list[Path], name: str) -> None:
    write(site, "\n", name)
    kb("check")
    assert len(checked) == 1


def test_what_is_no_file_matters(site: Path, kb: Command, checked: list[Path]) -> None:
    (site / "docs" / "en" / "empty").mkdir()
    (site / "docs" / "en" / "linked.md").symlink_to(site / "docs" / "en" / "index.md")
    kb("check")
    (site / "docs" / "en" / "linked.md").unlink()
    kb("check")
    assert len(checked) == 2


def test_day_matters(kb: Command, checked: list[Path]) -> None:
    assert "F120" in kb("check", "--today", "2027-02-01")[1]
    assert len(checked) == 1


def test_code_matters(kb: Command, checked: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_checks, "code_version", lambda: "another")
    kb("check")
    assert len(checked) == 1


def test_last_commit_matters(site: Path, kb: Command, checked: list[Path]) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "docs"], ["commit", "-qm", "One"]):
        subprocess.run([*git, *words], cwd=site, check=True)
    kb("check")
    kb("check")
    subprocess.run([*git, "commit", "-qm", "Two", "--allow-empty"], cwd=site, check=True)
    kb("check")
    assert len(checked) == 2


def test_check_beside_a_base_is_made_each_time(
    site: Path, kb: Command, checked: list[Path]
) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "docs"], ["commit", "-qm", "One"]):
        subprocess.run([*git, *words], cwd=site, check=True)
    kb("check", "--base", "HEAD")
    kb("check", "--base", "HEAD")
    assert len(checked) == 2


def test_site_of_other_code_is_checked_each_time(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    KeptChecks(site, TODAY).keep(Findings((), ()))
    assert KeptChecks(site, TODAY).findings() == Findings((), ())
    monkeypatch.setattr("macros.site_profile.profile", lambda: Profile(package="theirs"))
    assert KeptChecks(site, TODAY).findings() is None


def test_change_meanwhile_is_not_kept(site: Path) -> None:
    one = KeptChecks(site, TODAY)
    assert one.findings() is None
    write(site)
    one.keep(Findings((), ()))
    assert KeptChecks(site, TODAY).findings() is None


def test_what_could_not_be_read_again_is_not_kept(site: Path) -> None:
    values: Any = {1: "more"}
    strange = Problem(Location("a.md"), "N101", values)
    KeptChecks(site, TODAY).keep(Findings((strange,), ()))
    assert KeptChecks(site, TODAY).findings() is None


def test_damage_is_as_good_as_nothing(site: Path, kb: Command, checked: list[Path]) -> None:
    file = sqlite3.connect(site / FOLDER / NAME)
    with file:
        file.execute("UPDATE content SET bytes=?", (b"[[], []]",))
    file.close()
    kb("check")
    (site / FOLDER / NAME).write_bytes(b"no database")
    kb("check")
    assert len(checked) == 2


def test_two_at_once(site: Path, kb: Command) -> None:
    write(site)
    command = [sys.executable, "-m", "macros.cli", "check", "--today", TODAY.isoformat()]
    both = [subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE) for _ in range(2)]
    told = {one.communicate()[0].decode() for one in both}
    assert told == {kb("check")[1]}


def test_little_is_imported(site: Path, python: Run, kb: Command) -> None:
    kb("check")
    code = (
        "import sys; from macros.cli import main; main(['check']);"
        "print(sorted({'pydantic', 'markdown', 'macros.model', 'macros.rules'} & {*sys.modules}))"
    )
    assert python("-c", code, folder=site).stdout == "No problems found.\n[]\n"
