"""The addresses of pages and records, as other pages write them."""

from __future__ import annotations

from functools import cache
from posixpath import dirname, relpath

from macros.model import Fact
from macros.site_profile import profile


@cache
def relative_url(here: str, there: str) -> str:
    """The address `there` relative to `here`, both below the same folder, without an anchor."""
    path = relpath(f"/{there}", f"/{here if here.endswith('/') else dirname(here)}")
    return f"{path}/" if there.endswith("/") or not there else path


def record_page(fact: Fact) -> str:
    """The page that holds a fact's record; its anchor there is the fact's id."""
    return f"{profile().pages.records}{fact.group.key}.md"
