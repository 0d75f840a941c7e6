"""One build of a folder at a time, on every system."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(lock: Path) -> Iterator[int]:
    """Wait until no other process is in here with this file, and keep the others waiting.

    The system takes the lock away from a process that ends, however it ends. Gives the open file:
    a process that inherits it keeps the lock as well. Raises `OSError`.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as handle:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX)
        else:
            _wait_on_windows(handle.fileno())
        yield handle.fileno()


def _wait_on_windows(handle: int) -> None:
    import msvcrt

    while True:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            return
        except PermissionError:  # another process has it
            time.sleep(0.05)
