"""A site that stands as a build would leave it is not built again.

This imports little: who is told at once that nothing has changed waits for no reader and no rule.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from macros.build_cache import FOLDER, BuildCache, code_version, key_of
from macros.git import commit_of, state, uncommitted
from macros.kept_checks import content_of, contents_below
from macros.project_files import PACKAGES, SETTINGS
from macros.publish.checksums import SUMS
from macros.publish.revisions import is_whole
from macros.publish.target import MARK
from macros.site_profile import code_of_site

_KIND, _CODE = "published", "__pycache__"
_PACKAGES_OF = f"{PACKAGES}/.package-lock.json"
"""What npm has installed."""


class KeptSite:
    """Knows whether the site of a project is already what a build on a day would make of it."""

    def __init__(self, root: Path, site: Path, today: date, *, disk: bool) -> None:
        self._root, self._today, self._disk = root.resolve(), today, disk
        self._site = Path(os.path.realpath(site))
        self._cache = BuildCache(self._root / FOLDER)

    @cached_property
    def told(self) -> str:
        """Which site it is: its day, and its commit, with a plus where files have changed since."""
        changed = "+" if uncommitted(self._root) else ""
        return f"{self._today.isoformat()} {commit_of(self._root)}{changed}".strip()

    def pages(self) -> int | None:
        """How many pages the site has, where it stands as it would be built; else None."""
        state = self._state  # as it is before anything is built
        if not (self._site / MARK).is_file():
            return None  # nor is anything written where the folder may be refused
        if kept := state and self._cache.get(_KIND, state):
            pages, sums = json.loads(kept)
            if is_whole(self._site, self.told, sums):
                return int(pages)
        return None

    def keep(self, pages: int) -> None:
        """Remember the site that has just been built, unless something has changed meanwhile."""
        with suppress(OSError):
            sums = sha256((self._site / SUMS).read_bytes()).hexdigest()
            if self._state and self._state == self._asked():
                self._cache.keep(_KIND, self._state, json.dumps([pages, sums]).encode())
                self._cache.flush()

    @cached_property
    def _state(self) -> bytes | None:
        return self._asked()

    def _asked(self) -> bytes | None:
        """What stands for all that a site is made of; None where it cannot be told."""
        with suppress(OSError):
            settings = self._root / SETTINGS
            text = settings.read_text(encoding="utf-8", errors="replace")
            # What a setting may take from the environment, it names.
            given = sorted((name, value) for name, value in os.environ.items() if name in text)
            return key_of(
                code_version(*code_of_site()),
                self.told,
                state(self._root),
                self._disk,
                given,
                content_of(self._root / _PACKAGES_OF),
                list(self._files()),
            )
        return None

    def _files(self) -> Iterator[tuple[str, str]]:
        """All that authors and maintainers have written, with what stands for each content."""
        for entry in sorted(os.scandir(self._root), key=lambda entry: entry.name):
            path = Path(entry.path)
            if entry.name.startswith(".") or entry.name in (PACKAGES, _CODE):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield entry.name, content_of(path)
            elif not (path / MARK).exists():
                found = contents_below(path, entry.name)
                yield from (one for one in found if _CODE not in one[0].split("/"))
