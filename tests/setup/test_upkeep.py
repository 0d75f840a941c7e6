"""What runs by the calendar: it runs what exists, and tells what it found, to people alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
STAND_IN = """#!/bin/sh
echo "$@" >> "$TOLD"
case "$1 $2" in
    "run download") cp reports/*.txt found/ ;;
    "issue list") echo "$OPEN" ;;
    "issue "*) cat body.md >> "$TOLD" ;;
esac
"""
"""What a runner has as `gh`: it writes down what it is asked for."""


def read(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return made


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_jobs_have_no_rights_but_their_own_and_take_actions_by_commit(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            uses = step.get("uses", "")
            assert not uses or re.fullmatch(r"[a-z-]+/[a-z-]+@[0-9a-f]{40}", uses)
            if uses.startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_who_may_write_runs_nothing_of_a_proposal_and_no_package(path: Path) -> None:
    for job in read(path)["jobs"].values():
        if "write" in job.get("permissions", {}).values():
            said = json.dumps(job["steps"])
            assert not re.search(r"actions/checkout|\bmake |\bpip |\bnpm |\bkb ", said)


def test_every_look_is_a_target_of_make() -> None:
    looks = read(GITHUB / "workflows" / "upkeep.yml")["jobs"]["look"]["strategy"]["matrix"]["what"]
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [look for look in looks if not re.search(rf"^{look}:", made, re.M)] == []


@pytest.mark.parametrize(("number", "asked"), [("", "issue create"), ("7", "issue comment 7")])
def test_what_was_found_is_told_once_and_shows_as_text(
    tmp_path: Path, number: str, asked: str
) -> None:
    (step,) = read(GITHUB / "workflows" / "upkeep.yml")["jobs"]["tell"]["steps"]
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "links.txt").write_text("~~~~~~~~~~\n@everyone **404**\n", "utf-8")
    gh = tmp_path / "gh"
    gh.write_text(STAND_IN, encoding="utf-8")
    gh.chmod(0o755)
    told = tmp_path / "told"
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={"PATH": path, "TOLD": str(told), "OPEN": number, "RUN": "1"},
        check=True,
    )
    said = told.read_text(encoding="utf-8")
    assert asked in said
    fenced = said.partition("~~~~~~~~~~text\n")[2]
    assert fenced == "\n@everyone **404**\n~~~~~~~~~~\n"


def test_every_folder_with_a_lock_of_npm_gets_proposals() -> None:
    updates = {one["package-ecosystem"]: one for one in read(GITHUB / "dependabot.yml")["updates"]}
    locks = subprocess.run(
        ["git", "ls-files", "*package-lock.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    folders = {
        f"/{Path(path).parent.as_posix()}".replace("/.", "/") for path in locks.stdout.split()
    }
    assert set(updates["npm"]["directories"]) == folders
    assert "github-actions" in updates


def test_policy_names_the_families_of_codes_that_guard() -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for family in ("P2xx", "S1xx", "P1xx", "F1xx", "N1xx", "B1xx"):
        assert family in policy
