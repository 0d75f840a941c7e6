"""How `kb check` grows with the site: `make bench-scale`.

For each size the real project is put into a temporary folder, with that many more page pairs:
copies of its pages, which keep their prose, headings, tables and calls and lose their links and
what only one page may have (a module's number, a date). An index links all of them, and twins.lock
knows them, so that the check finds nothing. Copies make the same calls over and over, and the check
makes equal calls of a language once: on pages that share fewer calls each pair takes longer.

The table has, for each number of copies, the wall time of the first check, which has no cache, and
of those with the cache that it leaves, before each of which one page is changed, the median wall
and CPU time of `--runs` whole processes, the milliseconds of CPU time that each pair takes beyond
those of the smallest size, and the greatest memory. Exit codes: 0 within the limits, 1 a limit is
passed, 2 the check found something or failed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle, pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.build import ROOT, Command, Failed, Run, measure
from macros.build_cache import FOLDER
from macros.loading import open_twins
from macros.model import LOCALES
from macros.project_files import DATA, MENU, SETTINGS, SETTINGS_LOCK, TWINS
from macros.site.registration import register
from macros.translations.lock import SyncRecord, records_text

SIZES = (10, 100, 200, 1000)
SECONDS = {200: 2.0, 1000: 6.0}
"""Wall time that a check may take, on two cores."""
FIRST_SECONDS = {1000: 25.0}
"""The same for a check without a cache."""
MEGABYTES = 300.0
LINEAR = 1.5
"""How many times as long a pair may take at the largest size as at the one before it."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)(?:\{:[^}]*\})?")
_ALONE = re.compile(r"^(?:module:.*(?:\n .*)*|date:.*|source:.*)\n", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, print the table, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description="Times kb check on sites of several sizes.")
    parser.add_argument("--runs", type=int, default=3, help="runs of each size (default 3)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="PAIRS")
    options = parser.parse_args(arguments)
    register()
    first: dict[int, Run] = {}
    runs: dict[int, list[Run]] = {}
    try:
        for size in options.sizes:
            with TemporaryDirectory(prefix="kb-scale-") as name:
                first[size], *runs[size] = timed(size, Path(name), options.runs)
    except Failed as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(table(first, runs)))
    passed = list(broken(first, runs))
    print("\n".join(passed or ["Within the limits."]))
    return 1 if passed else 0


def timed(size: int, folder: Path, runs: int) -> list[Run]:
    """The runs of one size; the first of all finds no cache."""
    project = folder / "project"
    generate(project, size)
    shutil.rmtree(project / FOLDER)
    check = Command(f"kb check, {size} pairs", ("-m", "macros.cli", "check", "--strict"), project)
    done = [measure(check, folder)]
    for _ in range(runs):
        with (project / "docs" / LOCALES[0] / "copies" / "page-0.md").open("a") as page:
            page.write("\n")  # which leaves both languages in line
        done.append(measure(check, folder))
    return done


def generate(project: Path, size: int) -> None:
    """The real project with copies of its pages in a folder of their own."""
    for name in ("docs", "macros"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in {*DATA, SETTINGS, SETTINGS_LOCK} - {MENU}:  # which names no copies
        shutil.copy(ROOT / name, project)
    keys = list(_copied())
    names = [f"page-{number}.md" for number in range(size)]
    for locale in LOCALES:
        copies = project / "docs" / locale / "copies"
        copies.mkdir()
        for name, key in zip(names, cycle(keys), strict=False):
            text = (ROOT / "docs" / locale / key).read_text(encoding="utf-8")
            (copies / name).write_text(_alone(text), encoding="utf-8")
        links = "".join(f"- [{_word(n)}]({name})\n" for n, name in enumerate(names))
        head = "---\ntitle: Copies\ndescription: All copies.\n---\n"
        (copies / "index.md").write_text(head + links, encoding="utf-8")
    _record(project)


def _copied() -> Iterator[str]:
    """All pages of the real site, so that the copies are as long and as short as pages are."""
    folder = ROOT / "docs" / LOCALES[0]
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder).as_posix()


def _alone(text: str) -> str:
    """The page without links, and without what only one page may have."""
    head, body = text.split("\n---\n", 1)
    head = _ALONE.sub("", f"{head}\n").rstrip("\n")
    lines = [line for line in body.split("\n") if not re.match(r"\{\{ (module|cards)_?", line)]
    return f"{head}\n---\n{_LINK.sub(_words, chr(10).join(lines))}"


def _words(link: re.Match[str]) -> str:
    return link[1]


def _word(number: int) -> str:
    """A name without figures."""
    return "page " + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _record(project: Path) -> None:
    """Say that all languages are in line, and put the records in place."""
    twins = open_twins(project, date(2026, 11, 22)).twins
    records = {
        (key, pair.anchor): SyncRecord(pair.en.state, pair.id.state)
        for key, pages in twins.items()
        for pair in pages.pairs
        if pair.en and pair.id
    }
    (project / TWINS).write_text(records_text(records), encoding="utf-8")


def table(first: dict[int, Run], runs: dict[int, list[Run]]) -> list[str]:
    """One line a size."""
    lines = [f"{'copies':>6}{'first s':>9}{'wall s':>8}{'CPU s':>8}{'ms a pair':>11}{'peak MB':>9}"]
    each = per_pair(runs)
    for size, done in runs.items():
        step = f"{each[size] * 1000:.1f}" if size in each else ""
        lines.append(
            f"{size:>6}{first[size].wall:>9.2f}{_wall(done):>8.2f}"
            f"{median(run.cpu for run in done):>8.2f}{step:>11}"
            f"{max(run.peak for run in done):>9.0f}"
        )
    return lines


def _wall(runs: list[Run]) -> float:
    wall: float = median(run.wall for run in runs)
    return wall


def per_pair(runs: dict[int, list[Run]]) -> dict[int, float]:
    """The seconds of CPU time of each pair beyond the smallest size; of each size the least run."""
    least = {size: min(run.cpu for run in done) for size, done in runs.items()}
    first = min(least)
    return {size: (least[size] - least[first]) / (size - first) for size in least if size > first}


def broken(first: dict[int, Run], runs: dict[int, list[Run]]) -> Iterator[str]:
    """The limits that are passed."""
    for size, done in runs.items():
        for limits, wall in ((FIRST_SECONDS, first[size].wall), (SECONDS, _wall(done))):
            if size in limits and wall > limits[size]:
                yield f"Limit passed: {size} pairs take {wall:.2f} s, {limits[size]:g} allowed."
        peak = max(run.peak for run in done)
        if peak > MEGABYTES:
            yield f"Limit passed: {size} pairs take {peak:.0f} MB, {MEGABYTES:g} allowed."
    each = sorted(per_pair(runs).items())
    for (_, before), (size, last) in list(pairwise(each))[-1:]:
        if last > LINEAR * before:
            yield f"Not linear: of {size} pairs each takes {last / before:.1f} times as long."


if __name__ == "__main__":
    sys.exit(main())
