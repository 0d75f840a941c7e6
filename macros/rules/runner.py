"""All rules of this room: they are found where they stand, so that no list names them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import macros.rules
from macros.library import Library
from macros.model import Problem
from macros.rules.registry import Scope, run

for _module in walk_packages(macros.rules.__path__, "macros.rules."):
    if _module.name != __name__:
        # Each registers its rules. The contract of layers sees what the modules import all the
        # same.
        import_module(_module.name)


def check_texts(library: Library) -> list[Problem]:
    """What the rules find that read each page by itself."""
    return run(Scope.TEXTS, library)


def check_library(library: Library) -> list[Problem]:
    """What the rules find that need the calls of all pages made."""
    return run(Scope.LIBRARY, library)
