"""A reader always finds one whole site, whatever happens to the processes that put sites there.

What is run here is the very code of `kb build` around a site of a few files. How it fares at many
more moments, `benchmarks/publishing.py` measures.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from benchmarks.publishing import (
    ROOT,
    WRITER,
    Watch,
    beside,
    disk,
    ended,
    kill_at,
    lasting,
    whole,
    writer,
)
from macros.errors import KnowledgeError
from macros.publish import exchange as exchanging
from macros.publish import lock as locking
from macros.publish import revisions
from macros.publish.checksums import SUMS, differences
from macros.publish.exchange import exchange
from macros.publish.lock import alone
from macros.publish.revisions import KEPT, delete_oldest, new_revision, roll_back
from macros.publish.target import MARK, previous_of, revisions_of

Kb = Callable[..., tuple[int, str, str]]


@pytest.fixture(params=["at once", "two renames"])
def published(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    """Where a site is published, on a system of either kind."""
    if request.param == "two renames":
        monkeypatch.setattr(revisions, "exchange", lambda *_: False)
    return tmp_path / "site"


def publish(site: Path, text: str, told: str = "") -> None:
    with new_revision(site, told or text) as (fresh, _):
        (fresh / "en").mkdir()
        for name in ("index.html", "en/index.html"):
            (fresh / name).write_text(text, encoding="utf-8")


def _fail(site: Path, error: type[BaseException]) -> None:
    with new_revision(site) as (fresh, _):
        (fresh / "index.html").write_text("half", encoding="utf-8")
        raise error


def shown(site: Path) -> str:
    assert not list(differences(site))
    return (site / "index.html").read_text(encoding="utf-8")


def kept(site: Path) -> list[str]:
    folder = revisions_of(site)
    numbers = sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())
    return [shown(folder / str(number)) for number in numbers]


def test_each_site_takes_the_place_of_the_last(published: Path) -> None:
    site = published
    for number in range(KEPT + 3):
        publish(site, str(number))
        assert shown(site) == str(number)
        assert beside(site) <= {revisions_of(site).name}
    assert kept(site) == ["2", "3", "4"]
    publish(site, "5")
    assert kept(site) == ["2", "3", "4"], "the same site takes no place among the others"
    delete_oldest(site)
    assert {path.name for path in revisions_of(site).iterdir()} == {MARK, "3", "4", "5"}


def test_sites_come_back_one_after_the_other(published: Path) -> None:
    site = published
    for number in range(3):
        publish(site, str(number), f"2026-11-2{number} abc")
    assert roll_back(site) == ("2026-11-21 abc", 1)
    assert shown(site) == "1"
    assert roll_back(site) == ("2026-11-20 abc", 0)
    assert shown(site) == "0"
    with pytest.raises(KnowledgeError, match="K121"):
        roll_back(site)
    assert shown(site) == "0"
    publish(site, "3")
    assert roll_back(site)[0] == "2026-11-20 abc"
    assert beside(site) <= {revisions_of(site).name}


def test_site_that_was_changed_does_not_come_back(published: Path) -> None:
    site = published
    publish(site, "0")
    publish(site, "1")
    (revisions_of(site) / "1" / "en" / "index.html").write_text("forged", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"K123.*en/index\.html"):
        roll_back(site)
    assert shown(site) == "1"


def test_what_fails_changes_nothing(published: Path) -> None:
    site = published
    publish(site, "0")
    for error in (RuntimeError, KeyboardInterrupt, SystemExit):
        with pytest.raises(error):
            _fail(site, error)
        assert shown(site) == "0"
        assert beside(site) == set()


def test_second_rename_that_fails_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish(site, "0")
    monkeypatch.setattr(revisions, "exchange", lambda *_: False)
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name == ".site-new":
            raise OSError(errno.EIO, "no", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="no"):
        publish(site, "1")
    assert shown(site) == "0"
    assert beside(site) == set()


def test_folders_that_may_only_be_read_are_replaced_as_well(published: Path) -> None:
    """As long as they are the user's own."""
    site = published
    for number in range(KEPT + 3):
        publish(site, str(number))
        for path in (site / "en" / "index.html", site / "en", site):
            path.chmod(0o555)
    assert shown(site) == str(KEPT + 2)
    assert kept(site) == ["2", "3", "4"]


