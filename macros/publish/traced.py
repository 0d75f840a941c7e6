"""Files made of some finished pages, which are made again when one of these pages has changed.

Which pages they are, nobody has to say: it is noted while the files are made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from macros.build_cache import BuildCache, key_of, packed, unpacked
from macros.html.model import BuiltPage, BuiltSite

_SEEN = ".seen"
"""Among the files that are kept, the one that tells of which pages they were made."""


class TracedFiles:
    """Keeps files by the pages that they were made of, and by `base`: the hash of all else."""

    def __init__(self, cache: BuildCache, base: bytes) -> None:
        self._cache = cache
        self._base = base

    def made(
        self,
        kind: str,
        site: BuiltSite,
        make: Callable[[BuiltSite], Iterable[tuple[str, bytes]]],
        *besides: object,
    ) -> Mapping[str, bytes]:
        """What `make` gives for the site, whose pages it asks for one by one, and for what it is
        made of besides."""
        key = key_of(self._base, sorted(site.files), besides)
        kept = self._cache.get(kind, key)
        files = unpacked(kept) if kept else {}
        seen = json.loads(files.pop(_SEEN, b"null"))
        if seen is not None and seen == _told(site, seen):
            return files
        pages = _Traced(site.pages)
        # Nothing in the files may tell of the styles of other pages.
        files = dict(make(replace(site, pages=pages, own_styles=frozenset())))
        told = json.dumps(_told(site, pages.seen)).encode()
        self._cache.keep(kind, key, packed({_SEEN: told, **files}))
        return files


class NotSeen(Exception):
    """A page that was asked for in another process, and not in this one before."""


class _Traced(Mapping[str, BuiltPage]):
    """Pages, and the paths of those that were asked for. That there is one, `files` tells too."""

    def __init__(self, pages: Mapping[str, BuiltPage]) -> None:
        self._pages = pages
        self.seen: set[str] = set()
        self._process = os.getpid()

    def __getitem__(self, path: str) -> BuiltPage:
        page = self._pages[path]
        if path not in self.seen and os.getpid() != self._process:
            # What is seen in a copy of this process is known to nobody: `background` has it made
            # here instead.
            raise NotSeen(path)
        self.seen.add(path)
        return page

    def __contains__(self, path: object) -> bool:
        return path in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def _told(site: BuiltSite, paths: Iterable[str]) -> dict[str, str]:
    known = ((path, site.pages.get(path)) for path in sorted(paths))
    return {path: key_of(page.text).hex() for path, page in known if page}
