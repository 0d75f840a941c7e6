"""All rules of this room: they are found where they stand, so that no list names them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules, walk_packages

import macros.rules
from macros.library import Library
from macros.model import File, Problem
from macros.rules.registry import Scope, run

_WHEN_NEEDED = ("runner", "built", "built_figures")
"""What is no rule, and what only the check of a finished site imports."""

for _module in iter_modules(macros.rules.__path__):
    if not _module.ispkg and _module.name not in _WHEN_NEEDED:
        # Each registers its rules. The contract of layers sees what the modules import all the
        # same.
        import_module(f"{macros.rules.__name__}.{_module.name}")


def check_library(library: Library) -> list[Problem]:
    """What the rules find that need the calls of all pages made."""
    return [*check_site(library), *check_linked(library, library.files.values())]


def check_site(library: Library) -> list[Problem]:
    """What the rules find that look at all pages together."""
    return run(Scope.LIBRARY, library)


def check_linked(library: Library, files: Iterable[File]) -> list[Problem]:
    """What the rules find in some files, and on the pages of `Library.to_check` beside others."""
    return [*run(Scope.TEXTS, files), *run(Scope.LINKED, library)]


def check_data(library: Library) -> list[Problem]:
    """What the rules find in the texts of the data files."""
    register_rules("of_data")
    return run(Scope.DATA, library)


def check_pages(part: Library) -> list[Problem]:
    """What the rules find that look at each page by itself, on what `Library.of_pages` gave."""
    if not part.keys and not part.records:
        return []
    register_rules("of_pages")
    return run(Scope.PAGES, part)


def register_all_rules() -> None:
    """Import every rule there is."""
    import_module(f"{macros.rules.__name__}.built")
    for folder in ("of_data", "of_pages"):
        register_rules(folder)


@cache
def register_rules(folder: str) -> None:
    """Import what stands in a folder: of a site on which nothing has changed, none is needed."""
    package = import_module(f"{macros.rules.__name__}.{folder}")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
