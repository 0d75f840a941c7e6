"""The project in memory: what it holds by now, and what is known to be wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from macros.build_day import today
from macros.facts.registry import Registry
from macros.git import commit_of, versions
from macros.library import Library
from macros.loading import Memory, open_settings, read_library
from macros.messages import codes
from macros.model import LOCALES, Locale, Page, Problem
from macros.project import Project, hold_back, ordered
from macros.project_files import (
    DIAGRAMS,
    DOCS,
    FACTS,
    GLOSSARY,
    SETTINGS,
    SETTINGS_LOCK,
    TWINS,
)
from macros.recheck import open_again
from macros.rules.macro_calls import problems_of_calls
from macros.rules.of_pages import safety
from macros.rules.registry import RULES, Scope
from macros.rules.runner import check_pages
from macros.rules.suppressions import allow
from macros.translations.history import Version

SAFETY = (safety,)
"""The modules of rules for pages that tell of what is unsafe, which are there from the start."""
_UNUSED = "A101"
"""An allowance that covers nothing: only a check of the whole site can tell."""
_DATA = (FACTS, GLOSSARY)
_RESTS_ON = (FACTS, GLOSSARY, DIAGRAMS, TWINS, SETTINGS)
Usage = Mapping[tuple[Locale, str], tuple[str, ...]]


class Findings(NamedTuple):
    """What a check has found, of the whole site or of the pages of some keys."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, int]
    """What it has read, as hashes of this process and of copies of it."""
    day: date
    usage: Usage
    """The keys of the pages of a language that show a fact."""
    keys: frozenset[str] | None = None
    """None for the whole site."""


_NOTHING = Findings((), {}, date.min, {})


