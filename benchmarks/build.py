"""How long a change takes until it is published, and until its author sees it: `make bench-build`.

The real site and generated ones (projects.py) are built by this engine and by those of
generators.py from the same text: with no cache at all, then with what that build left after one
page has changed, one fact (on about 5 % of the pages), one title. Then the page is edited under the
development server of each: what is timed is from the moment when the file is saved until a client
that asks for the page every 10 ms is given the new words. A server that is not measured is stopped.

All take turns, A B C D A B C D …, so that whatever else the machine does falls on all alike; a
first round fills the disk's and Python's caches and is not counted. In it the memory is sampled:
the sum, over all processes of a build at one moment, of what each has for itself and of its share
of what it has in common with others (Linux' PSS).

    --sizes real 10 100   which sites (default: real 10 100 500 1000)
    --runs 3              counted rounds
    --only Hugo           one of the others beside this engine; more than once
    --no-serve            builds alone
    --json FILE           every run

The tables are Markdown. Exit codes: 0 every goal holds that
was measured, 1 not so, 2 a command failed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from threading import Event, Thread

from benchmarks import generators, projects
from benchmarks.generators import PORT, Generator, Texts

ROOT = Path(__file__).resolve().parent.parent
REAL = "real"
SIZES = (REAL, "10", "100", "500", "1000")
OURS, PLAIN, ZENSICAL, HUGO = "this engine", "plain stack", "Zensical", "Hugo"
STEPS = {
    "cold": "no cache",
    "page": "one page changed",
    "fact": "one fact changed",
    "title": "one title changed",
}
"""What is done before a build."""
SERVED = "edit → page"
PAGE, FACT, OTHER = "emm/further-topics.md", "value: 117300000", "value: 117400000"
"""The page of the real site that is edited, and the fact on 4 of its 78 pairs of pages."""
MORE = 5
"""How many times as often a page is edited under our server and Hugo's: it may be saved just before
Hugo looks for changes, or just after."""
ROUGH = 1.3
"""How many times as long each pair of a thousand may take as each of a hundred."""


@dataclass(frozen=True)
class Goal:
    """The greatest ratio to another generator, by the size of the site."""

    step: str
    rival: str
    limits: Mapping[str, float]
    memory: bool = False


def _limits(*limits: float) -> dict[str, float]:
    return dict(zip((REAL, "100", "500", "1000"), limits, strict=True))


GOALS = (
    Goal("cold", PLAIN, _limits(0.9, 0.8, 0.7, 0.6)),
    Goal("page", PLAIN, _limits(0.35, 0.25, 0.15, 0.1)),
    Goal("fact", PLAIN, _limits(0.5, 0.35, 0.25, 0.2)),
    Goal(SERVED, HUGO, _limits(0.7, 0.7, 0.9, 1.2)),
    Goal("cold", PLAIN, _limits(1.5, 1.5, 1.5, 1.5), memory=True),
)


@dataclass(frozen=True)
class Command:
    """A process to measure."""

    name: str
    arguments: tuple[str, ...]
    folder: Path


@dataclass(frozen=True)
class Run:
    """One process from start to end."""

    wall: float
    cpu: float
    """Seconds; of the process and of those that it started and waited for."""
    peak: float
    """Megabytes (10⁶ bytes) that one of these held at most."""


class Failed(Exception):
    """A measured command ended with an error; the message is its output."""


def measure(command: Command, temporary: Path, *, python: bool = True) -> Run:
    """Run a command, of Python unless told otherwise, to its end. Raises `Failed` with its output
    where it fails."""
    said = temporary / "output.txt"
    arguments = [sys.executable, *command.arguments] if python else list(command.arguments)
    with said.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            arguments,
            cwd=command.folder,
            env=_environment(command.folder),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{command.name}:\n{said.read_text(encoding='utf-8', errors='replace')}")
    kilobytes = 1 / 1024 if sys.platform == "darwin" else 1
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * kilobytes * 1024 / 1e6)


def _environment(folder: Path) -> dict[str, str]:
    """The project under measurement comes before an installed one."""
    path = (str(folder), os.environ.get("PYTHONPATH"))
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join(part for part in path if part),
    }
    # The second run of a command finds its modules compiled, as it does for an author.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


class Memory:
    """Samples what all processes that begin here take together, while a block runs."""

    def __init__(self) -> None:
        self.peak = 0.0
        """Megabytes."""
        self._end = Event()
        self._thread = Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._end.wait(0.05):
            self.peak = max(self.peak, sum(map(_share, _below(os.getpid()))))


def _below(process: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in path.read_text().split():
                yield int(child)
                yield from _below(int(child))


def _share(process: int) -> float:
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


@dataclass
class Server:
    """A development server that runs only while it is measured."""

    generator: Generator
    process: subprocess.Popen[bytes]
    port: int

    @classmethod
    def of(cls, generator: Generator) -> Server:
        """Start one, and wait until it has given the page. Raises `Failed`."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [part.replace(PORT, str(port)) for part in generator.serve],
            cwd=generator.folder,
            env=_environment(generator.folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        server = cls(generator, process, port)
        try:
            server.until("")
        except Failed:
            server.close()
            raise
        return server

    def until(self, word: str) -> None:
        """Ask for the page every 10 ms until a word stands in it. Raises `Failed`."""
        limit = time.monotonic() + 300
        while time.monotonic() < limit and self.process.poll() is None:
            if word in self._page():
                return
            time.sleep(0.01)
        raise Failed(f"the server of {self.generator.name} does not show “{word}”")

    def _page(self) -> str:
        """The page as it is given now; a line end where it is not given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request("GET", f"/{self.generator.url}")
            answer = connection.getresponse()
            text = answer.read().decode()
            return text if answer.status == http.HTTPStatus.OK else ""
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def rest(self) -> None:
        """Wait until the server has nothing more to do, at most a minute."""
        limit, quiet, before = time.monotonic() + 60, 0, self._used()
        while quiet < 4 and time.monotonic() < limit:
            time.sleep(0.25)
            now = self._used()
            # Watching files by asking for their times takes some as well.
            quiet = quiet + 1 if now - before < 0.1 else 0
            before = now

    def _used(self) -> float:
        """Seconds of CPU time that its processes have taken."""
        ticks = 0
        for process in (self.process.pid, *_below(self.process.pid)):
            with suppress(OSError):
                fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to all its processes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def close(self) -> None:
        """End it."""
        self.signal(signal.SIGKILL)
        self.process.wait()


class Site:
    """A site of one size, with a copy for each generator."""

    def __init__(self, size: str, folder: Path, names: Sequence[str]) -> None:
        self.size, self._folder = size, folder
        folder.mkdir()
        project = folder / "ours"
        key, facts = PAGE, (FACT, OTHER)
        if size == REAL:
            _copy_real(project)
        else:
            pairs = int(size)
            projects.generate(project, pairs)
            key, facts = projects.keys(pairs)[pairs // 2], projects.VALUES
        states = self._states(project, key, facts)
        plain = folder / "plain"
        self.generators = [generators.ours(project, states[0], key)]
        if PLAIN in names:
            self.generators.append(generators.plain_stack(plain, states[1], key))
        for name, make in ((ZENSICAL, generators.zensical), (HUGO, generators.hugo)):
            if name in names:
                self.generators.append(make(folder / name.lower(), plain, states[1], key))
        self._words: list[str] = []
        self._titles: list[str] = []
        self._fact = 0

    def _states(
        self, project: Path, key: str, facts: tuple[str, str]
    ) -> tuple[tuple[Texts, Texts], tuple[Texts, Texts]]:
        """What the edits change of ours, and of the plain copy, with either value of the fact."""
        page = f"docs/en/{key}"
        data = project / "facts.yml"
        first = data.read_text(encoding="utf-8")
        if first.count(facts[0]) != 1:
            raise Failed(f"“{facts[0]}” is to stand in facts.yml once")
        written = (first, first.replace(*facts))
        copies = []
        for at, text in reversed(list(enumerate(written))):  # the first value stays
            data.write_text(text, encoding="utf-8")
            folder = self._folder / ("other" if at else "plain")
            arguments = ("-m", "benchmarks.plain", str(project), str(folder))
            copy = Command("the plain copy", arguments, ROOT)
            measure(copy, self._folder)
            copies.append(_texts(folder))
        other, plain = copies
        shutil.rmtree(self._folder / "other")
        changed = {path for path in plain if plain[path] != other[path]} | {page}
        text = (project / page).read_text(encoding="utf-8")
        mine = [{"facts.yml": facts_text, page: text} for facts_text in written]
        theirs = [{path: one[path] for path in changed} for one in (plain, other)]
        return (mine[0], mine[1]), (theirs[0], theirs[1])

    def edit(self, step: str) -> str:
        """Change the sources in one way, those of no generator yet; the word that is new."""
        number = len(self._words) + len(self._titles)
        word = "Kelavu" + "".join(ascii_lowercase[int(digit)] for digit in str(number))
        if step == "page":
            self._words.append(word)
        elif step == "title":
            self._titles.append(word)
        elif step == "fact":
            self._fact = 1 - self._fact
        return word

    def write(self, generator: Generator) -> None:
        """Bring the sources of a generator to this state."""
        generator.edit(self._words, self._titles, self._fact)


def _copy_real(project: Path) -> None:
    """The real project, with the environment's files beside it."""
    left = shutil.ignore_patterns(
        ".*", "site", "preview", "node_modules", "__pycache__", "macros", "tests"
    )
    shutil.copytree(ROOT, project, ignore=left)
    for name in ("macros", "node_modules"):
        (project / name).symlink_to(ROOT / name)


def _texts(folder: Path) -> dict[str, str]:
    paths = sorted((folder / "docs").rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


@dataclass(frozen=True)
class Result:
    """One timed thing."""

    size: str
    generator: str
    step: str
    wall: float
    cpu: float = 0.0
    memory: float = 0.0
    """Megabytes that all its processes held together; only where it was sampled."""


def builds(site: Site, runs: int, temporary: Path) -> Iterator[Result]:
    """Every step by every generator, in turn. The first round is counted for memory alone."""
    for number in range(runs + 1):
        for step in STEPS:
            site.edit(step)
            for generator in site.generators:
                if step == "cold":
                    generator.clear()
                site.write(generator)
                name = f"{generator.name}, {site.size}, {step}"
                command = Command(name, generator.build, generator.folder)
                if number:
                    run = measure(command, temporary, python=False)
                    yield Result(site.size, generator.name, step, run.wall, run.cpu)
                else:
                    with Memory() as memory:
                        measure(command, temporary, python=False)
                    yield Result(site.size, generator.name, step, 0, memory=memory.peak)


def edits(site: Site, runs: int) -> Iterator[Result]:
    """From the saved file to the page, under each server in turn."""
    servers: list[Server] = []
    try:
        for generator in site.generators:
            site.write(generator)
            servers.append(Server.of(generator))
            servers[-1].rest()
            servers[-1].signal(signal.SIGSTOP)
        for number in range(MORE * runs + 1):
            word = site.edit("page")
            for server in servers:
                if number > runs and server.generator.name in (PLAIN, ZENSICAL):
                    continue
                server.signal(signal.SIGCONT)
                # Hugo looks at what has changed every half a second: at any moment of these.
                time.sleep(random.uniform(0.5, 1))
                site.write(server.generator)
                started = time.perf_counter()
                server.until(word)
                wall = time.perf_counter() - started
                server.rest()
                server.signal(signal.SIGSTOP)
                if number:
                    yield Result(site.size, server.generator.name, SERVED, wall)
    finally:
        for server in servers:
            server.close()


@dataclass(frozen=True)
class Table:
    """All results, and what is to be told of them."""

    results: Sequence[Result]

    def walls(self, size: str, generator: str, step: str) -> list[float]:
        """The wall times of one thing."""
        chosen = (
            r for r in self.results if (r.size, r.generator, r.step) == (size, generator, step)
        )
        return [result.wall for result in chosen if result.wall]

    def cpu(self, size: str, generator: str, step: str) -> float:
        """The median CPU time of one thing."""
        chosen = (
            r for r in self.results if (r.size, r.generator, r.step) == (size, generator, step)
        )
        return _median([result.cpu for result in chosen if result.wall])

    def memory(self, size: str, generator: str) -> float:
        """The greatest memory of a generator's builds."""
        chosen = (r for r in self.results if (r.size, r.generator) == (size, generator))
        return max((result.memory for result in chosen), default=0.0)

    @property
    def sizes(self) -> list[str]:
        """The sizes, in their order."""
        return list(dict.fromkeys(result.size for result in self.results))

    @property
    def names(self) -> list[str]:
        """The generators, in their order."""
        return list(dict.fromkeys(result.generator for result in self.results))

    def lines(self) -> Iterator[str]:
        """Seconds, CPU seconds and megabytes as Markdown: one line a generator and step."""
        heads = ["real site" if size == REAL else f"{int(size):,} pairs" for size in self.sizes]
        yield f"| | | {' | '.join(heads)} |"
        yield f"|---|---|{'---|' * len(heads)}"
        for step, told in (*STEPS.items(), (SERVED, SERVED)):
            for name in self.names:
                cells = [self._times(size, name, step) for size in self.sizes]
                if any(cells):
                    yield f"| {told}, s | {name} | {' | '.join(cells)} |"
        for step, told in STEPS.items():
            for name in self.names:
                cells = [_number(self.cpu(size, name, step)) for size in self.sizes]
                yield f"| {told}, CPU s | {name} | {' | '.join(cells)} |"
        for name in self.names:
            cells = [f"{self.memory(size, name):.0f}" for size in self.sizes]
            yield f"| most memory, MB | {name} | {' | '.join(cells)} |"

    def _times(self, size: str, name: str, step: str) -> str:
        walls = self.walls(size, name, step)
        if not walls:
            return ""
        return f"{_number(median(walls))} ({_number(min(walls))}–{_number(max(walls))})"

    def ratio(self, goal: Goal, size: str) -> float:
        """Of the medians; 0 where one was not measured."""
        if goal.memory:
            ours, theirs = self.memory(size, OURS), self.memory(size, goal.rival)
        else:
            walls = (self.walls(size, name, goal.step) for name in (OURS, goal.rival))
            ours, theirs = map(_median, walls)
        return ours / theirs if theirs else 0.0

    def ratios(self) -> Iterator[str]:
        """The ratios as Markdown, each beside its goal; nothing where there are no goals."""
        sizes = [size for size in self.sizes if size in GOALS[0].limits]
        if not sizes:
            return
        heads = ["real site" if size == REAL else f"{int(size):,} pairs" for size in sizes]
        yield f"| {OURS} ÷ | {' | '.join(heads)} |"
        yield f"|---|{'---|' * len(heads)}"
        for goal in GOALS:
            told = "most memory" if goal.memory else STEPS.get(goal.step, goal.step)
            cells = [f"{self.ratio(goal, size):.2f} (≤ {goal.limits[size]:g})" for size in sizes]
            if any(self.ratio(goal, size) for size in sizes):
                yield f"| {told}: {goal.rival} | {' | '.join(cells)} |"

    def missed(self) -> Iterator[str]:
        """The goals that do not hold."""
        for goal in GOALS:
            for size, limit in goal.limits.items():
                if (ratio := self.ratio(goal, size)) > limit:
                    told = "memory" if goal.memory else goal.step
                    yield f"{told}, {size}: {ratio:.2f} of {goal.rival}, {limit:g} allowed"
        few, many = (_median(self.walls(size, OURS, "cold")) for size in ("100", "1000"))
        if few and many / 1000 > ROUGH * few / 100:
            yield f"a pair of 1,000 takes {many / few / 10:.2f} times as long as one of 100"


def _median(numbers: Sequence[float]) -> float:
    return median(numbers) if numbers else 0.0


def _number(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:.1f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for, print the tables, and say which goals do not hold."""
    parser = argparse.ArgumentParser(description="Times builds and servers beside others.")
    parser.add_argument("--sizes", nargs="+", default=SIZES, metavar="PAIRS", help="or `real`")
    parser.add_argument("--runs", type=int, default=3, help="counted rounds (default 3)")
    parser.add_argument("--only", action="append", choices=(PLAIN, ZENSICAL, HUGO))
    parser.add_argument("--serve", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--json", type=Path, help="where every run is written down")
    options = parser.parse_args(arguments)
    names = (OURS, *(options.only or (PLAIN, ZENSICAL, HUGO)))
    results: list[Result] = []
    with TemporaryDirectory(prefix="kb-bench-") as name:
        try:
            for size in options.sizes:
                site = Site(size, Path(name) / size, names)
                results += builds(site, options.runs, Path(name))
                if options.serve:
                    results += edits(site, options.runs)
        except Failed as error:
            print(error, file=sys.stderr)
            return 2
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in results], indent=1))
    table = Table(results)
    typed = shlex.join(sys.argv[1:] if arguments is None else arguments)
    asked = f'make bench-build OPTIONS="{typed}"' if typed else "make bench-build"
    print(f"{date.today()}, {os.cpu_count()} cores, `{asked}`: medians (least–greatest)\n")
    print("\n".join([*table.lines(), "", *table.ratios(), ""]))
    missed = list(table.missed())
    print("\n".join(missed or ["Every goal holds that was measured."]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
