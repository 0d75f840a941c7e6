"""The pages on which nothing was wrong when they were last looked at, in a file safe to delete.

Each stands there, in both its languages, as the hash of all that the rules in `of_pages` may look
at; and so do the texts of the data files. Where anything at all was wrong with a page, it is not
written down: what is told of it may rest on what is outside of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property, partial
from hashlib import sha256
from pathlib import Path

from macros.atomic_write import put
from macros.background import start
from macros.library import Library
from macros.messages import codes
from macros.model import LOCALES, Problem
from macros.rules.runner import check_data, check_pages, register_rules
from macros.rules.suppressions import allow
from macros.site_profile import profile
from macros.translations.status import SyncStatus

_NAME = "sound-pages"
_RESTS_ON = ("facts.yml", "glossary.yml", "diagrams.yml")
_ALSO_DATA = ("synonyms.yml", "menu.yml")
"""Data files on which no page rests."""
_MANY = 20
"""So many pages take longer than to begin a second process."""


class SoundPages:
    """Knows which pages have to be looked at, and remembers those that are sound.

    The texts of the data files, on which all pages rest, are remembered in the same way.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        self._library = library
        self._folder = folder
        try:
            self._known = frozenset((folder / _NAME).read_text(encoding="ascii").split())
        except (OSError, ValueError):
            self._known = frozenset()

    @cached_property
    def others(self) -> frozenset[str]:
        """The keys of the pages that have changed, or that were not sound."""
        return frozenset(key for key, name in self._names.items() if name not in self._known)

    def check(self, found: Sequence[Problem]) -> list[Problem]:
        """What is wrong with the other pages; those that are sound are written down for next time.

        `found` is what is known to be wrong anywhere. Nothing is written where something is wrong
        that is not on a page, and that no line of a data file allows.
        """
        keys = sorted(self.others)
        # Of many pages, every second one is looked at on the other core.
        rest = keys[1::2] if len(keys) >= _MANY else []
        if rest:
            register_rules("of_pages")  # both need them
        wait = start(partial(self._look_at, rest)) if rest else None
        problems, out_of_line = self._look_at(keys[::2] if rest else keys)
        of_data = [] if self._data in self._known else check_data(self._library)
        if wait:
            more, others = wait()
            problems, out_of_line = [*problems, *more], out_of_line | others
        problems += of_data
        paths = {_path(locale, key): key for key in self._names for locale in LOCALES}
        every = (*found, *problems)
        elsewhere = [p for p in every if p.where.path not in paths]
        if not allow(elsewhere, (), self._library.data, codes):
            wrong = {paths[p.where.path] for p in every if p.where.path in paths}
            self._keep(wrong | out_of_line, sound_data=not of_data)
        return problems

    def _look_at(self, keys: Sequence[str]) -> tuple[list[Problem], set[str]]:
        """What is wrong with some pages, and those that are in line only by the history."""
        part = self._library.of_pages(keys)
        return check_pages(part), set(_out_of_line(part))

    def _keep(self, wrong: set[str], *, sound_data: bool) -> None:
        sound = {name for key, name in self._names.items() if key not in wrong}
        if sound_data:  # what is allowed must be found again, or its allowance would cover nothing
            sound.add(self._data)
        if sound != self._known:
            with suppress(OSError):
                self._folder.mkdir(exist_ok=True)
                put(self._folder / _NAME, "\n".join(sorted(sound)))

    @cached_property
    def _common(self) -> str:
        """The hash of what every page rests on."""
        library = self._library
        of_all = (
            _version(),
            library.documents.rendering.fingerprint,
            profile(),
            library.today,
            library.evaluation.pages,
            library.records is None,
            *map(self._text, _RESTS_ON),
        )
        return _hashed(repr(of_all))

    @cached_property
    def _data(self) -> str:
        """The hash of the texts of the data files."""
        return _hashed(repr((self._common, *map(self._text, _ALSO_DATA))))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The hash of each page, and of each that has nothing but a record."""
        library = self._library
        records: dict[str, list[object]] = {key: [] for key in library.keys}
        for (key, anchor), record in (library.records or {}).items():
            records.setdefault(key, []).append((anchor, record.en, record.id))
        names = {}
        for key, recorded in records.items():
            of_page = (key, recorded, *(self._text(_path(locale, key)) for locale in LOCALES))
            names[key] = _hashed(f"{self._common}{of_page!r}")
        return names

    def _text(self, path: str) -> str | None:
        file = self._library.files.get(path)
        return file.text if file else None


def _hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _out_of_line(library: Library) -> Iterator[str]:
    """The pages that are in line at most by what the history tells, which may change."""
    for key, page in library.recorded_twins.items():
        if any(pair.standing is not SyncStatus.IN_LINE for pair in page.pairs):
            yield key


def _path(locale: str, key: str) -> str:
    return f"docs/{locale}/{key}"


@cache
def _version() -> str:
    """The same as long as the code of the package is the same, and what runs it."""
    folder = Path(__file__).parent
    code = sha256(sys.version.encode())
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.yml"))):
        code.update(path.read_bytes())
    return code.hexdigest()
