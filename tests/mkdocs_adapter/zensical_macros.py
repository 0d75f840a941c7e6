"""The macros for Zensical's own engine of calls: all that a third engine needs of ours.

It calls `define_env` for each page; `env.page` names the page below `docs_dir`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from macros.library import Library
from macros.loading import open_library
from macros.macro_registry import registered
from macros.model import Call, Location
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.site.registration import register


@cache
def _library() -> Library:
    register()
    return open_library(Path(__file__).parent, date(2026, 11, 22))


def define_env(env: Any) -> None:
    """Register every macro under its name."""
    pages = _library().pages["en"]

    def call(name: str, *arguments: str, **keywords: str) -> str:
        page = pages[env.page.path]
        made = Call(name, arguments, keywords, Location(page.path), 0, 0)
        return evaluate(made, PageContext(_library(), page)).html

    for name in registered():
        macro: Callable[..., str] = partial(call, name)
        env.macro(macro, name)
