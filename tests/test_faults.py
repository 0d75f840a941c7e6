"""No command ends with a traceback, whatever goes wrong: it says in a sentence what and where."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import cli
from macros.commands.check import check
from macros.report import faults

Kb = Callable[..., tuple[int, str, str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(check, "callback", fail)


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

    monkeypatch.setattr(check, "callback", lambda *_, **__: again())
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


PLAIN_USER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Takes from root what lets it read and write everything."""


@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs setpriv of util-linux")
@pytest.mark.parametrize(
    ("name", "mode", "command", "told"),
    [
        ("docs/en/data.md", 0, "check", "docs/en/data.md"),
        ("docs/en/gcm", 0, "status --lang id", "docs/en/gcm"),
        ("facts.yml", 0, "facts", "facts.yml"),
        (".", 0o555, "mark-synced --all", "twins.lock"),
        (".", 0o555, "build", ".site-lock"),
    ],
)
def test_missing_permission_is_told_with_the_file(
    site: Path, name: str, mode: int, command: str, told: str
) -> None:
    path, user = site / name, PLAIN_USER if os.geteuid() == 0 else []
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        done = subprocess.run(
            [*user, sys.executable, "-m", "macros.cli", *command.split()],
            cwd=site,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        path.chmod(before)
    assert done.returncode == 2
    assert re.match(rf"kb: `[^`]*{re.escape(told)}` ", done.stderr), done.stderr
    wanted = "izinnya tidak ada" if command.endswith("id") else "permission is missing"
    assert wanted in done.stderr
    assert done.stderr.count("\n") == 1


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
from macros.commands.check import check

def work(*_, **__):
    try:
        print("begun", flush=True)
        time.sleep(60)
    finally:
        time.sleep(0.2)
        print("tidy", flush=True)

check.callback = work
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


@pytest.mark.parametrize(("lang", "told"), [("en", "The program has"), ("id", "Ada kesalahan")])
def test_mkdocs_that_cannot_begin_is_told(site: Path, python: Run, lang: str, told: str) -> None:
    code = (
        "import os, runpy, sys; sys.modules['mkdocs.__main__'] = None;"
        "sys.argv[1:] = [str(os.getppid()), 'build'];"
        "runpy.run_module('macros.mkdocs_adapter', run_name='__main__')"
    )
    done = python("-c", code, folder=site, KB_LANG=lang)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr


def test_process_whose_starter_is_gone_ends_at_once(site: Path, python: Run) -> None:
    done = python("-m", "macros.mkdocs_adapter", "1", "--version", folder=site)
    assert (done.returncode, done.stdout + done.stderr) == (1, "")
    done = python("-m", "macros.mkdocs_adapter", str(os.getpid()), "--version", folder=site)
    assert done.returncode == 0
    assert done.stdout.startswith("mkdocs, version 1.")


@pytest.mark.parametrize(("told", "code"), [("", 1), ("go\n", 0)])
def test_process_that_waits_reads_nothing_before_it_is_told_to(
    site: Path, python: Run, told: str, code: int
) -> None:
    """Else the settings would be read before they are checked."""
    begin = (
        "import os, runpy, sys; from macros import loading\n"
        "def opened(root, read=loading.open_settings):\n"
        "    print('settings'); return read(root)\n"
        "loading.open_settings = opened; end, begin = os.pipe()\n"
        f"os.write(begin, {told.encode()!r}); os.close(begin); os.dup2(end, 0)\n"
        "sys.argv[1:] = [str(os.getppid()), 'when-told', 'build', '--site-dir', 'made']\n"
        "runpy.run_module('macros.mkdocs_adapter', run_name='__main__')"
    )
    done = python("-c", begin, folder=site)
    assert done.returncode == code, done.stderr
    assert ("settings" in done.stdout, (site / "made").exists()) == (code == 0,) * 2


@pytest.mark.skipif(sys.platform == "win32", reason="knows no such end")
def test_build_that_the_system_ends_is_told(site: Path, python: Run) -> None:
    """As it does where memory runs out."""
    code = (
        "import sys; from macros import cli; from macros.publish import mkdocs_process as run;"
        "popen = run.subprocess.Popen\n"
        "def ended(*given, **options):\n"
        "    process = popen(*given, **options); process.kill(); return process\n"
        "run.subprocess.Popen = ended\n"
        "sys.exit(cli.main(['build']))"
    )
    done = python("-c", code, folder=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kb: The system ended MkDocs (signal 9) before the site was")
    assert not list(site.glob(".site-new"))
