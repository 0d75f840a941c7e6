"""The check of the whole site, beside the server: in a second process where one can be forked."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from macros.background import end_with
from macros.mkdocs_adapter.serving.live_project import Findings, LiveProject

log = logging.getLogger("mkdocs.serving")
_POLITE = 5
"""How far the check stands back where the page in view needs a core as well."""


class Checker:
    """Checks a project each time that it is asked to, on another core where there is one.

    To be made before any thread is started: the second process is a copy of this one, which has
    read the project already. Where there is none, the check is done here.
    """

    def __init__(self, project: LiveProject) -> None:
        self._project = project.other()
        self._asked: Sequence[str] = ()
        self._process: Connection | None = None
        if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
            self._process, theirs = Pipe()
            parent = os.getpid()
            if not os.fork():
                self._process.close()
                _answer(self._project, theirs, parent)
            theirs.close()

    def ask(self, keys: Sequence[str]) -> None:
        """Begin a check of the sources as they are now, first of the pages of some keys."""
        self._asked = keys
        if self._process:
            with suppress(OSError):
                self._process.send(keys)

    def answers(self) -> Iterator[Findings]:
        """What is found, as soon as it is; nothing more where something fails, as when a file goes
        meanwhile."""
        while self._process:
            try:
                found: Findings | None = self._process.recv()
            except (OSError, EOFError):
                self._process = None
                break
            if found is None:
                return
            yield found
        yield from _checks(self._project, self._asked)


def _answer(project: LiveProject, asking: Connection, parent: int) -> None:
    """In the second process: check whenever asked to, until nobody asks any more."""
    with suppress(BaseException):  # nothing of it may return into a copy of the first process
        end_with(parent)
        os.nice(_POLITE)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # The first process ends, and this one then.
        while True:
            for found in _checks(project, asking.recv()):
                asking.send(found)
            asking.send(None)
    os._exit(0)


def _checks(project: LiveProject, keys: Sequence[str]) -> Iterator[Findings]:
    try:
        yield from project.checks(keys)
    except Exception:
        log.exception("check")