def test_site_of_an_older_version_is_replaced(published: Path) -> None:
    site = published
    publish(site, "0")
    (site / SUMS).unlink()
    (site / MARK).write_text("`kb build` replaces this folder.\n", encoding="utf-8")
    publish(site, "1")
    assert shown(site) == "1"
    with pytest.raises(KnowledgeError, match="K122"):
        roll_back(site)


def test_empty_folder_is_taken_and_not_kept(published: Path) -> None:
    site = published
    site.mkdir()
    publish(site, "0")
    assert shown(site) == "0"
    assert beside(site) == set()


def test_exchange_is_known_to_this_system(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "a").touch()
    assert exchange(one, other) == (sys.platform in ("linux", "darwin"))
    with pytest.raises(FileNotFoundError) as caught:
        exchange(one, tmp_path / "none")
    assert caught.value.filename == str(one)


@pytest.mark.parametrize(
    "library",
    [
        pytest.param(lambda *_, **__: SimpleNamespace(), id="old library"),
        pytest.param(
            lambda *_, **__: SimpleNamespace(renameat2=lambda *_: -1, renamex_np=lambda *_: -1),
            id="old file system",
        ),
    ],
)
def test_exchange_that_is_unknown_is_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Callable[..., object]
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINVAL)
    assert not exchange(tmp_path, tmp_path / "other")
    monkeypatch.setitem(sys.modules, "ctypes", None)
    assert not exchange(tmp_path, tmp_path / "other")


def test_macos_has_another_name_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def swap(*given: object) -> int:
        asked.append(given)
        return 0

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renamex_np=swap))
    monkeypatch.setattr(exchanging, "sys", SimpleNamespace(platform="darwin"))
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert asked == [(os.fsencode(tmp_path / "a"), os.fsencode(tmp_path / "b"), 2)]


def test_windows_locks_in_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process has the lock, it is asked for again."""
    answers: Iterator[type[Exception] | None] = iter([PermissionError, PermissionError, None])
    asked: list[tuple[int, int]] = []
    windows = ModuleType("msvcrt")

    def locking_(handle: int, mode: int, size: int) -> None:
        asked.append((mode, size))
        if error := next(answers):
            raise error

    windows.__dict__.update(LK_NBLCK=2, locking=locking_)
    monkeypatch.setattr(locking, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    with alone(tmp_path / "lock"):
        assert asked == [(2, 1)] * 3


def test_build_needs_no_locks_of_unix(tmp_path: Path) -> None:
    """As on Windows, in a process of its own."""
    windows = (
        "import subprocess, sys, types; sys.modules['fcntl'] = None;"
        "m = types.ModuleType('msvcrt'); m.LK_NBLCK = 2; m.locking = lambda *_: None;"
        "sys.modules['msvcrt'] = m;"
    )
    done = subprocess.run(
        [sys.executable, "-c", windows + WRITER, str(tmp_path / "site"), "a", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert whole(tmp_path / "site") == "a"


MANY = """
import sys
from pathlib import Path
from macros.publish import revisions
if sys.argv[2] == "two renames":
    revisions.exchange = lambda *_: False
for number in range(400):
    with revisions.new_revision(Path(sys.argv[1]), str(number)) as (fresh, _):
        (fresh / "index.html").write_text(str(number))
