"""How long our commands take, beside the plain stack: `make bench`.

Four whole processes take turns, A B C D A B C D …, so that whatever else the machine does falls
on all of them alike:

    kb build      the real site, into a temporary folder
    plain stack   `mkdocs build` of the same site without our engine; plain.py says what it holds
    kb check      every check, without a build
    kb where      every use of one fact

The table has the median, least and greatest wall time, the median of CPU time (user and system,
child processes included) and the greatest memory that any process of the command held at once.
Exit codes: 0 within the limits, 1 a limit is passed, 2 a command failed.
"""

from __future__ import annotations

import argparse
import os
import pstats
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
BUILD_LIMIT, CHECK_LIMIT = 6.0, 1.0
"""Seconds of wall time that the project allows itself."""
SHOWN = 25
"""Lines of a profile."""


@dataclass(frozen=True)
class Command:
    """A process to measure."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    limit: float | None = None
    """Seconds of wall time that its median may take."""


@dataclass(frozen=True)
class Run:
    """One process from start to end."""

    wall: float
    cpu: float
    """Seconds; of the process and of those that it started and waited for."""
    peak: float
    """Megabytes (10⁶ bytes)."""


class Failed(Exception):
    """A measured command ended with an error; the message is its output."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure or profile, and say whether the limits hold."""
    options = _parser().parse_args(arguments)
    with TemporaryDirectory(prefix="kb-bench-") as name:
        try:
            if options.profile:
                return profile(options.root.resolve(), Path(name))
            return compare(options, Path(name))
        except Failed as error:
            print(error, file=sys.stderr)
            return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Times our commands beside the plain stack.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each command (default 5)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    limits = (
        ("--build-limit", "kb build", BUILD_LIMIT),
        ("--check-limit", "kb check", CHECK_LIMIT),
    )
    for option, name, limit in limits:
        told = f"seconds that {name} may take (default {limit:g})"
        parser.add_argument(option, type=float, default=limit, metavar="SECONDS", help=told)
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    return parser


def compare(options: argparse.Namespace, temporary: Path) -> int:
    """Run all commands in turn, print the table, and give the exit code."""
    commands = _commands(options, temporary)
    runs: dict[str, list[Run]] = {command.name: [] for command in commands}
    # The first round fills the disk's and Python's caches and is not counted.
    for number in range(options.runs + 1):
        for command in commands:
            run = measure(command, temporary)
            if number:
                runs[command.name].append(run)
    print("\n".join(table(runs)))
    print(ratio(runs["kb build"], runs["plain stack"]))
    passed = [line for command in commands if (line := _passed(command, runs[command.name]))]
    print("\n".join(passed or ["Within the limits."]))
    return 1 if passed else 0


def _commands(options: argparse.Namespace, temporary: Path) -> list[Command]:
    root, plain = options.root.resolve(), temporary / "plain"
    plain.mkdir()
    # In a process of its own: a child inherits the peak memory of whoever started it.
    copy = Command("copy", (str(Path(__file__).with_name("plain.py")), ".", str(plain)), root)
    measure(copy, temporary)
    kb, mkdocs = ("-m", "macros.cli"), ("-m", "mkdocs", "build")
    site, plain_site = str(temporary / "site"), str(temporary / "plain-site")
    return [
        Command("kb build", (*kb, "build", "--site", site), root, options.build_limit),
        Command("plain stack", (*mkdocs, "--site-dir", plain_site), plain),
        Command("kb check", (*kb, "check"), root, options.check_limit),
        Command("kb where", (*kb, "where", "migrants.world"), root),
    ]


def measure(command: Command, temporary: Path) -> Run:
    """Run a command to its end. Raises `Failed` with its output where it fails."""
    said = temporary / "output.txt"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": _path(command.folder)}
    # The second run of a command finds its modules compiled, as it does for an author.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with said.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command.arguments],
            cwd=command.folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{command.name}:\n{said.read_text(encoding='utf-8', errors='replace')}")
    kilobytes = 1 / 1024 if sys.platform == "darwin" else 1
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * kilobytes * 1024 / 1e6)


def _path(folder: Path) -> str:
    """The project under measurement comes before an installed one."""
    return os.pathsep.join(part for part in (str(folder), os.environ.get("PYTHONPATH")) if part)


def table(runs: dict[str, list[Run]]) -> list[str]:
    """One line a command."""
    lines = [f"{'':<12}{'wall s':>8}{'least':>8}{'most':>8}{'CPU s':>8}{'peak MB':>9}"]
    for name, done in runs.items():
        walls = [run.wall for run in done]
        lines.append(
            f"{name:<12}{median(walls):>8.2f}{min(walls):>8.2f}{max(walls):>8.2f}"
            f"{median(run.cpu for run in done):>8.2f}{max(run.peak for run in done):>9.0f}"
        )
    return lines


def ratio(ours: list[Run], plain: list[Run]) -> str:
    """How much longer our build takes: the median of the ratios of neighbouring runs."""
    pairs = list(zip(ours, plain, strict=True))
    wall = median(our.wall / other.wall for our, other in pairs)
    cpu = median(our.cpu / other.cpu for our, other in pairs)
    return f"kb build / plain stack: {wall:.2f} of wall time, {cpu:.2f} of CPU time"


def _passed(command: Command, runs: list[Run]) -> str:
    """That a command takes longer than its limit; empty where it does not."""
    took = median(run.wall for run in runs)
    if command.limit is None or took <= command.limit:
        return ""
    return f"Limit passed: {command.name} takes {took:.2f} s, {command.limit:g} s allowed."


def profile(root: Path, temporary: Path) -> int:
    """Print where the check, and the build's own MkDocs process, spend their time."""
    mkdocs = ("mkdocs", "build", "--strict", "--site-dir", str(temporary / "site"))
    for name, module in (("kb check", ("macros.cli", "check")), ("kb build", mkdocs)):
        written = temporary / "profile"
        profiled = ("-m", "cProfile", "-o", str(written), "-m", *module)
        measure(Command(name, profiled, root), temporary)
        print(f"\n{name}: the {SHOWN} functions with most time of their own\n")
        pstats.Stats(str(written)).sort_stats("tottime").print_stats(SHOWN)
        print(f"\n{name}: the {SHOWN} of ours with most time below them\n")
        pstats.Stats(str(written)).sort_stats("cumulative").print_stats("macros/", SHOWN)
    return 0


if __name__ == "__main__":
    sys.exit(main())
