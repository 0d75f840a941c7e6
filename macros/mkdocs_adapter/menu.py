"""The menu in the form of MkDocs' own setting `nav`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from macros.model import Locale, MenuItem, MenuPage, MenuSection

_OF_JINJA = re.compile(r"\{(?=[{%#])")


def as_html(title: str, *, quote: bool = False) -> str:
    """A title as themes show it, with no mark in it that mkdocs-macros would take for its own."""
    return _OF_JINJA.sub("&#123;", escape(title, quote=quote))


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