"""


def looks(site: Path, system: str) -> Watch:
    with Watch(site) as watch:
        subprocess.run([sys.executable, "-c", MANY, str(site), system], cwd=ROOT, check=True)
    return watch


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="knows no exchange")
def test_there_is_no_moment_without_the_site(tmp_path: Path) -> None:
    watch = looks(tmp_path / "at once", "at once")
    assert watch.looks > 1_000
    assert watch.missing == watch.torn == 0
    # Whoever looks like this sees the moment where there is one.
    assert looks(tmp_path / "two renames", "two renames").missing > 0


def test_killed_processes_leave_a_whole_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    lasts = lasting(site)
    with Watch(site) as watch:
        killed = [kill_at(site, lasts * moment / 6) for moment in range(6)]
    assert watch.missing == watch.torn == 0
    assert watch.looks > 100
    assert any(killed)
    assert ended(writer(site, "last")) == (0, "")
    assert whole(site) == "last"
    assert beside(site) <= {revisions_of(site).name}


def test_two_at_once_wait_for_each_other(tmp_path: Path) -> None:
    site = tmp_path / "site"
    both = [writer(site, text) for text in "ab"]
    assert [ended(process) for process in both] == [(0, ""), (0, "")]
    assert whole(site) in ("a", "b")
    assert len(kept(site)) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="to mount a small disk takes root")
def test_full_disk_is_told_and_leaves_the_last_site(tmp_path: Path) -> None:
    for kilobytes in (600, 1100):
        with disk(tmp_path / "disk", kilobytes) as folder:
            site = folder / "site"
            assert ended(writer(site, "a")) == (0, "")
            code, told = ended(writer(site, "b" * 40))
            assert code == 2, kilobytes
            assert told.count("the disk is full") == 1
            assert whole(site) == "a"
            assert beside(site) == set()


def test_sums_are_what_other_programs_read(kb: Kb, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "0")
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--check", "--strict", SUMS]
        done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "en/index.html: OK\nindex.html: OK\n")
    assert kb("verify", str(site))[:2] == (0, "2 files are as they were built.\n")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(site / "en" / "index.html")
    (site / "en" / "index.html").write_text("forged", encoding="utf-8")
    (site / "en" / "more.html").touch()
    (site / "link").symlink_to("/nowhere")
    told = "en/index.html: changed\nen/more.html: not in SHA256SUMS\nindex.html: changed\n"
    assert kb("verify", str(site))[:2] == (1, f"{told}link: not in SHA256SUMS\n")
    (site / "en" / "index.html").unlink()
    assert "en/index.html: tidak ada\n" in kb("verify", str(site), "--lang", "id")[1]


@pytest.mark.parametrize("text", ["", "x\n", "0" * 64 + "  a\\b\n", "\xff"])
def test_list_that_is_none_is_refused(kb: Kb, tmp_path: Path, text: str) -> None:
    assert kb("verify", str(tmp_path))[0] == 2
    (tmp_path / SUMS).write_text(text, encoding="latin-1")
    code, out, err = kb("verify", str(tmp_path))
    assert (code, out) == (2, "")
    assert "is no list of sums" in err
    assert "jumlah periksa" in kb("verify", str(tmp_path / SUMS), "--lang", "id")[2]


def test_command_tells_which_site_is_back(kb: Kb, tmp_path: Path) -> None:
    site = tmp_path / "public"
    code, _, err = kb("rollback", "--site", str(site))
    assert code == 2
    assert err.startswith(f"kb: No site before the one in `{site}` has been kept.")
    for day in ("2026-11-20", "2026-11-21"):
        publish(site, day)
    told = "public/ is again the site of 2026-11-20; sites kept from before it: 0.\n"
    assert kb("rollback", "--site", str(site)) == (0, told, "")
    assert kb("rollback", "--site", "docs")[0] == 2


def test_lock_is_free_once_its_block_has_ended(tmp_path: Path) -> None:
    """Also for another thread of this process, after a failure."""
    with pytest.raises(RuntimeError), alone(tmp_path / "lock"):
        raise RuntimeError
    done = threading.Event()

    def other() -> None:
        with alone(tmp_path / "lock"):
            done.set()

    threading.Thread(target=other, daemon=True).start()
    assert done.wait(10)


def test_site_is_back_after_a_kill_between_two_renames(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "0")
    site.rename(previous_of(site))
    with pytest.raises(RuntimeError), new_revision(site):
        raise RuntimeError
    assert shown(site) == "0"
