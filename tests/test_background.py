"""Work in a second process gives what it gives here, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from macros import background as beside
from macros.model import Location, Problem

TEN = range(10)


def work(where: int, fail: bool) -> tuple[int, list[Problem]]:
    """Something to do: it tells in which process it was done."""
    if fail and os.getpid() != where:
        os._exit(3)
    return os.getpid(), [Problem(Location("a.md", 3), "P204", {"key": "ü" * 100_000})]


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(beside, "_threads", lambda: 1)


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


def told(where: int, do: Callable[[int], object], number: int) -> tuple[int, int, str]:
    """The number again, from some process; what is done before is done in another one only."""
    if os.getpid() != where:
        do(number)
    return number, os.getpid(), "ü" * 100_000


@pytest.mark.usefixtures("two_cores")
def test_two_processes_share_work_and_its_order_stays() -> None:
    found = list(beside.each(partial(told, os.getpid(), lambda n: time.sleep((n % 3) / 200)), TEN))
    assert [number for number, *_ in found] == list(TEN)
    assert len({process for _, process, _ in found} - {os.getpid()}) == 2


def die(number: int) -> None:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)


def fail(number: int) -> None:
    if number in (3, 7):
        raise ValueError(str(number))


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize(("do", "here"), [(die, {3}), (fail, {3, 7})])
def test_what_a_process_has_not_given_is_made_here(
    do: Callable[[int], object], here: set[int]
) -> None:
    found = list(beside.each(partial(told, os.getpid(), do), TEN))
    assert [number for number, *_ in found] == list(TEN)
    assert {number for number, process, _ in found if process == os.getpid()} == here


@pytest.mark.usefixtures("two_cores")
def test_an_error_in_shared_work_is_raised_here_in_its_turn() -> None:
    found = beside.each(partial(divmod, 6), [1, 2, 0, 3])
    assert [next(found), next(found)] == [(6, 0), (3, 0)]
    with pytest.raises(ZeroDivisionError):
        next(found)


@pytest.mark.usefixtures("two_cores")
def test_one_that_has_grown_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_GROWTH", 16 << 10)

    def grow(number: int) -> None:
        if number in (2, 5):
            hold.append(b"x" * (32 << 20))

    hold: list[bytes] = []
    found = list(beside.each(partial(told, os.getpid(), grow), TEN))
    assert [number for number, *_ in found] == list(TEN)
    assert len({process for _, process, _ in found} - {os.getpid()}) == 4


@pytest.mark.usefixtures("two_cores")
def test_nobody_is_begun_once_there_are_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a library may begin them that has had to work here."""
    found = beside.each(partial(told, os.getpid(), fail), TEN)
    assert [next(found)[0] for _ in range(4)] == [0, 1, 2, 3]
    monkeypatch.setattr(beside, "_threads", lambda: 2)
    assert [number for number, *_ in found] == list(TEN)[4:]


def test_threads_of_libraries_count() -> None:
    ended = threading.Event()
    before = beside._threads()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    assert beside._threads() == before + 1
    ended.set()
    thread.join()


@pytest.mark.usefixtures("two_cores")
def test_nobody_is_left_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    forked = beside._forked

    def noted(work: Callable[[], None]) -> int:
        begun.append(forked(work))
        return begun[-1]

    monkeypatch.setattr(beside, "_forked", noted)
    found = beside.each(partial(told, os.getpid(), time.sleep), [0, 100, 200, 300])
    assert next(found)[0] == 0
    found.close()  # type: ignore[attr-defined]
    assert begun
    for process in begun:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


@pytest.mark.parametrize("why", ["no fork", "one core", "threads"])
def test_it_is_done_here_where_nothing_else_is_safe(
    why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "no fork":
        monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(os, "cpu_count", lambda: 1 if why == "one core" else 2)
    monkeypatch.setattr(beside, "_threads", lambda: 2 if why == "threads" else 1)
    assert beside.start(partial(work, os.getpid(), False))()[0] == os.getpid()
    assert {one[1] for one in beside.each(partial(told, 0, hash), TEN)} == {os.getpid()}


@pytest.mark.usefixtures("two_cores")
def test_nothing_is_left_open() -> None:
    before = set(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else set()
    for _ in range(20):
        beside.start(partial(work, 0, False))()
        list(beside.each(partial(told, os.getpid(), die), TEN[1:4]))
    after = set(os.listdir("/proc/self/fd")) if before else set()
    assert len(after - before) <= 1
