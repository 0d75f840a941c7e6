"""A folder as a library: files that a project may do without, and what its site needs of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.loading import REDIRECTS, open_redirects
from macros.model import Address
from macros.project import Project


@pytest.mark.parametrize("name", ["redirects.yml", "twins.lock", "addresses.lock", "mkdocs.yml"])
def test_file_in_another_encoding(read: Callable[[], Project], site: Path, name: str) -> None:
    (site / name).write_bytes(b"\xff\n")
    assert (f"{name}:1:1", "F103") in {(str(p.where), p.code) for p in read().problems}


def test_redirects_alone(site: Path) -> None:
    assert open_redirects(site) == ()
    (site / REDIRECTS).write_text("redirects: {old.md: data.md}\n", encoding="utf-8")
    (redirect,) = open_redirects(site)
    assert (redirect.old, redirect.new) == (Address("old.md"), Address("data.md"))
