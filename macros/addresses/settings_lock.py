"""settings.lock: what maintainers have agreed to of mkdocs.yml, as the SHA-256 of its text."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from macros.datafiles.lock_lines import lock_lines
from macros.errors import problem
from macros.model import Location, Problem

_HEAD = "# mkdocs.yml as maintainers have agreed to it. `kb lock-settings` writes this file.\n"


def settings_lock_text(settings: str) -> str:
    """What the lock of settings holds; their line ends are those of `decode`."""
    return f"{_HEAD}{_line(settings)}\n"


def _line(settings: str) -> str:
    return f"mkdocs.yml sha256:{sha256(settings.encode()).hexdigest()}"


def check_lock(settings: str, path: str, lock: str | None) -> Iterator[Problem]:
    """That the settings in the file `path` are those of the lock; None where there is none."""
    if lock is None:
        yield problem(Location(path), "S142", against="missing")
    elif [line for line, _ in lock_lines(lock, "")] != [_line(settings)]:
        yield problem(Location(path), "S142", against="changed")
