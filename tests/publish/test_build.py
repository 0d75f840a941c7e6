"""`kb build` publishes a whole site or none, in real processes: also when it is killed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest

from macros.loading import open_built
from macros.publish.checksums import SUMS, differences
from macros.publish.file_urls import from_disk
from macros.publish.target import MARK

ROOT = Path(__file__).parents[2]
Edit = Callable[[str, str, str], None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Tree = dict[str, str]


def tree(folder: Path) -> Tree:
    """Every file below a folder, by the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def start(folder: Path, *before: str, **environment: str) -> subprocess.Popen[str]:
    """`kb build` in a process group of its own; `before` is Python run ahead of it."""
    code = "\n".join([*before, "import sys", "from macros.cli import main", "sys.exit(main())"])
    return subprocess.Popen(
        [sys.executable, "-c", code, "build"],
        cwd=folder,
        env={**os.environ, "KB_TODAY": "2026-11-22", "NO_MKDOCS_2_WARNING": "1", **environment},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def kill(process: subprocess.Popen[str]) -> None:
    """End the build and all that it started at once."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)


def besides(folder: Path) -> set[str]:
    """What a build left beside the site, but for what stays there."""
    return {path.name for path in folder.glob(".site-*")} - {".site-lock", ".site-revisions"}


@pytest.fixture(scope="module")
def good(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A project with its site, built by a user whose files nobody else may read."""
    return once("good", _build)


def _build(folder: Path) -> None:
    shutil.copytree(ROOT / "tests" / "site", folder)
    for shared in ("macros", "node_modules"):
        (folder / shared).symlink_to(ROOT / shared)
    before = "import os; os.umask(0o077)"
    process = start(folder, before, PYTHONHASHSEED="1", TZ="Asia/Jakarta", LC_ALL="C")
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert re.fullmatch(r"\d+ pages in site/ after \d+\.\d s\n", said), said
    paths = [path.relative_to(folder / "site") for path in (folder / "site").rglob("*.html")]
    beside = {*"fgmp", "use", "embed"}
    pages = [path for path in paths if path.parts[path.parts[0] == "en"] not in beside]
    assert int(said.split()[0]) == len(pages)


@pytest.fixture
def project(good: Path, tmp_path: Path) -> Path:
    """A copy of the project with its site, and a figure changed since."""
    folder = tmp_path / "changed"
    shutil.copytree(good, folder, symlinks=True)
    facts = folder / "facts.yml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("value: 304000000", "value: 999000000"), encoding="utf-8")
    return folder


def test_site_can_be_read_by_a_web_server(good: Path) -> None:
    assert besides(good) == set()
    assert (good / "site").stat().st_mode & 0o777 == 0o755
    for path in (good / "site").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


OTHER_COMPUTER = """
import datetime, os, time
os.cpu_count = lambda: 1

def ahead(real):
    return lambda seconds=None: real(time.time() if seconds is None else seconds)

now = time.time
time.time = lambda: now() + 400 * 86_400
time.gmtime, time.localtime = ahead(time.gmtime), ahead(time.localtime)

class Kind(type):
    def __instancecheck__(cls, one):
        return isinstance(one, cls.__mro__[1])
    def __subclasscheck__(cls, one):
        return issubclass(one, cls.__mro__[1])

class Date(datetime.date, metaclass=Kind):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

class DateTime(datetime.datetime, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    utcnow = today = now

datetime.date, datetime.datetime = Date, DateTime
"""
"""A clock that is four hundred days ahead, and one core: for every Python that is started."""


@pytest.mark.no_cover
def test_same_input_gives_the_same_bytes(good: Path, site: Path, tmp_path: Path) -> None:
    """In another folder, by another user's settings, on another day of the clock."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "sitecustomize.py").write_text(OTHER_COMPUTER, encoding="utf-8")
    process = start(
        site,
        "import os, datetime; os.umask(0o002); assert datetime.date.today().year > 2026",
        PYTHONHASHSEED="2",
        PYTHONPATH=str(tmp_path / "other"),
        TZ="America/Lima",
        LC_ALL="C.UTF-8",
    )
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    first, second = good / "site", site / "site"
    assert tree(first) == tree(second)
    assert {".pdf", ".zip", ".gz", ".xml"} <= {Path(name).suffix for name in tree(first)}
    modes = [
        {path.relative_to(folder): path.stat().st_mode for path in folder.rglob("*")}
        for folder in (first, second)
    ]
    assert modes[0] == modes[1]


def test_sums_are_of_everything_and_nobody_has_to_fetch_them(good: Path) -> None:
    site = good / "site"
    assert list(differences(site)) == []
    listed = (site / SUMS).read_text(encoding="utf-8").splitlines()
    assert {line[66:] for line in listed} == tree(site).keys() - {SUMS, MARK}
    saved = [*site.glob("assets/offline/*.json"), *site.glob("sw.js")]
    assert len(saved) > 1
    for path in saved:
        assert SUMS not in path.read_text(encoding="utf-8")
    for path in site.rglob("*.zip"):
        assert SUMS not in " ".join(ZipFile(path).namelist())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{{ fact("migrants.wrld") }}', "docs/en/index.md:18:1: error P204"),
        ("[nowhere](data.md#nowhere)", "#nowhere"),
        ("Traceback (most recent call last)", "leftover"),
    ],
)
def test_build_that_fails_leaves_the_last_good_site(
    project: Path, run: Run, text: str, reason: str
) -> None:
    before = tree(project / "site")
    with (project / "docs" / "en" / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n{text}\n")
    done = run("macros.cli", "build", folder=project)
    assert done.returncode == 1
    assert reason in done.stdout
    assert not done.stderr
    assert tree(project / "site") == before
    assert besides(project) == set()


def test_kit_builds_and_puts_the_files_to_carry_into_a_folder(project: Path, run: Run) -> None:
    for folder in ("id", "en"):
        hub = project / f"docs/{folder}/trainers/index.md"
        hub.parent.mkdir()
        hub.write_text("---\ntitle: Trainers\ndescription: For trainers.\n---\nText.\n", "utf-8")
    done = run("macros.cli", "kit", folder=project)
    assert done.returncode == 0, done.stdout
    made = {path.name for path in (project / "kit").iterdir()}
    assert made == {"knowledge-base.zip", "room-kit.zip", "room-kit-en.zip", "room-kit-id.zip"}
    assert all(f"kit/{name}  " in done.stdout for name in made)
    (project / "facts.yml").write_text("facts: []", "utf-8")
    assert run("macros.cli", "kit", "--output", "other", folder=project).returncode == 1
    assert not (project / "other").exists()


def until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for a moment of the build."""
    while not condition() and process.poll() is None:
        time.sleep(0.002)


@pytest.mark.no_cover
def test_killed_build_leaves_the_last_good_site(project: Path, run: Run) -> None:
    before = tree(project / "site")
    process = start(project)
    until((project / ".site-new/en/data/index.html").exists, process)
    assert process.poll() is None, "the build ended before it could be killed"
    kill(process)
    assert tree(project / "site") == before
    again = run("macros.cli", "build", folder=project)
    assert again.returncode == 0, again.stdout
    assert "999\u00a0million" in (project / "site/en/index.html").read_text(encoding="utf-8")
    assert tree(project / "site").keys() == before.keys()
    assert besides(project) == set()
    assert run("macros.cli", "rollback", folder=project).returncode == 0
    assert tree(project / "site") == before
    assert run("macros.cli", "verify", folder=project).returncode == 0


def alive(group: int) -> list[str]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = path.read_text().rpartition(")")
            state, _, process_group = rest.split()[:3]
            if int(process_group) == group and state not in "ZX":
                found.append(name)
    return found


@pytest.mark.no_cover
@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone ends children with their parent")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_all_processes_of_a_build_end_with_it(project: Path, number: signal.Signals) -> None:
    """Also where it alone is killed, with a signal that nobody can catch."""
    before = tree(project / "site")
    process = start(project)
    until((project / ".site-new/index.html").exists, process)
    assert len(alive(process.pid)) > 1
    process.send_signal(number)
    said, _ = process.communicate(timeout=60)
    end = time.monotonic() + 2
    while alive(process.pid) and time.monotonic() < end:
        time.sleep(0.01)
    assert alive(process.pid) == []
    assert tree(project / "site") == before
    if number != signal.SIGKILL:
        assert process.returncode == (130 if number == signal.SIGINT else 2)
        assert said.startswith("kb: The command was stopped before its end.")
        assert said.count("\n") == 1
        assert besides(project) == set()


@pytest.mark.no_cover
def test_two_builds_at_once_give_one_whole_site(project: Path) -> None:
    before = tree(project / "site").keys()
    both = [start(project) for _ in range(2)]
    for process in both:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
    after = project / "site"
    assert tree(after).keys() == before
    assert "999\u00a0juta" in (after / "index.html").read_text(encoding="utf-8")
    assert besides(project) == set()


def test_site_may_stand_elsewhere_and_open_from_a_disk(
    project: Path, run: Run, tmp_path: Path
) -> None:
    before = tree(project / "site")
    there = tmp_path / "far" / "public"
    done = run("macros.cli", "build", "--site", str(there), "--disk", folder=project)
    assert done.returncode == 0, done.stdout
    assert done.stdout.split(" after ")[0].endswith("pages in public/")
    for_servers = re.compile(
        r"(?<!^sitemap.xml)[.]gz$|[.]br$|^[.]hosting/|^[.]htaccess$|^_headers$"
    )
    assert tree(there).keys() == {path for path in before if not for_servers.search(path)}
    pages = open_built(project / "site").pages
    opening = [
        path
        for path, page in pages.items()
        if from_disk(page).count("index.html") > page.text.count("index.html")
    ]
    assert opening
    for path in opening:
        named = (there / path).read_text(encoding="utf-8").count("index.html")
        assert named > pages[path].text.count("index.html"), path
    assert tree(project / "site") == before
