"""The menu in the form of MkDocs' own setting `nav`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.model import Locale, MenuItem, MenuPage, MenuSection


def as_nav(items: Iterable[MenuItem], locale: Locale) -> list[Any]:
    """The entries, with their titles in one language."""
    return [_entry(item, locale) for item in items]


def _entry(item: MenuItem, locale: Locale) -> Any:
    match item:
        case MenuSection():
            return {item.section[locale]: as_nav(item.pages, locale)}
        case MenuPage():
            return {item.title[locale]: item.page}
    return item
