"""What was made before, in one file that is safe to delete at any time.

Each thing is known by its kind and by the hash of all that it is made of, and is checked when it is
read: what was damaged is as good as absent. Two processes may be at it. Where the file cannot be
read or written, nothing is kept, and whoever asks makes the thing anew.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import cache, partial
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

FOLDER = ".kb-cache"
"""The folder for what is kept, below that of the project."""
NAME = "made.sqlite"
_FORM = 1
"""Of the tables: a file of another form is thrown away."""
_TABLES = f"""
CREATE TABLE IF NOT EXISTS made (
    id INTEGER PRIMARY KEY, kind TEXT, key BLOB, used REAL, size INTEGER, UNIQUE (kind, key));
CREATE TABLE IF NOT EXISTS content (id INTEGER PRIMARY KEY, bytes BLOB, digest BLOB);
PRAGMA user_version = {_FORM};
"""
_PENDING = 1 << 24
"""Bytes that wait in memory before they are written."""
_SPARE, _ROOM = 3, 1 << 27
"""How many times as many bytes as are in use may be kept, and so many besides."""
_PATIENCE = 2.0
"""Seconds to wait for another process that writes."""


class BuildCache:
    """Keeps what was made in a folder; without one it keeps nothing.

    In a process begun by `fork` the copy of this object has a connection of its own; what it is
    given there is written by its own `flush`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._opened: tuple[int, sqlite3.Connection] | None = None
        self._pending: dict[tuple[str, bytes], bytes] = {}
        self._waiting = 0
        self._used: set[tuple[str, bytes]] = set()
        self._begun = time.time()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What is kept under a key; None where nothing is, or nothing whole."""
        if (kind, key) in self._pending:
            return self._pending[kind, key]
        asked = "SELECT bytes, digest FROM made JOIN content USING (id) WHERE kind=? AND key=?"
        row = self._in_file(lambda file: file.execute(asked, (kind, key)).fetchone())
        if row and isinstance(row[0], bytes) and _digest(kind, key, row[0]) == row[1]:
            self._used.add((kind, key))
            return row[0]
        return None

    def keep(self, kind: str, key: bytes, content: bytes) -> None:
        """Keep what was made under a key, in place of what was kept there."""
        if self._folder is not None:
            self._pending[kind, key] = content
            self._waiting += len(content)
            if self._waiting > _PENDING:
                self.flush()

    def made(self, kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key, or else what `make` gives, which is kept from now on."""
        found = self.get(kind, key)
        if found is None:
            found = make()
            self.keep(kind, key, found)
        return found

    def flush(self) -> None:
        """Write what waits, and note what was in use."""
        pending, self._pending, self._waiting = self._pending, {}, 0
        used, self._used = self._used, set()
        if pending or used:
            self._in_file(partial(_write, pending=pending, used=used), write=True)

    def tidy(self) -> None:
        """Write what waits; where much is kept that was not in use of late, remove the oldest."""
        self.flush()
        self._in_file(partial(_remove_oldest, since=self._begun), write=True)

    def _in_file(self, work: Callable[[sqlite3.Connection], T], *, write: bool = False) -> T | None:
        """What the work gives, in one transaction; None where the file does not serve."""
        file = None
        try:
            file = self._connection()
            if file is None:
                return None
            if not write:
                return work(file)
            file.execute("BEGIN IMMEDIATE")
            found = work(file)
            file.execute("COMMIT")
            return found
        except sqlite3.OperationalError:
            # Held by another process for too long, or no room: that is not the file's fault.
            if file is None:
                self._folder = None
            elif file.in_transaction:
                with suppress(sqlite3.Error):
                    file.execute("ROLLBACK")
            return None
        except (sqlite3.Error, OSError):
            self._throw_away()
            return None

    def _connection(self) -> sqlite3.Connection | None:
        """That of this process. Raises `sqlite3.Error` or `OSError` where there can be none."""
        if self._folder is None:
            return None
        if self._opened is None or self._opened[0] != os.getpid():
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / NAME
            # While serving, one thread goes on where another one began.
            file = sqlite3.connect(
                path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            # What a crash of the machine takes along is made again.
            file.execute("PRAGMA synchronous=OFF")
            (form,) = file.execute("PRAGMA user_version").fetchone()
            if form not in (0, _FORM):
                raise sqlite3.DatabaseError("of another form")
            if not form:
                file.executescript(_TABLES)
            self._opened = os.getpid(), file
        return self._opened[1]

    def _throw_away(self) -> None:
        """Remove a file that is damaged; this process keeps nothing from now on."""
        folder, self._folder, self._opened = self._folder, None, None
        for end in ("", "-journal"):
            with suppress(OSError):
                assert folder is not None
                (folder / f"{NAME}{end}").unlink()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files one after another, behind a line of their paths and lengths."""
    head = json.dumps([(path, len(content)) for path, content in files.items()])
    return b"".join([head.encode(), b"\n", *files.values()])


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of which `packed` has made the content."""
    at = content.index(b"\n") + 1
    files = {}
    for path, length in json.loads(content[:at]):
        files[path] = content[at : at + length]
        at += length
    return files


def key_of(*parts: object) -> bytes:
    """The hash of texts, numbers and tuples of such; of what else they hold, by its `repr`.

    Nothing in it may be a set, whose order changes from run to run.
    """
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).digest()


@cache
def code_version(*folders: Path) -> str:
    """The same as long as all is the same that runs: this package, what is installed, Python.

    `folders` are those of other code that has a say in what is made.
    """
    own = Path(__file__).parent
    seen = sha256(f"{sys.version} {sys.byteorder}".encode())
    for folder in (own, *folders):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            if path.suffix != ".pyc":
                seen.update(f"\0{path.relative_to(folder)}\0".encode())
                seen.update(path.read_bytes())
    # A release of a package names the folder with what is told of it.
    installed = {
        name for place in sys.path for name in _names(place) if name.endswith(".dist-info")
    }
    seen.update("\0".join(sorted(installed)).encode())
    return seen.hexdigest()


def _names(folder: str) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder or ".")
    return []


def _digest(kind: str, key: bytes, content: bytes) -> bytes:
    return blake2b(content, digest_size=16, key=key[:64], person=kind.encode()[:16]).digest()


def _write(
    file: sqlite3.Connection,
    *,
    pending: Mapping[tuple[str, bytes], bytes],
    used: Collection[tuple[str, bytes]],
) -> None:
    put = (
        "INSERT INTO made (kind, key, used, size) VALUES (?, ?, ?, ?) ON CONFLICT (kind, key)"
        " DO UPDATE SET used=excluded.used, size=excluded.size RETURNING id"
    )
    now = time.time()
    for (kind, key), content in pending.items():
        ((at,),) = file.execute(put, (kind, key, now, len(content))).fetchall()
        row = at, content, _digest(kind, key, content)
        file.execute("INSERT OR REPLACE INTO content VALUES (?, ?, ?)", row)
    noted = "UPDATE made SET used=? WHERE kind=? AND key=?"
    file.executemany(noted, ((now, *one) for one in used))


def _remove_oldest(file: sqlite3.Connection, *, since: float) -> None:
    total = "SELECT coalesce(sum(size), 0) FROM made WHERE used >= ?"
    (used,) = file.execute(total, (since,)).fetchone()
    (size,) = file.execute(total, (0,)).fetchone()
    gone = []
    for at, one in file.execute("SELECT id, size FROM made ORDER BY used").fetchall():
        if size <= _SPARE * used + _ROOM:
            break
        gone.append((at,))
        size -= one
    for table in ("made", "content"):
        file.executemany(f"DELETE FROM {table} WHERE id=?", gone)
