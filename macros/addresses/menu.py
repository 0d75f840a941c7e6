"""mkdocs.yml → the menu of the site, and its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.addresses.settings import TAGS, check_settings
from macros.datafiles.yaml_source import Document, Path, read_yaml
from macros.model import Menu, MenuEntry, Problem


def read_menu(text: str, path: str) -> tuple[Menu, tuple[Problem, ...]]:
    """The menu, and what is wrong with the file: as YAML, or as settings that are not agreed to."""
    document = read_yaml(text, path, "F", tags=TAGS)
    check_settings(document)
    data = document.data if isinstance(document.data, dict) else {}
    entries = tuple(_entries(document, ("nav",), data["nav"])) if "nav" in data else None
    address = _last(data.get("site_url"))
    if address and not address.endswith("/"):
        address += "/"
    menu = Menu(entries, address, _complete(data))
    return menu, tuple(document.problems)


def _entries(document: Document, path: Path, node: Any) -> Iterator[MenuEntry]:
    """The pages below a node of the menu; addresses outside are no pages."""
    if isinstance(node, str) and node and "://" not in node:
        yield MenuEntry(node, document.where(path))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _entries(document, (*path, index), item)
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from _entries(document, (*path, key), item)


def _last(value: Any) -> str:
    """A text, or the last one of `!ENV [NAME, default]`."""
    if isinstance(value, list) and value:
        value = value[-1]
    return value if isinstance(value, str) else ""


def _complete(data: dict[str, Any]) -> bool:
    value: Any = data
    for key in ("validation", "nav", "omitted_files"):
        value = value.get(key) if isinstance(value, dict) else None
    return data.get("strict") == "true" and value == "warn"
