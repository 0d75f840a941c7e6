"""The check of the whole site, beside the server: in a second process where one can be forked."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from macros.background import end_with
from macros.mkdocs_adapter.serving.live_project import Findings

log = logging.getLogger("mkdocs.serving")


class Checker:
    """Runs `check` each time that it is asked to, on another core where there is one.

    To be made before any thread is started: the second process is a copy of this one, which has
    read the project already. Where there is none, the check is done here.
    """

    def __init__(self, check: Callable[[], Findings]) -> None:
        self._check = check
        self._other: Connection | None = None
        if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
            self._other, theirs = Pipe()
            parent = os.getpid()
            if not os.fork():
                self._other.close()
                _answer(check, theirs, parent)
            theirs.close()

    def ask(self) -> None:
        """Begin a check of the sources as they are now."""
        if self._other:
            with suppress(OSError):
                self._other.send(None)

    def answer(self) -> Findings | None:
        """What was found; None where the check has failed, as when a file goes meanwhile."""
        if self._other:
            try:
                found: Findings | None = self._other.recv()
                return found
            except (OSError, EOFError):
                self._other = None
        return _found(self._check)


def _answer(check: Callable[[], Findings], asking: Connection, parent: int) -> None:
    """In the second process: check whenever asked to, until nobody asks any more."""
    with suppress(BaseException):  # nothing of it may return into a copy of the first process
        end_with(parent)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # The first process ends, and this one then.
        while True:
            asking.recv()
            asking.send(_found(check))
    os._exit(0)


def _found(check: Callable[[], Findings]) -> Findings | None:
    try:
        return check()
    except Exception:
        log.exception("check")
        return None
