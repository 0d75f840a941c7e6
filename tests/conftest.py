"""The small project of tests/site, copied so that a test may break it."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from macros.cli import main
from macros.html.model import BuiltSite
from macros.loading import open_built, open_twins
from macros.project import Project, open_project
from macros.project_files import SETTINGS, TWINS
from macros.site.registration import register
from macros.translations.lock import SyncRecord, records_text
from tests.agreed import agree
from tests.forked import run_forked

register()
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As where a shell runs the tests in the background: what they start would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
ON_THE_DAY = {"KB_TODAY": TODAY.isoformat(), "NO_MKDOCS_2_WARNING": "1"}

Once = Callable[[str, Callable[[Path], object]], Path]
Command = Callable[..., tuple[int, str, str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

_SLOW = frozenset(
    {
        "browser",
        "built",
        "edited",
        "forked",
        "good",
        "make",
        "mkdocs",
        "once",
        "prepare",
        "python",
        "run",
        "server",
        "site_folder",
    }
)
"""What builds a site, installs, or starts a browser or another process of our own."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make test-fast` leaves out: `no_cover` stands at what takes long, too.

    What takes longest comes first: else one process would be at it when all others have ended.
    """
    for item in items:
        used = getattr(item, "fixturenames", ())
        if not _SLOW.isdisjoint(used) or item.get_closest_marker("no_cover"):
            item.add_marker("slow")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    takes_minutes = not {"make", "edited"}.isdisjoint(getattr(item, "fixturenames", ()))
    return not takes_minutes, item.get_closest_marker("slow") is None


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder, such as that of a built site, or a file, once for all that run tests.

    The first to ask makes it, and the others wait. Nobody may change anything in it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / "shared" / name, shared / f"{name}-done"
        with (shared / f"{name}-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.parent.mkdir(exist_ok=True)
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def day(once: Once) -> date:
    """The day of all that is made of the real project, also where the tests run past midnight."""
    told = once("day", lambda file: file.write_text(date.today().isoformat()))
    return date.fromisoformat(told.read_text())


@pytest.fixture(scope="session")
def site_folder(once: Once, day: date) -> Path:
    """The folder of the built site."""
    return once("site", partial(build, day=day))


def build(folder: Path, day: date) -> None:
    """Build the real site of a day into a folder."""
    command = [sys.executable, "-m", "macros.cli", "build", "--root", str(ROOT), "--site"]
    done = subprocess.run(
        [*command, str(folder)],
        cwd=ROOT,
        env={**os.environ, "KB_TODAY": day.isoformat()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built(site_folder: Path) -> BuiltSite:
    """The site as its check reads it."""
    return open_built(site_folder)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the small project, with the packages beside it as in the real one."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "tests" / "site", folder)
    for shared in ("macros", "node_modules"):
        (folder / shared).symlink_to(ROOT / shared)
    return folder


@pytest.fixture
def read(site: Path) -> Callable[[], Project]:
    """The project as it is now."""
    return lambda: open_project(site, TODAY, "https://test.example/")


@pytest.fixture
def in_line(site: Path) -> Callable[[], None]:
    """Record the two languages of every section as in line, whatever is wrong with them."""

    def record() -> None:
        twins = open_twins(site, TODAY).twins
        records = {
            (key, pair.anchor): SyncRecord(pair.en.state, pair.id.state)
            for key, pages in twins.items()
            for pair in pages.pairs
            if pair.en and pair.id
        }
        (site / TWINS).write_text(records_text(records), encoding="utf-8")

    return record


@pytest.fixture(scope="session")
def python() -> Run:
    """Run Python in a folder, in a process of its own, on the day of the tests."""

    def command(
        *arguments: str, folder: Path = ROOT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env={**os.environ, **ON_THE_DAY, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return command


@pytest.fixture(scope="session")
def forked() -> Run:
    """Run Python as `python` does, in a copy of a process that has read the code: most start so."""

    def command(
        *arguments: str, folder: Path = ROOT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return run_forked(arguments, folder, {**os.environ, **ON_THE_DAY, **environment})

    return command


@pytest.fixture
def run(site: Path, forked: Run) -> Run:
    """Run a Python module, such as `macros.cli` or `mkdocs`, in the small project."""
    return partial(forked, "-m", folder=site)


@pytest.fixture
def kb(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in the small project: its exit code, its output and its complaints."""
    monkeypatch.chdir(site)
    monkeypatch.setenv("KB_TODAY", "2026-11-22")

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def edit(site: Path) -> Callable[[str, str, str], None]:
    """Replace a text in a file of the small project; it must be there exactly once."""

    def replace(name: str, old: str, new: str) -> None:
        path = site / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        if name == SETTINGS:
            agree(site)

    return replace


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, the system's own: the one that draws no windows, where it is installed."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "the browser tests need Chromium: run `make browser`"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-quic",
                "--disable-background-networking",
                "--process-per-site",  # a page costs half where another one has its scripts
            ],
        )
        yield running
        running.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serve a folder over HTTP; gives the address without a slash at its end."""
    return _served
