"""All rules of this room: they are found where they stand, so that no list names them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules, walk_packages

import macros.rules
from macros.library import Library
from macros.model import Problem
from macros.rules.registry import Scope, run

for _module in iter_modules(macros.rules.__path__, "macros.rules."):
    if _module.name != __name__:
        # Each registers its rules. The contract of layers sees what the modules import all the
        # same.
        import_module(_module.name)


def check_library(library: Library) -> list[Problem]:
    """What the rules find that need the calls of all pages made."""
    return run(Scope.LIBRARY, library)


def check_data(library: Library) -> list[Problem]:
    """What the rules find in the texts of the data files."""
    return run(Scope.DATA, library)


def check_pages(part: Library) -> list[Problem]:
    """What the rules find that look at each page by itself, on what `Library.of_pages` gave."""
    if not part.keys and not part.records:
        return []
    register_rules_of_pages()
    return run(Scope.PAGES, part)


@cache
def register_rules_of_pages() -> None:
    """Import what stands in `of_pages`: of a site on which nothing has changed, none is needed."""
    folder = f"{macros.rules.__name__}.of_pages"
    for module in walk_packages(import_module(folder).__path__, f"{folder}."):
        import_module(module.name)
