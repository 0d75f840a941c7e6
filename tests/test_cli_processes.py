"""`kb` as a process: as it is installed, in a pipe, and where it cannot run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(site: Path, python: Run) -> Run:
    """Run a Python module in the small project as Python itself does, from its beginning."""
    return partial(python, "-m", folder=site)


def test_installed_command_is_the_module(site: Path, run: Run) -> None:
    kb = Path(sys.executable).with_name("kb")
    done = subprocess.run(
        [kb, "check"], cwd=site, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "No problems found.\n", "")
    told = run("macros.cli", "explain", "X999")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("kb: There is no problem code `X999`.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["facts", "--format", "json"],
        ["check"],
    ],
)
def test_reader_of_a_pipe_may_leave_early(site: Path, arguments: list[str]) -> None:
    """As `kb facts | head -1` does: no complaint, and no failure."""
    process = subprocess.Popen(
        [sys.executable, "-m", "macros.cli", *arguments],
        cwd=site,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), told) == (0, "")


def test_output_is_utf_8_whatever_the_terminal(run: Run) -> None:
    for environment in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}):
        done = run("macros.cli", "facts", "304 juta", "--lang", "id", **environment)
        assert done.returncode == 0, done.stderr
        assert "304\u00a0juta" in done.stdout


def test_name_that_is_no_text_is_told(site: Path) -> None:
    command = [os.fsencode(sys.executable), b"-m", b"macros.cli", b"check", b"docs/en/\xff.md"]
    done = subprocess.run(command, cwd=site, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"kb: There is nothing to check at `docs/en/")


def test_checks_need_nothing_that_only_builds_need(site: Path, python: Run) -> None:
    """They start fast, and work where only the small libraries are installed."""
    code = (
        "import sys; from macros.cli import main; code = main(['check'])\n"
        "print(code, {'PIL', 'lxml', 'mkdocs', 'segno', 'yaml'} & sys.modules.keys())"
    )
    done = python("-c", code, folder=site)
    assert done.stdout.splitlines()[-1] == "0 {'yaml'}", done.stderr


def test_build_tells_problems_in_the_language_asked_for(site: Path, run: Run) -> None:
    (site / "glossary.yml").unlink()
    done = run("macros.cli", "build", "--lang", "id")
    assert (done.returncode, done.stderr) == (1, "")
    assert "glossary.yml:1:1: kesalahan F101 " in done.stdout
    assert not (site / "site").exists()


def test_build_of_nothing_makes_nothing(site: Path, run: Run) -> None:
    done = run("macros.cli", "build", "--root", "nowhere")
    assert done.returncode == 2
    assert not (site / "nowhere").exists()


def test_day_that_is_none_is_refused(run: Run) -> None:
    done = run("macros.cli", "check", KB_TODAY="tomorrow")
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "closed", "code"),
    [
        ("check", ">&-", 0),
        ("--help", "2>&- >&-", None),
        ("nothing", ">&-", 2),
        ("nothing", "2>&- >&-", None),
    ],
)
def test_streams_may_be_closed(site: Path, arguments: str, closed: str, code: int | None) -> None:
    command = f"{sys.executable} -m macros.cli {arguments}"
    done = subprocess.run(
        ["sh", "-c", f"{command} {closed}"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert code in (done.returncode, None)
