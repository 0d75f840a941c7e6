"""No command ends with a traceback, whatever goes wrong: it says in a sentence what and where."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import cli
from macros.cli import kb as commands
from macros.report import faults

Kb = Callable[..., tuple[int, str, str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(commands.commands["check"], "callback", fail)


def report_of(told: str) -> str:
    """The report that a refusal names."""
    found = re.search("`([^`]+kb-report-[^`]+)`", told)
    assert found, told
    return Path(found[1]).read_text(encoding="utf-8")


def test_error_of_the_program_is_reported_without_what_it_read(
    kb: Kb, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / ".kb-cache").mkdir(exist_ok=True)
    monkeypatch.setenv("TOKEN", "of-the-environment")
    try:
        int("text of a file")
    except ValueError as cause:
        error = RuntimeError("more of a file")
        error.__cause__ = cause
    failing(monkeypatch, error)
    code, out, err = kb("check")
    assert (code, out) == (2, "")
    assert err.startswith("kb: The program has made a mistake of its own (RuntimeError)")
    assert "Traceback" not in err
    report = report_of(err)
    assert list((site / ".kb-cache").glob("kb-report-*.txt"))
    assert "ValueError\n" in report
    assert re.search(r"RuntimeError\n( {2}File .*, line \d+, in \w+\n)+", report)
    assert re.search(r"Python \d+\.\d+\.\d+ on ", report)
    assert "pydantic 2." in report
    assert not [text for text in ("of a file", "of-the-env") if text in report]
    told = kb("check", "--lang", "id")[2]
    assert told.startswith("kb: Ada kesalahan pada program ini sendiri (RuntimeError)")


def test_report_goes_where_it_can_be_written(
    kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, RuntimeError())
    monkeypatch.setattr(faults, "FOLDER", "nowhere")
    monkeypatch.setattr(faults, "gettempdir", lambda: str(tmp_path))
    assert str(tmp_path / "kb-report-") in kb("check")[2]
    monkeypatch.setattr(faults, "gettempdir", lambda: str(tmp_path / "none"))
    assert kb("check")[2].endswith("has ended. Tell whoever maintains it what you did.\n")


def test_call_without_end_makes_a_short_report(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    def again() -> None:
        again()

    monkeypatch.setattr(commands.commands["check"], "callback", lambda *_, **__: again())
    told = kb("check")[2]
    assert "(RecursionError)" in told
    assert report_of(told).count("in again\n") < faults.CALLS


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "x"), "`.` could not be used: the disk is full."),
        (PermissionError(errno.EACCES, "x", "a.md"), "`a.md` could not be used: permission is"),
        (OSError(errno.EROFS, "x", "a.md"), "`a.md` could not be used: this part of the disk can"),
        (OSError(errno.ENAMETOOLONG, "x", "a.md"), "`a.md` could not be used: its name is too"),
        (IsADirectoryError(errno.EISDIR, "x", "a.md"), "`a.md` could not be used: it is a folder"),
        (MemoryError(), "This computer has too little free memory"),
        (KeyboardInterrupt(), "The command was stopped before its end."),
    ],
)
def test_fault_of_the_system_is_a_sentence(
    kb: Kb, monkeypatch: pytest.MonkeyPatch, error: BaseException, told: str
) -> None:
    failing(monkeypatch, error)
    code, out, err = kb("check")
    assert (code, out) == (130 if isinstance(error, KeyboardInterrupt) else 2, "")
    assert err.startswith(f"kb: {told}")
    assert err.count("\n") == 1
    assert kb("check", "--lang", "id")[2].split()[1] not in ("The", "This")


def test_words_that_cannot_be_read_are_no_traceback_either(
    kb: Kb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> tuple[str, str]:
        raise TypeError

    monkeypatch.setattr(cli, "words_of", unreadable)
    assert kb("nothing")[2].startswith("kb: K105 {")


def test_what_lies_on_the_disk_is_never_a_traceback(kb: Kb, site: Path, tmp_path: Path) -> None:
    """Folders where files should be, links to themselves, names that are too long."""
    long = "a" * 300
    (site / "loop").symlink_to(site / "loop")
    cases = (
        *(f"{command} --root {long}" for command in ("check", "facts", "status", "build")),
        *(f"{command} --root loop" for command in ("check", "where x")),
        *("check --root facts.yml", "check --summary docs", f"check --summary {long}"),
        *(f"build --site {long}", "build --site loop", "build --site facts.yml/site"),
        *("verify loop", f"verify {long}", "verify facts.yml", "rollback --site facts.yml/x"),
        *("kit --output facts.yml --site facts.yml/x", "explain K120", f"check docs/{long}.md"),
    )
    for typed in cases:
        code, _, err = kb(*typed.split())
        assert "kb-report" not in err, typed
        assert code in (0, 1, 2), typed
        assert code == 0 or err.startswith("kb: ") or not err, typed
    for name in ("facts.yml", "glossary.yml", "mkdocs.yml", "redirects.yml", "twins.lock"):
        (site / name).unlink(missing_ok=True)
        (site / name).mkdir()
        for command in ("check", "facts", "status", "impact", "build"):
            code, _, err = kb(command)
            assert code in (0, 1, 2), (name, command)
            assert "kb-report" not in err, (name, command)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux alone has a full device")
def test_output_that_cannot_be_written_is_told(site: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "macros.cli", "facts"],
            cwd=site,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("kb: `.` could not be used: the disk is full.")
    assert done.stderr.count("\n") == 1


SLOW = """
import sys, time
from macros import cli

def work(*_, **__):
    try:
        print("begun", flush=True)
        time.sleep(60)
    finally:
        time.sleep(0.2)
        print("tidy", flush=True)

cli.kb.commands["check"].callback = work
sys.argv[1:] = ["check"]
sys.exit(cli.main())
"""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 2), (signal.SIGHUP, 2)]
)
def test_signal_ends_a_command_tidily(number: signal.Signals, code: int) -> None:
    """Also where whoever sends it is impatient and sends it twice."""
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        for _ in range(2):
            process.send_signal(number)
            time.sleep(0.05)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "tidy\n")
    assert err == (
        "kb: The command was stopped before its end. A site that was published before is whole.\n"
    )


def test_command_without_a_terminal_goes_on() -> None:
    code = SLOW.replace("time.sleep(60)", "time.sleep(0.5)").replace(
        "import sys, time", "import signal, sys, time; signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=60)
    assert process.returncode == 0
