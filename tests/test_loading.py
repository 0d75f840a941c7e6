"""A folder as a library: files that a project may do without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.project import Project


@pytest.mark.parametrize("name", ["redirects.yml", "twins.lock", "addresses.lock", "mkdocs.yml"])
def test_file_in_another_encoding(read: Callable[[], Project], site: Path, name: str) -> None:
    (site / name).write_bytes(b"\xff\n")
    assert (f"{name}:1:1", "F103") in {(str(p.where), p.code) for p in read().problems}
