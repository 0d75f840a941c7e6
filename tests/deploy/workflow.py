"""A workflow, run here: its commands are run, and what its actions do is done by hand.

Of the language of its expressions just what our workflows use is known; all else is an error.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT
from tests.deploy.walk import Walk

_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


class Run:
    """One run of a workflow on the code host of a walk, whose `gh` has said what is set."""

    def __init__(self, name: str, walk: Walk, folder: Path, prepare: str) -> None:
        text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
        self.jobs: dict[str, Any] = yaml.safe_load(text)["jobs"]
        self.folder = folder
        self.known: dict[str, str] = {}
        """What expressions stand for, such as `vars.DEPLOY`."""
        self._walk, self._prepare = walk, prepare
        self.read_settings()

    def read_settings(self) -> None:
        """Take over what `gh` has set until now."""
        for call in self._walk.asked("gh"):
            if found := re.fullmatch(r"variable set (\w+) --body (.*)", call):
                self.known[f"vars.{found[1]}"] = found[2]
            if found := re.fullmatch(r"secret set (\w+) .*", call):
                kept = self._walk.folder / "log" / f"secret-{found[1]}"
                self.known[f"secrets.{found[1]}"] = kept.read_text(encoding="utf-8")

    def job(self, name: str, **environment: str) -> None:
        """Run a job on a machine of its own. Raises `AssertionError` where a step of it fails."""
        job = self.jobs[name]
        assert self._holds(job["if"]), f"{name} is not run"
        machine = self.folder / name
        shutil.rmtree(machine, ignore_errors=True)
        machine.mkdir(parents=True)
        for step in job["steps"]:
            if self._holds(step.get("if", "")):
                self._step(
                    step, machine, {**job.get("env", {}), **step.get("env", {}), **environment}
                )
        for key, value in job.get("outputs", {}).items():
            self.known[f"needs.{name}.outputs.{key}"] = self._filled(value)
        self.known[f"needs.{name}.result"] = "success"

    def _step(self, step: Mapping[str, Any], machine: Path, environment: Mapping[str, str]) -> None:
        work, given = machine / "work", step.get("with", {})
        match step.get("uses", "").partition("@")[0]:
            case "":
                self._command(step, machine, environment)
            case "actions/checkout":
                host = str(self._walk.folder / "host.git")
                subprocess.run(["git", "clone", "-q", host, work], check=True)
                subprocess.run(["bash", "-c", self._prepare or ":"], cwd=work, check=True)
            case "actions/upload-pages-artifact":
                shutil.copytree(work / given["path"], self.folder / "github-pages")
            case "actions/upload-artifact":
                shutil.copytree(work / given["path"], self.folder / given["name"])
            case "actions/download-artifact":
                shutil.copytree(self.folder / given["name"], work / given["path"])
            case "actions/deploy-pages":
                shutil.copytree(self.folder / "github-pages", self.folder / "live-on-pages")
            case other:
                assert other == "actions/setup-python", other

    def _command(
        self, step: Mapping[str, Any], machine: Path, environment: Mapping[str, str]
    ) -> None:
        output = machine / "output"
        output.write_text("", encoding="utf-8")
        work = machine / "work"
        work.mkdir(exist_ok=True)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=work,
            env={
                **self._walk.environment,
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(machine / "summary"),
                "RUNNER_TEMP": str(machine),
                **{key: self._filled(value) for key, value in environment.items()},
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{step}\n{done.stdout}\n{done.stderr}"
        for line in output.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            self.known[f"steps.{step['id']}.outputs.{key}"] = value

    def _filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self.known.get(found[1], ""), text)

    def _holds(self, condition: str) -> bool:
        """Whether a condition holds: comparisons joined by `||` or `&&`, and some words."""
        text = condition.replace("!cancelled()", "True").replace("always()", "True")
        text = re.sub(r"[a-z]+\.[A-Za-z.]+", lambda found: repr(self.known.get(found[0], "")), text)
        text = text.replace("||", " or ").replace("&&", " and ")
        assert re.fullmatch(r"( |True|or|and|==|\(|\)|'[^']*')*", text), condition
        return bool(eval(text or "True", {"__builtins__": {}}))