@dataclass
class LiveProject:
    """The project below `root`, renewed from time to time, and checked page by page."""

    root: Path
    unsafe: tuple[str, ...]
    """Codes, or how they begin, of what must be known of a page before it is rendered."""
    address: str = ""
    directory_urls: bool = True
    memory: Memory = field(default_factory=Memory)
    library: Library = field(init=False)
    of_settings: tuple[Problem, ...] = ()
    """What is wrong with mkdocs.yml: as long as anything is, all else stays as it was before."""
    _settings: list[tuple[int, int] | None] = field(default_factory=list)
    _read: tuple[Problem, ...] = ()
    _found: Findings = _NOTHING
    """Of the last check of the whole site."""
    _early: dict[str, Findings] = field(default_factory=dict)
    """Of checks of the pages of a key, since then."""
    _known: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """What is wrong with the pages of a key, of those asked for since the last change."""

    def renew(self) -> None:
        """Read what has changed."""
        settings = [_stamp(self.root / name) for name in (SETTINGS, SETTINGS_LOCK)]
        if settings != self._settings:
            self._settings = settings
            self.of_settings = tuple(open_settings(self.root).problems)
        if self.of_settings and hasattr(self, "library"):
            return
        library, problems = read_library(self.root, self._empty(today()), self.memory)
        if hasattr(self, "library"):
            library.knowing(self.library)
        self._read = tuple(problems)
        self.library = self._with_usage(library)
        self._known.clear()

    def other(self) -> LiveProject:
        """One of the same folder that is renewed and checked while this one is in use."""
        found = copy(self)
        found._early, found._known = {}, {}
        return found

    def checks(self, keys: Iterable[str]) -> Iterator[Findings]:
        """What is wrong with the pages of some keys and then with all, as the files are now."""
        self.renew()
        if self.of_settings:  # Nothing is rendered as the files are now.
            return
        wanted = frozenset(key for key in keys if not self._holds(self._found, key))
        if wanted:
            found = [p for key in sorted(wanted) for p in self._problems(key, thorough=True)]
            texts, day = _texts(self.library), self.library.today
            yield Findings(ordered(found), texts, day, {}, wanted)
        empty = self._empty(today())
        project = open_again(
            self.root,
            empty.today,
            self.address,
            self.directory_urls,
            history=empty.history,
            memory=self.memory,
        )
        used = project.library.usage.items()
        usage = {fact: tuple(page.key for page in pages) for fact, pages in used}
        self._found = Findings(project.problems, _texts(project.library), empty.today, usage)
        yield self._found

    def adopt(self, found: Findings) -> bool:
        """Take what a check has found; whether it is news for any page."""
        usage = self._found.usage
        if found.keys is None:
            self._found, self._early = found, {}
            self.library = self._with_usage(self.library)
        else:
            self._early.update(dict.fromkeys(found.keys, found))
        known, self._known = self._known, {}
        self._known.update((key, self._problems(key)) for key in known)
        return self._found.usage != usage or self._known != known

    def changed(self) -> list[str]:
        """The keys of which pages have changed since the last whole check."""
        now, then = _texts(self.library), self._found.texts
        paths = (path for path in now.keys() | then.keys() if now.get(path) != then.get(path))
        keys = (path.split("/", 2) for path in paths if path.endswith(".md"))
        return sorted({key[2] for key in keys if len(key) > 2})

    def state(self, key: str) -> Project:
        """The project with the problems of the pages of a key, and of the data that all rest on."""
        if key not in self._known:
            self._known[key] = self._problems(key)
        return Project(self.root, self.library, (*self.of_settings, *self._known[key]))

    def _empty(self, day: date) -> Library:
        history = partial(_versions, self.root)
        nothing = Registry()
        return Library(
            nothing,
            {},
            {},
            day,
            address=self.address,
            directory_urls=self.directory_urls,
            history=history,
        )

    def _with_usage(self, library: Library) -> Library:
        pages = library.pages
        usage: dict[tuple[Locale, str], tuple[Page, ...]] = {
            (locale, fact): tuple(pages[locale][key] for key in keys if key in pages[locale])
            for (locale, fact), keys in self._found.usage.items()
        }
        return replace(library, usage=usage).knowing(library)

    def _problems(self, key: str, *, thorough: bool = False) -> tuple[Problem, ...]:
        """What is wrong with the pages of a key, and with the data files.

        Where no check has seen them as they are, it is what their readers tell, what is unsafe, and
        what the last check has told besides. What is wrong with the pages by themselves is worked
        out only where it is to be `thorough`.
        """
        paths = _paths(key)
        last = self._early.get(key, self._found)
        mine = [p for p in last.problems if _about(p, (*paths, *_DATA))]
        if self._holds(last, key):
            return tuple(mine)
        again = ("P", *self.unsafe)
        kept = [
            p
            for p in mine
            if not p.code.startswith(again)
            and (p.code in _site_wide() or not (thorough or p.where.path in _DATA))
        ]
        of_reading = [p for p in self._read if _about(p, (*paths, *_DATA))]
        return hold_back(ordered([*of_reading, *kept, *self._of_pages(key, thorough)]))

    def _of_pages(self, key: str, thorough: bool) -> list[Problem]:
        """What is wrong with the pages of a key by themselves: if not all of it, what is unsafe."""
        library = self.library
        files = {path: library.files[path] for path in _paths(key) if path in library.files}
        part = replace(library.of_pages([key]), files=files).knowing(library)
        found = problems_of_calls(part.every_page, library)
        found += check_pages(part) if thorough else []
        linked = replace(library, told_of=tuple(part.every_page)).knowing(library)
        subjects: dict[Scope, Any] = {
            Scope.LIBRARY: part,
            Scope.LINKED: linked,
            Scope.TEXTS: files.values(),
            Scope.PAGES: part,
        }
        for one in RULES:
            if one.scope in subjects and any(map(self._is_unsafe, one.codes)):
                found += [p for p in one.check(subjects[one.scope]) if self._is_unsafe(p.code)]
        return [p for p in allow(found, part.every_page, {}, codes) if p.code != _UNUSED]

    def _is_unsafe(self, code: str) -> bool:
        return code.startswith(self.unsafe)

    def _holds(self, found: Findings, key: str) -> bool:
        """Whether a check has seen the pages of a key, and the data, as they are."""
        files = self.library.files
        paths = (*_paths(key), *_RESTS_ON)
        now = {path: hash(files[path].text) for path in paths if path in files}
        return found.day == self.library.today and all(
            found.texts.get(path) == now.get(path) for path in paths
        )


def _texts(library: Library) -> Mapping[str, int]:
    return {path: hash(file.text) for path, file in library.files.items()}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _about(one: Problem, paths: Collection[str]) -> bool:
    return one.where.path in paths or one.values.get("twin", "") in paths


def _paths(key: str) -> list[str]:
    return [f"{DOCS}/{locale}/{key}" for locale in LOCALES]


@cache
def _site_wide() -> frozenset[str]:
    """The codes of the rules that look at more than the pages of a key."""
    scopes = (Scope.LIBRARY, Scope.LINKED, Scope.TEXTS, Scope.DATA)
    return frozenset().union(*(one.codes for one in RULES if one.scope in scopes))


def _versions(root: Path, paths: Sequence[str]) -> Iterator[Version]:
    yield from _versions_at(commit_of(root), root, tuple(paths))


@cache
def _versions_at(commit: str, root: Path, paths: tuple[str, ...]) -> tuple[Version, ...]:
    """The versions up to a commit: git is asked once."""
    return tuple(Version(one.message, cache(one.text)) for one in versions(root, paths))
