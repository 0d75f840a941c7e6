"""Finished pages that were read before, so that none is parsed again that has not changed."""

from __future__ import annotations

import json
from dataclasses import fields

from macros.build_cache import BuildCache, code_version, key_of
from macros.html.model import BuiltPage, Oddity, Reference, Script, ShownFigure
from macros.html.page import read_built
from macros.model import Location

_KIND = "built-page"
_ROWS = {
    "doubled": Oddity,
    "references": Reference,
    "figures": ShownFigure,
    "leftovers": Oddity,
    "active": Oddity,
    "scripts": Script,
    "styles": Script,
}
_OF_THE_FILE = ("path", "where", "text")
_NAMES = tuple(one.name for one in fields(BuiltPage) if one.name not in _OF_THE_FILE)


def read_kept(text: str, path: str, name: str, cache: BuildCache) -> BuiltPage:
    """What `read_built` gives, from what is kept where that is known."""
    key = key_of(code_version(), path, text)
    kept = cache.get(_KIND, key)
    if kept is not None:
        return _page(json.loads(kept), text, path, name)
    page = read_built(text, path, name)
    cache.keep(_KIND, key, json.dumps(_told(page), separators=(",", ":")).encode())
    return page


def _told(page: BuiltPage) -> list[object]:
    values = ((name, getattr(page, name)) for name in _NAMES)
    return [sorted(value) if name == "ids" else value for name, value in values]


def _page(told: list[object], text: str, path: str, name: str) -> BuiltPage:
    given: dict[str, object] = dict(zip(_NAMES, told, strict=True))
    for row, kind in _ROWS.items():
        rows = given[row]
        assert isinstance(rows, list)
        given[row] = tuple(kind(*one) for one in rows)
    given["ids"] = frozenset(given["ids"])  # type: ignore[call-overload]
    if isinstance(given["broken"], list):
        given["broken"] = Oddity(*given["broken"])
    return BuiltPage(path, Location(f"{name}/{path}"), text, **given)  # type: ignore[arg-type]
