"""Tells when the sources have changed: at once where the system says so, else by looking."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    DirModifiedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from macros.project_files import DATA, DOCS, SETTINGS, SETTINGS_LOCK

_QUIET = 0.02
"""Seconds without a change after which what an editor's program writes is complete: some empty a
file first and write it then, or put another one in its place."""
_LONGEST = 0.5
"""Seconds after which one does not wait any more for that."""
_SELDOM, _OFTEN = 2.0, 0.5
"""Seconds between two looks at the files, where the system tells of changes and where it does not,
as for a folder of another computer."""
_NOT_CHANGED = (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE)
Stamps = Mapping[str, tuple[int, int]]
_NAMES = frozenset((*DATA, SETTINGS, SETTINGS_LOCK))


class Changes(FileSystemEventHandler):
    """The changes of the pages, the data files and the theme of a project."""

    def __init__(self, root: Path, theme: Path) -> None:
        self._root, self._theme = root, theme
        self._told = Event()
        self._interval = _SELDOM
        self.stamps = seen(root, theme)
        self._observer = Observer()

    stamps: Stamps
    """The files as they were before the last change was told."""

    def start(self) -> None:
        """Listen to what the system tells."""
        try:
            self._observer.schedule(self, str(self._root))
            for folder in (self._root / DOCS, self._theme):
                if folder.is_dir():
                    self._observer.schedule(self, str(folder), recursive=True)
            self._observer.start()
        except OSError:  # as where so many files are watched as the system allows
            self._interval = _OFTEN

    def stop(self) -> None:
        """Listen no more."""
        if self._observer.is_alive():
            self._observer.stop()

    def wait(self) -> bool:
        """Whether something has changed, once it is quiet again; false after a while without."""
        if self._told.wait(self._interval):
            end = time.monotonic() + _LONGEST
            while self._told.is_set() and time.monotonic() < end:
                self._told.clear()
                time.sleep(_QUIET)
            self._told.clear()
            self.stamps = seen(self._root, self._theme)
            return True
        stamps = seen(self._root, self._theme)
        changed = stamps != self.stamps
        self.stamps = stamps
        if changed:  # and nobody has told
            self._interval = _OFTEN
        return changed

    def again(self) -> None:
        """Let it be as if something had changed."""
        self._told.set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer, for what is read as well."""
        if event.event_type in _NOT_CHANGED or isinstance(event, DirModifiedEvent):
            return
        for path in (event.src_path, event.dest_path):
            place, name = os.path.split(os.fsdecode(path))
            if path and (place != str(self._root) or name in _NAMES):
                self._told.set()


def seen(root: Path, theme: Path) -> Stamps:
    """Every file of the sources with the time of its last change and its size."""
    folders = (place for folder in (root / DOCS, theme) for place in os.walk(folder))
    names = (os.path.join(place, name) for place, _, found in folders for name in found)
    found = {}
    for path in (*(str(root / name) for name in _NAMES), *names):
        with suppress(OSError):  # there is none, or it has gone meanwhile
            status = os.stat(path)
            found[path] = status.st_ctime_ns, status.st_size
    return found
