"""The real project and the small one, as the exports see them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.library import Library
from macros.loading import open_library
from macros.publish.outputs import data_files
from tests.conftest import ROOT, TODAY


def _opened(folder: Path) -> Library:
    library = open_library(folder, TODAY)
    return replace(library, address=library.settings.address)


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of the real project."""
    return _opened(ROOT)


@pytest.fixture(scope="session")
def small() -> Library:
    """The library of the small project: every kind of fact."""
    return _opened(ROOT / "tests" / "site")


@pytest.fixture(scope="session")
def files(library: Library) -> dict[str, bytes]:
    """Every file for programs that the build makes of the real project."""
    return dict(data_files(library))
