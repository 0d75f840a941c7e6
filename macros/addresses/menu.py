"""mkdocs.yml → the menu of the site, and its address."""

from __future__ import annotations

from macros.addresses.settings import TAGS, check_settings
from macros.datafiles.yaml_source import read_yaml
from macros.model import Menu, MenuEntry, Problem

_URLS = {("site_url",), ("site_url", 0), ("site_url", 1)}


def read_menu(text: str, path: str) -> tuple[Menu, tuple[Problem, ...]]:
    """The menu, and what is wrong with the file: as YAML, or as settings that are not agreed to."""
    document = read_yaml(text, path, "F", tags=TAGS)
    check_settings(document)
    texts = document.texts()
    pages = [
        MenuEntry(text, document.where(path))
        for path, text in texts.items()
        if path[:1] == ("nav",) and text and "://" not in text  # addresses outside are no pages
    ]
    # Of `!ENV [NAME, default]` the last one.
    urls = [text for path, text in texts.items() if path in _URLS]
    address = urls[-1] if urls else ""
    if address and not address.endswith("/"):
        address += "/"
    refuses = texts.get(("validation", "nav", "omitted_files")) == "warn"
    complete = refuses and texts.get(("strict",)) == "true"
    has_menu = isinstance(document.data, dict) and "nav" in document.data
    menu = Menu(tuple(pages) if has_menu else None, address, complete)
    return menu, tuple(document.problems)
