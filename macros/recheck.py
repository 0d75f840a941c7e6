"""Checks again only what changed, where nothing but the texts of a few pages did.

What is kept of a check is what it found, by the pages on which that rests, and the outlines of all
pages. As long as the outlines of the changed pages are as before, nothing else is another.
"""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from macros.build_cache import key_of
from macros.errors import KnowledgeError
from macros.kept_checks import Findings, KeptChecks
from macros.library import Earlier, Library
from macros.loading import Memory, read_again, read_pages
from macros.macro_registry import macro_called
from macros.model import Call, Locale, NotKept, Problem
from macros.project import Found, Project, allow_in, by_page, open_project, told_of
from macros.project_files import TWINS
from macros.rules.macro_calls import make_calls_again
from macros.rules.runner import check_linked, check_pages, check_site
from macros.rules.suppressions import Allowance, on_page
from macros.site_profile import profile
from macros.translations.history import History

_KIND = "outlines"
_MOST = 20
"""So many changed pages are looked at by themselves: with more, all may be."""
_OF_THE_DAY = ("documents", "earlier", "history", "site", "told_of")
"""What of a library is made anew."""
_CLASSES = (
    "macros.model.",
    "macros.problems",
    "macros.facts.registry",
    "macros.site.",
    "macros.rules.suppressions",
    "macros.translations.lock",
)
_PLAIN = {
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("types", "MappingProxyType"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    (__name__, "_front_matter"),
    (__name__, "_Record"),
}


class _Record(NamedTuple):
    """What is kept of a check."""

    texts: Mapping[str, str]
    """What stands for the text of each page that was looked at, by its path."""
    outlines: Mapping[str, Any]
    """The fields of the library of outlines."""
    of_pairs: Mapping[str, Sequence[Problem]]
    of_data: Sequence[Problem]
    of_site: Sequence[Problem]
    allowances: Sequence[Allowance]
    asked: Collection[tuple[Locale, str, str]]
    """The ids of pages that links of others lead to."""
    lists: frozenset[str]
    """The keys of the pages that list facts, and on which pages each is shown."""


class _Checked(NamedTuple):
    """What a short check has found, and in which library of outlines."""

    library: Library
    problems: tuple[Problem, ...]


def keep(project: Project, kept: KeptChecks) -> None:
    """Keep what a check found, so that the next one can be short."""
    found, state = project.found, kept.state
    # What is told at the records of twins rests on pages.
    if not found or not state or any(one.where.path == TWINS for one in found.of_data):
        return
    outlines = {
        field.name: getattr(found.outlines, field.name)
        for field in fields(Library)
        if field.name not in _OF_THE_DAY
    }
    files = {path: file._replace(text="") for path, file in found.outlines.files.items()}
    pages = project.library.every_page
    lists = frozenset(page.key for page in pages if any(map(_lists, page.calls)))
    record = _Record(
        state.pages,
        outlines | {"files": files},
        found.of_pairs,
        found.of_data,
        found.of_site,
        allow_in(project.library),
        found.outlines.asked,
        lists,
    )
    written = BytesIO()
    with suppress(pickle.PicklingError, TypeError, AttributeError):
        _Writer(written, pickle.HIGHEST_PROTOCOL).dump(tuple(record))
        kept.cache.keep(_KIND, key_of(state.rest), written.getvalue())
        kept.cache.flush()


def _lists(call: Call) -> bool:
    return bool(call.name) and macro_called(call.name).lists_facts


def open_again(
    root: Path,
    today: date,
    address: str,
    directory_urls: bool,
    *,
    history: History | None,
    memory: Memory | None = None,
) -> Project:
    """What `open_project` gives, for which only what has changed since is checked."""
    kept, memory = KeptChecks(root, today, address, directory_urls), memory or Memory()
    with suppress(NotKept, KnowledgeError):
        if found := _short_check(root, kept, None, history, memory):
            library = read_pages(root, found.library, memory)
            if not kept.has_changed():
                return Project(root, library, found.problems)
    project = open_project(root, today, address, directory_urls, history=history, memory=memory)
    if not kept.has_changed():
        keep(project, kept)
    return project


def recheck(root: Path, kept: KeptChecks, earlier: Earlier, history: History) -> Findings | None:
    """What a check finds now; None where only the whole check can tell."""
    found = _short_check(root, kept, earlier, history, Memory())
    return found and Findings(found.problems, looked_at(found.library, found.problems))


def _short_check(
    root: Path, kept: KeptChecks, earlier: Earlier | None, history: History | None, memory: Memory
) -> _Checked | None:
    """What a check finds now, and in which library of outlines."""
    state = kept.state
    written = kept.cache.get(_KIND, key_of(state.rest)) if state else None
    if not state or written is None:
        return None
    try:
        record = _Record(*_Reader(BytesIO(written)).load())
    except Exception:  # whatever it holds: what cannot be restored is as good as absent
        return None
    before = Library(**record.outlines, earlier=earlier, history=history)
    keys = {page.path: page.key for page in before.every_page}
    changed = {path for path, text in state.pages.items() if record.texts.get(path) != text}
    if not changed <= keys.keys() or len(changed) > _MOST:
        return None
    try:
        return _again(root, before, frozenset(keys[path] for path in changed), record, memory)
    except NotKept:
        return None


def _again(
    root: Path, before: Library, keys: frozenset[str], record: _Record, memory: Memory
) -> _Checked:
    """What a check finds where these pages changed. Raises `NotKept` where others rest on that."""
    library, read = read_again(root, before, keys, memory)
    library, of_calls = make_calls_again(library)
    if library.usage != before.usage and not record.lists <= keys:
        return _again(root, before, keys | record.lists, record, memory)
    _see_that_links_lead_as_before(library, before, record)
    paths = {page.path for page in library.to_check}
    problems = [*read, *of_calls, *check_linked(library, [library.files[path] for path in paths])]
    problems += check_pages(library.of_pages(keys))
    of_pairs, rest = by_page(library, problems)
    if rest:
        raise NotKept("elsewhere")
    renewed = {**record.of_pairs, **{key: of_pairs[key] for key in keys}}
    same = (library.usage, library.anchors) == (before.usage, before.anchors) and all(
        library.targets_of(page) == before.targets_of(before.pages[page.locale][page.key])
        for page in library.to_check
    )
    of_site = record.of_site if same else check_site(library)
    allowances = [one for one in record.allowances if one.where.path not in paths]
    allowances += [one for page in library.to_check for one in on_page(page)]
    return _Checked(library, told_of(Found(library, renewed, record.of_data, of_site), allowances))


def _see_that_links_lead_as_before(library: Library, before: Library, record: _Record) -> None:
    """Raises `NotKept` where an id came or went that a link leads to, or may have been meant."""
    for page in library.to_check:
        name = page.locale, page.key
        was, now = before.anchors.get(name, frozenset()), library.anchors.get(name, frozenset())
        known = page.ids | was & now
        if was != now and any(one[:2] == name and one[2] not in known for one in record.asked):
            raise NotKept("anchors")


def looked_at(library: Library, problems: Sequence[Problem]) -> tuple[str, ...]:
    """The files of a project, and those that a problem names because they are not there."""
    return tuple({**library.files, **{one.where.path: None for one in problems}})


def _front_matter() -> type[Any]:
    return profile().front_matter


class _Writer(pickle.Pickler):
    """Writes values of our own models."""

    def reducer_override(self, obj: Any) -> Any:
        """How the two are written that pickle cannot."""
        if obj is profile().front_matter:
            return _front_matter, ()
        if isinstance(obj, MappingProxyType):
            return MappingProxyType, (dict(obj),)
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Reads values of our own models, and makes nothing else: what was written may be anything."""

    def find_class(self, module: str, name: str) -> Any:
        """One of the few classes that a record holds. Raises `UnpicklingError` for any other."""
        if (module, name) not in _PLAIN:
            if not module.startswith(_CLASSES) or "." in name:
                raise pickle.UnpicklingError(f"{module}.{name}")
            if not isinstance(found := super().find_class(module, name), type):
                raise pickle.UnpicklingError(f"{module}.{name}")
            return found
        return super().find_class(module, name)
