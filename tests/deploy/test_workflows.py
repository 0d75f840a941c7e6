"""The workflows: what each may, and that just what was built and checked is put online."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DEPLOY: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "deploy.yml").read_text(encoding="utf-8")
)
JOBS: dict[str, Any] = DEPLOY["jobs"]
READ = {"contents": "read"}


def uses(job: str) -> list[str]:
    """The actions of a job, without their commits."""
    return [step["uses"].partition("@")[0] for step in JOBS[job]["steps"] if "uses" in step]


def runs(job: str) -> str:
    return "\n".join(step.get("run", "") for step in JOBS[job]["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_versions_are_told_and_nothing_from_outside_becomes_a_command(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line in re.findall(r"^.*\buses:.*$", text, re.MULTILINE):
        assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    for job in yaml.safe_load(text)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "what comes from outside comes as a variable"


def test_nothing_is_deployed_before_its_owner_says_where() -> None:
    pages, rsync = (f"needs.{job}.result == 'success'" for job in ("pages", "rsync"))
    assert {name: job["if"] for name, job in JOBS.items()} == {
        "build": "vars.DEPLOY == 'pages' || vars.DEPLOY == 'rsync'",
        "pages": "vars.DEPLOY == 'pages'",
        "rsync": "vars.DEPLOY == 'rsync'",
        "live": f"!cancelled() && ({pages} || {rsync})",
    }
    on: Any = True  # as YAML reads it
    assert DEPLOY[on] == {
        "push": {"branches": ["main"]},
        "workflow_dispatch": None,
    }
    assert DEPLOY["concurrency"] == {"group": "deploy", "cancel-in-progress": False}


def test_each_job_may_do_its_work_and_nothing_else() -> None:
    rights = {name: job["permissions"] for name, job in JOBS.items()}
    pages = {"id-token": "write", "pages": "write"}
    assert rights == {"build": READ, "pages": pages, "rsync": READ, "live": {}}
    places = {
        name: job["environment"]["name"] for name, job in JOBS.items() if "environment" in job
    }
    assert places == {"pages": "github-pages", "rsync": "production"}


def test_only_the_step_that_needs_them_sees_secrets() -> None:
    holders = [
        (name, step["name"])
        for name, job in JOBS.items()
        for step in (*job["steps"], {"name": "job", "env": job.get("env")})
        if "secrets." in str(step)
    ]
    assert holders == [("rsync", "Bring it to the server")]


def test_it_is_built_once_checked_and_just_that_deployed() -> None:
    steps = JOBS["build"]["steps"]
    order = [step.get("name") or step["uses"].partition("@")[0] for step in steps]
    assert order[2:] == [
        "Check what is set, and all facts and pages",
        "Build",
        "Verify what was built",
        "actions/upload-pages-artifact",
        "actions/upload-artifact",
    ]
    said = runs("build")
    for command in ("kb check --deploy", "make build", "kb check --built", "kb verify"):
        assert command in said
    assert "continue-on-error" not in str(DEPLOY)
    assert "||" not in said
    for job in ("pages", "rsync"):
        assert JOBS[job]["needs"] == "build"
        assert "make build" not in runs(job)
    assert uses("pages") == ["actions/deploy-pages"]
    assert "actions/download-artifact" in uses("rsync")
    first = runs("rsync").index('echo "$SUMS  site/SHA256SUMS" | sha256sum --check --strict')
    assert first < runs("rsync").index("kb deploy")
    for step in steps[-2:]:
        assert step["with"]["path"] == "site"
        assert step["with"]["include-hidden-files"] is True


def test_its_files_that_say_what_is_put_online_belong_to_maintainers() -> None:
    owners = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    for place in ("/.ci/", "/.github/", "/deploy/", "/mkdocs.yml"):
        assert re.search(rf"^{re.escape(place)}\s+@\S+/maintainers$", owners, re.MULTILINE), place
