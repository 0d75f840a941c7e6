"""menu.yml → the menu of the site."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses.settings import refuse_tags
from macros.datafiles.validation import validate
from macros.datafiles.yaml_source import Path, read_yaml
from macros.errors import problem
from macros.model import Menu, MenuEntry, MenuItem, MenuPage, MenuSection, Problem
from macros.model.menu import MenuFile


def read_menu(text: str, path: str) -> tuple[Menu, tuple[Problem, ...]]:
    """The menu, and what is wrong with the file; no menu of one that is empty or unfit."""
    document = read_yaml(text, path, "F")
    refuse_tags(document)
    items = None
    if document.data is not None:
        items = validate(document, (), MenuFile, document.data)
    if items is None:
        return Menu(), tuple(document.problems)
    entries = tuple(MenuEntry(page, document.where(at)) for page, at in _pages(items, ()))
    first: dict[str, MenuEntry] = {}
    for entry in entries:
        before = first.setdefault(entry.key, entry)
        if before is not entry:
            found = problem(entry.where, "S140", page=entry.key, before=before.where.row)
            document.problems.append(found)
    return Menu(items, entries), tuple(document.problems)


def _pages(items: tuple[MenuItem, ...], path: Path) -> Iterator[tuple[str, Path]]:
    """The pages of a menu, each with where it stands in the file."""
    for at, item in enumerate(items):
        match item:
            case MenuSection():
                yield from _pages(item.pages, (*path, at, "pages"))
            case MenuPage():
                yield item.page, (*path, at, "page")
            case _:
                yield item, (*path, at)
