"""The real site as readers get it: built once, served over HTTP."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from macros.html.model import BuiltSite
from macros.loading import open_built

Once = Callable[[str, Callable[[Path], object]], Path]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site_folder(once: Once) -> Path:
    """The folder of the built site."""
    return once("site", build)


def build(folder: Path, *options: str) -> None:
    """Build the real site into a folder."""
    command = [sys.executable, "-m", "macros.cli", "build", "--root", str(ROOT), "--site"]
    done = subprocess.run(
        [*command, str(folder), *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def preview(once: Once) -> Path:
    """The folder that `make preview` makes."""
    return once("preview", lambda folder: build(folder, "--disk"))


@pytest.fixture(scope="session")
def site_url(
    site_folder: Path, serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    """The address of the built site, without a slash at its end."""
    with serve(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def built(site_folder: Path) -> BuiltSite:
    """The site as its check reads it."""
    return open_built(site_folder)


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a path of the site in a window of its own; keywords are those of a context."""
    contexts: list[BrowserContext] = []

    def opened(path: str, width: int = 1280, **options: object) -> Page:
        shown = {"viewport": {"width": width, "height": 800}, **options}
        contexts.append(browser.new_context(**shown))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(f"{site_url}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
