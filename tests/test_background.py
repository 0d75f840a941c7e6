"""Work in a second process gives what it gives here, whatever becomes of that process."""

from __future__ import annotations

import os
import threading
from functools import partial

import pytest

from macros import background as beside
from macros.model import Location, Problem


def work(where: int, fail: bool) -> tuple[int, list[Problem]]:
    """Something to do: it tells in which process it was done."""
    if fail and os.getpid() != where:
        os._exit(3)
    return os.getpid(), [Problem(Location("a.md", 3), "P204", {"key": "ü" * 100_000})]


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("two_cores")
def test_it_is_done_by_another_process() -> None:
    result = beside.start(partial(work, os.getpid(), False))
    process, problems = result()
    assert process != os.getpid()
    assert problems == work(0, False)[1]


@pytest.mark.usefixtures("two_cores")
def test_it_is_done_here_where_the_other_process_dies() -> None:
    process, problems = beside.start(partial(work, os.getpid(), True))()
    assert process == os.getpid()
    assert problems == work(0, False)[1]


@pytest.mark.usefixtures("two_cores")
def test_an_error_is_raised_here() -> None:
    result = beside.start(partial(divmod, 1, 0))
    with pytest.raises(ZeroDivisionError):
        result()


@pytest.mark.parametrize("why", ["no fork", "one core", "threads"])
def test_it_is_done_here_where_nothing_else_is_safe(
    why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "no fork":
        monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(os, "cpu_count", lambda: 1 if why == "one core" else 2)
    monkeypatch.setattr(threading, "active_count", lambda: 2 if why == "threads" else 1)
    assert beside.start(partial(work, os.getpid(), False))()[0] == os.getpid()


@pytest.mark.usefixtures("two_cores")
def test_nothing_is_left_open() -> None:
    before = set(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else set()
    for _ in range(20):
        beside.start(partial(work, 0, False))()
    after = set(os.listdir("/proc/self/fd")) if before else set()
    assert len(after - before) <= 1
