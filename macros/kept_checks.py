"""What `kb check` found, for as long as nothing is another of all that it rests on.

This imports little: who is told at once what was found before waits for no rule and no reader.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from macros.build_cache import FOLDER, BuildCache, code_version, key_of
from macros.git import state
from macros.problems import Fix, Location, Problem, Severity
from macros.project_files import DATA, DEEPEST, DOCS, SETTINGS, SETTINGS_LOCK

_KIND = "check"


class Findings(NamedTuple):
    """What a check found."""

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    """The files that it looked at, by their paths from the project's folder."""


class State(NamedTuple):
    """All that a check rests on."""

    rest: bytes
    """What stands for all but the texts of pages."""
    pages: Mapping[str, str]
    """What stands for the text of each page, by its path."""


class KeptChecks:
    """What was found in a folder as it is now, on a day, and beside its last commit.

    `told` is what else the check was told, such as the address that the site will have. Nothing is
    kept for a site whose code is not in this package.
    """

    def __init__(self, root: Path, today: date, *told: object) -> None:
        self._root, self._today, self._told = root, today, told

    @cached_property
    def cache(self) -> BuildCache:
        """Where it is kept."""
        return BuildCache(self._root / FOLDER)

    @cached_property
    def state(self) -> State | None:
        """What the check rests on, as it was when this was first asked."""
        return self._asked()

    def findings(self) -> Findings | None:
        """What was found; None where that is not known."""
        kept = self.cache.get(_KIND, key_of(self.state)) if self.state else None
        return _read(kept) if kept else None

    def keep(self, findings: Findings) -> bool:
        """Keep what was found of `state`, unless something has changed since."""
        written = _written(findings)
        if not self.state or self.has_changed() or _read(written) != findings:
            return False
        self.cache.keep(_KIND, key_of(self.state), written)
        self.cache.flush()
        return True

    def has_changed(self) -> bool:
        """Whether anything of it is another than it was when `state` was first asked."""
        return self.state != self._asked()

    def _asked(self) -> State | None:
        """None where it cannot be told."""
        site = sys.modules.get("macros.site_profile")
        if site and site.is_registered() and site.profile().package != "macros":
            return None
        with suppress(OSError):
            names = (*DATA, SETTINGS, SETTINGS_LOCK)
            data = [(name, content_of(self._root / name)) for name in names]
            below = dict(contents_below(self._root / DOCS, DOCS))
            pages = {path: below[path] for path in below if path.endswith(".md")}
            others = [one for one in below.items() if one[0] not in pages]
            told = self._today, self._told, state(self._root)
            return State(key_of(code_version(), *told, data, others, [*pages]), pages)
        return None


def content_of(path: Path) -> str:
    """What stands for a file, whatever it is."""
    if path.is_symlink() or not path.is_file():
        return "other" if os.path.lexists(path) else ""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def contents_below(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """All that stands below a folder, in order."""
    if folder.is_symlink() or name.count("/") > DEEPEST:
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield path, "folder"
            yield from contents_below(Path(entry.path), path)
        else:
            yield path, content_of(Path(entry.path))


def _written(findings: Findings) -> bytes:
    problems = [asdict(one) for one in findings.problems]
    return json.dumps([problems, findings.files], separators=(",", ":")).encode()


def _read(written: bytes) -> Findings:
    problems, files = json.loads(written)
    return Findings(tuple(map(_problem, problems)), tuple(files))


def _problem(data: dict[str, Any]) -> Problem:
    return Problem(
        Location(**data["where"]),
        data["code"],
        data["values"],
        Severity(data["level"]),
        data["fix"] and Fix(**data["fix"]),
        data["cause"] and Location(**data["cause"]),
        tuple(map(_problem, data["consequences"])),
    )
