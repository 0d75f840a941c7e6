"""What is kept comes back as it was given, or not at all; nothing that befalls its file matters."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from macros.build_cache import NAME, BuildCache, code_version, key_of, packed, unpacked

KEY = key_of("a page", 1)


def _kept(folder: Path, kind: str = "page", key: bytes = KEY) -> bytes | None:
    return BuildCache(folder).get(kind, key)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path / "kept")
    cache.keep("page", KEY, b"one")
    assert cache.get("page", KEY) == b"one"  # before it is written, too
    cache.tidy()
    assert _kept(tmp_path / "kept") == b"one"
    assert _kept(tmp_path / "kept", "picture") is None
    assert _kept(tmp_path / "kept", key=key_of("a page", 2)) is None


def test_another_thread_goes_on_with_it(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path)
    cache.keep("page", KEY, b"one")
    cache.flush()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(cache.get, "page", KEY).result() == b"one"
    assert _kept(tmp_path) == b"one"


def test_what_is_kept_again_takes_the_place(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        cache = BuildCache(tmp_path)
        cache.keep("page", KEY, content)
        cache.flush()
    assert _kept(tmp_path) == b"two"
    with sqlite3.connect(tmp_path / NAME) as file:
        assert file.execute("SELECT count(*) FROM content").fetchone() == (1,)


def test_things_are_made_once(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path)
    assert cache.made("page", KEY, lambda: b"one") == b"one"
    assert cache.made("page", KEY, lambda: b"two") == b"one"


def test_files_are_packed_together() -> None:
    files = {"a/b.txt": b"one\ntwo", "empty": b"", "ü.bin": bytes(range(256))}
    assert list(unpacked(packed(files)).items()) == list(files.items())


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    cache = BuildCache()
    assert cache.made("page", KEY, lambda: b"one") == b"one"
    assert cache.made("page", KEY, lambda: b"two") == b"two"
    cache.tidy()
    assert not any(tmp_path.iterdir())


def test_a_key_tells_all_apart() -> None:
    keys = [key_of(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), (), (1,), ("1",))]
    assert len(set(keys)) == len(keys)


def test_the_version_changes_with_code(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("1")
    first = code_version(tmp_path)
    code_version.cache_clear()
    assert code_version(tmp_path) == first
    (tmp_path / "one.py").write_text("2")
    code_version.cache_clear()
    assert code_version(tmp_path) != first


def _overwritten(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in random.Random(1).sample(range(len(content)), len(content) // 3):
        content[at] ^= 0xFF
    file.write_bytes(content)


def _one_byte(file: Path) -> None:
    content = file.read_bytes()
    at = content.index(b"a page " * 9)
    file.write_bytes(content[:at] + b"X" + content[at + 1 :])


def _of_another_form(file: Path) -> None:
    with sqlite3.connect(file) as it:
        it.execute("PRAGMA user_version = 99")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _unlink(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize(
    "befall",
    [
        _overwritten,
        _one_byte,
        _of_another_form,
        _a_folder,
        _unlink,
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no database"),
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, befall: Callable[[Path], None]) -> None:
    whole = b"a page " * 1000
    cache = BuildCache(tmp_path)
    for number in range(50):
        cache.keep("page", key_of(number), whole)
    cache.flush()
    befall(tmp_path / NAME)
    for _ in range(2):  # the first finds it and may throw it away
        cache = BuildCache(tmp_path)
        for number in range(50):
            assert cache.made("page", key_of(number), lambda: whole) == whole
        cache.tidy()


def test_nowhere_to_keep_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = BuildCache(tmp_path / "file" / "below")
    assert cache.made("page", KEY, lambda: b"one") == b"one"
    cache.tidy()


def test_what_is_long_out_of_use_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.build_cache._ROOM", 1000)
    for number in range(40):
        cache = BuildCache(tmp_path)
        cache.keep("page", key_of(number), bytes(100))
        cache.tidy()
        assert cache.get("page", key_of(number)) is not None
    found = [number for number in range(40) if _kept(tmp_path, key=key_of(number))]
    assert found == list(range(found[0], 40))
    assert 10 <= len(found) <= 14


def _filling(folder: Path, seed: int) -> None:
    cache = BuildCache(folder)
    for number in range(200):
        cache.keep("page", key_of(number % 50), f"{number % 50} ".encode() * (1000 + seed))
        if number % 7 == 0:
            cache.flush()
    cache.tidy()


def test_two_processes_may_be_at_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_filling, args=(tmp_path, 0)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
        assert one.exitcode == 0
    for number in range(50):
        assert _kept(tmp_path, key=key_of(number)) == f"{number} ".encode() * 1000


def test_a_killed_process_leaves_it_whole(tmp_path: Path) -> None:
    """Whatever is found afterwards is what was given."""
    code = (
        f"from tests.test_build_cache import _filling, Path; _filling(Path({str(tmp_path)!r}), 0)"
    )
    for number in range(10):
        process = subprocess.Popen([sys.executable, "-c", f"{code}; {code}"])
        while not (tmp_path / NAME).exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(0.004 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for one in range(50):
            assert _kept(tmp_path, key=key_of(one)) in (None, f"{one} ".encode() * 1000)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_keeps_with_its_own_connection(tmp_path: Path) -> None:
    cache = BuildCache(tmp_path)
    cache.keep("page", KEY, b"one")
    cache.flush()
    assert cache.get("page", KEY) == b"one"
    child = os.fork()
    if not child:
        found = cache.made("page", key_of("child"), lambda: b"two")
        cache.flush()
        os._exit(found != b"two")
    assert os.waitpid(child, 0)[1] == 0
    assert cache.get("page", key_of("child")) == b"two"
