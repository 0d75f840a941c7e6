"""What the site has besides pages, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from threading import Lock

from macros.build_cache import FOLDER, BuildCache
from macros.library import Library
from macros.publish.app.files import app_files
from macros.publish.data.series import series_files
from macros.publish.diagrams import diagram_files
from macros.publish.outputs import data_files
from macros.publish.pictures import DamagedPicture, picture_files
from macros.publish.reuse import reuse_files
from macros.publish.short.files import short_files
from macros.publish.terms import term_files

Files = Iterator[tuple[str, bytes]]
_OF_SOURCES: tuple[Callable[[Library], Files], ...] = (
    app_files,
    term_files,
    diagram_files,
    series_files,
    data_files,
    reuse_files,
)
"""With the short addresses, all that `publish.outputs.from_sources` makes but pictures for social
media; the quickest first: what a page loads is among them."""


class Outputs:
    """The files that are made of a library: one after the other, until the one is there that is
    asked for."""

    def __init__(self, library: Library, root: Path) -> None:
        self._made: dict[str, bytes] = {}
        made = (make(library) for make in _OF_SOURCES)
        self._rest = chain(_pictures(library, root), *made, _short(library, root))
        self._lock = Lock()

    def get(self, path: str) -> bytes | None:
        """The file at a path below the site's folder; None where there is no such."""
        with self._lock:
            if path not in self._made:
                for name, raw in self._rest:
                    self._made.setdefault(name, raw)
                    if name == path:
                        break
            return self._made.get(path)


def _short(library: Library, root: Path) -> Files:
    cache = BuildCache(root / FOLDER)
    made = dict(short_files(library, cache))
    cache.flush()
    yield from made.items()


def _pictures(library: Library, root: Path) -> Iterable[tuple[str, bytes]]:
    """The pictures of the pages; up to one that is damaged, of which the page tells."""
    try:
        yield from picture_files(library, root)
    except DamagedPicture:
        return
