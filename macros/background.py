"""Work that a second process does, on the other core."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2): the signal that comes when the parent ends."""


def start(work: Callable[[], T]) -> Callable[[], T]:
    """Begin the work in a second process; what is returned waits for its result.

    Where there is no `fork`, no second core, or a thread whose locks a copy of this process would
    hold for ever, the work is done here when its result is asked for; so it is where the second
    process fails, which makes an error one of this process.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        return work
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        _hand_over(work, reading, writing, parent)
    os.close(writing)

    def result() -> T:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        # Bytes of our own copy, made a moment ago by the code of this file.
        found: T = work() if status else pickle.loads(told)
        return found

    return result


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


def _hand_over(work: Callable[[], object], reading: int, writing: int, parent: int) -> None:
    """In the second process: do the work, write the result, and end without any clean-up."""
    status = 1
    with suppress(BaseException):  # nothing of it may return into a copy of the first process
        end_with(parent)
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    os._exit(status)
