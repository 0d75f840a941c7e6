"""Work that a second process does, on the other core, or that two of them share."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

S = TypeVar("S")
T = TypeVar("T")
_WORKERS = 2
"""Processes that share work; more of them take more memory."""
_GROWTH = 48 << 10
"""Kibibytes that one of them may grow by before another one takes its place."""
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2): the signal that comes when the parent ends."""


def start(work: Callable[[], T]) -> Callable[[], T]:
    """Begin the work in a second process; what is returned waits for its result.

    Where there is no `fork`, no second core, or a thread whose locks a copy of this process would
    hold for ever, the work is done here when its result is asked for; so it is where the second
    process fails, which makes an error one of this process.
    """
    if not _may_fork():
        return work
    reading, writing = os.pipe()
    child = _forked(partial(_hand_over, work, reading, writing))
    os.close(writing)

    def result() -> T:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        # Bytes of our own copy, made a moment ago by the code of this file.
        found: T = work() if status else pickle.loads(told)
        return found

    return result


def each(work: Callable[[S], T], items: Sequence[S]) -> Iterator[T]:
    """What the work gives for each of the items, in their order; two other processes share it.

    One that has grown gives way to another, and with it goes what libraries keep for themselves.
    What was asked of one that failed, or was killed, is made here, which makes an error one of this
    process; so is all, where `start` would begin no second process.
    """
    if len(items) < 2 or not _may_fork():
        yield from map(work, items)
        return
    workers = _Workers(work, items)
    try:
        for number, item in enumerate(items):
            while workers.may_give(number):
                workers.wait()
            yield workers.given.pop(number) if number in workers.given else work(item)
    finally:
        workers.dismiss()


def end_with(parent: int) -> None:
    """Let the process that started this one not be outlived by it, however that one ends.

    On Linux only. Elsewhere this process ends when it writes to what nobody reads any more.
    """
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.name == "posix" and os.getppid() != parent:
        os._exit(1)


class _Workers(Generic[S, T]):
    """Processes, each with a line to it, and what they are asked for one by one."""

    def __init__(self, work: Callable[[S], T], items: Sequence[S]) -> None:
        self.given: dict[int, T] = {}
        self._work, self._items = work, items
        self._left = deque(range(len(items)))
        self._at: dict[Connection, tuple[int, int]] = {}
        """The process at the other end of each line, and the number of what it is asked for."""

    def may_give(self, number: int) -> bool:
        """Whether what is asked for by a number is still to come, once all are at work."""
        while self._left and len(self._at) < _WORKERS and _may_fork():
            self._begin()
        asked = (one for _, one in self._at.values())
        return bool(self._at) and (number in self._left or number in asked)

    def wait(self) -> None:
        """Until one of them has told something."""
        from multiprocessing.connection import Connection, wait

        for line in wait(list(self._at)):
            assert isinstance(line, Connection)
            process, asked = self._at.pop(line)
            goes_on = False
            with suppress(EOFError, OSError):
                self.given[asked], goes_on = line.recv()
            if goes_on and self._left:
                self._ask(line, process)
            else:
                _end(line, process)

    def _begin(self) -> None:
        from multiprocessing import Pipe

        ours, theirs = Pipe()
        process = _forked(partial(self._serve, ours, theirs))
        theirs.close()
        self._ask(ours, process)

    def _ask(self, line: Connection, process: int) -> None:
        asked = self._left.popleft()
        self._at[line] = process, asked
        with suppress(OSError):  # one that is no more is noticed when it is listened to
            line.send(asked)

    def _serve(self, ours: Connection, line: Connection) -> None:
        """In one of them: give what is asked for, until there is too much of this process."""
        for other in (ours, *self._at):
            other.close()
        most, goes_on = _size() + _GROWTH, True
        while goes_on:
            found = self._work(self._items[line.recv()])
            goes_on = _size() < most
            line.send((found, goes_on))

    def dismiss(self) -> None:
        for line, (process, _) in self._at.items():
            _end(line, process)


def _end(line: Connection, process: int) -> None:
    """It has told all that it will, or nobody listens any more."""
    with suppress(OSError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    line.close()


def _size() -> int:
    """The most memory that this process has had, in kibibytes."""
    from resource import RUSAGE_SELF, getrusage

    most = getrusage(RUSAGE_SELF).ru_maxrss
    return most >> 10 if sys.platform == "darwin" else most


def _may_fork() -> bool:
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and _threads() == 1


def _threads() -> int:
    """How many this process has; those of libraries among them where the system tells."""
    with suppress(OSError):
        return len(os.listdir("/proc/self/task"))
    return threading.active_count()


def _forked(work: Callable[[], None]) -> int:
    """Begin a process that does the work, and ends without any clean-up."""
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    status = 1
    with suppress(BaseException):  # nothing of it may return into a copy of the first process
        end_with(parent)
        work()
        status = 0
    os._exit(status)


def _hand_over(work: Callable[[], object], reading: int, writing: int) -> None:
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
