"""The real site as readers get it: built once, served over HTTP."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    site = tmp_path_factory.mktemp("browser") / "site"
    command = [sys.executable, "-m", "macros.cli", "build", "--root", str(ROOT), "--site"]
    done = subprocess.run(
        [*command, str(site)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def site_url(
    site_folder: Path, serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    """The address of the built site, without a slash at its end."""
    with serve(site_folder) as address:
        yield address
