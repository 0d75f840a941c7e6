"""Publishes under every sort of disturbance, and counts the moments without one whole site.

    python -m benchmarks.publishing [--kills 200] [--pairs 50] [--disks 20] [--failures 20]

What is run is `macros.publish.revisions`, as `kb build` runs it, around a site of a few hundred
files that are written by a process of its own. A watcher reads the published site all the while.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.publish.checksums import differences

ROOT = Path(__file__).parent.parent
FILES = 100
WRITER = """
import sys
from pathlib import Path
from macros import cli
from macros.commands.check import check
from macros.publish.revisions import new_revision

def work(given, **_):
    site, text, fail = sys.argv[1:]
    with new_revision(Path(site), text) as (fresh, lock):
        for number in range(100):
            path = fresh / str(number % 10) / f"{number}.html"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text * 200)
        if fail == "1":
            raise cli.KnowledgeError("K121", path=site)
        (fresh / "index.html").write_text(text)
    return 0

check.callback = work
sys.argv[1:], typed = sys.argv[1:], ["check"]
cli._end_tidily()
sys.exit(cli.main(typed))
"""
"""A site of a hundred and one small files, published by the code of the build."""


def writer(site: Path, text: str, *, fail: bool = False) -> subprocess.Popen[str]:
    """A process that publishes a site whose pages hold this text; with `fail`, it breaks off."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(site), text, str(int(fail))],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code of a writer, and what it complains of."""
    _, told = process.communicate(timeout=120)
    return process.returncode, told


def whole(site: Path) -> str:
    """The text of a site. Raises `AssertionError` where it is not one whole site of one text."""
    assert not list(differences(site))
    text = (site / "index.html").read_text(encoding="utf-8")
    pages = list(site.rglob("?*/*.html"))
    assert len(pages) == FILES
    assert all(page.read_text(encoding="utf-8") == text * 200 for page in pages)
    return text


def beside(site: Path) -> set[str]:
    """What lies beside a site, but for its lock."""
    return {path.name for path in site.parent.glob(f".{site.name}-*")} - {f".{site.name}-lock"}


class Watch:
    """Looks at the published site without a pause, from the first moment when there is one."""

    def __init__(self, site: Path) -> None:
        self._page, self._end = site / "index.html", threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.looks = self.missing = self.torn = 0

    def _look(self) -> None:
        seen = False
        while not self._end.is_set():
            try:
                text = self._page.read_text(encoding="utf-8")
            except FileNotFoundError:
                self.missing += seen
                continue
            seen = True
            self.looks += 1
            self.torn += not text

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()


def lasting(site: Path) -> float:
    """Publish one site undisturbed; how many seconds that takes once it has begun."""
    process = writer(site, "first")
    started = _begun(site, process)
    assert ended(process) == (0, "")
    return time.monotonic() - started


def _begun(site: Path, process: subprocess.Popen[str]) -> float:
    """The moment when a writer makes its first folder."""
    fresh = site.with_name(f".{site.name}-new")
    while not fresh.exists() and process.poll() is None:
        time.sleep(0.0005)
    return time.monotonic()


def kill_at(site: Path, seconds: float) -> bool:
    """Kill a writer after this time of its work, and see that the site is whole; whether it still
    lived."""
    process = writer(site, f"{time.monotonic_ns()}")
    _begun(site, process)
    time.sleep(seconds)
    lived = process.poll() is None
    if lived:
        os.killpg(process.pid, signal.SIGKILL)
    ended(process)
    whole(site)
    return lived


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of this size in memory, mounted at a folder. Only root may do that."""
    folder.mkdir(exist_ok=True)
    size = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    subprocess.run(["mount", *size], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _kills(site: Path, count: int, seed: int) -> str:
    moments = random.Random(seed)
    lasts = lasting(site)
    with Watch(site) as watch:
        lived = sum(kill_at(site, moments.uniform(0, lasts)) for _ in range(count))
    return f"{lived} of {count} killed at work; {_watched(watch)}"


def _pairs(site: Path, count: int) -> str:
    with Watch(site) as watch:
        for number in range(count):
            both = [writer(site, f"{number}{name}") for name in "ab"]
            assert [ended(process) for process in both] == [(0, ""), (0, "")]
            assert whole(site) in (f"{number}a", f"{number}b")
    return f"{count} pairs, each one whole site; {_watched(watch)}"


def _disks(folder: Path, count: int) -> str:
    """Of many sizes: each takes the first site, and none the second one besides."""
    full = 0
    for number in range(count):
        with disk(folder, 560 + number * 40) as mounted:
            site = mounted / "site"
            assert ended(writer(site, "a")) == (0, "")
            with Watch(site) as watch:
                code, told = ended(writer(site, "b" * 60))
            assert whole(site) == ("a" if code else "b" * 60)
            assert code in (0, 2), told
            assert ("the disk is full" in told) == (code == 2)
            assert "Traceback" not in told
            assert not (site.parent / ".site-new").exists()
            assert watch.missing == watch.torn == 0
            full += code == 2
    return f"{full} of {count} disks were full, each with a sentence and the last site whole"


def _failures(site: Path, count: int) -> str:
    assert ended(writer(site, "a")) == (0, "")
    with Watch(site) as watch:
        for _ in range(count):
            assert ended(writer(site, "b", fail=True))[0] == 2
            assert whole(site) == "a"
    return f"{count} failed, and the last site is whole; {_watched(watch)}"


def _watched(watch: Watch) -> str:
    return f"of {watch.looks} looks {watch.missing} found none and {watch.torn} half a page"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, count in (("kills", 200), ("pairs", 50), ("disks", 20), ("failures", 20)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with TemporaryDirectory() as work:
        folder = Path(work)
        print(_kills(folder / "killed", given.kills, given.seed))
        print(_pairs(folder / "pairs", given.pairs))
        print(_disks(folder / "disk", given.disks) if os.geteuid() == 0 else "disks: needs root")
        print(_failures(folder / "failed", given.failures))


if __name__ == "__main__":
    main()
