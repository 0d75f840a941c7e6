"""The real site as readers get it: built once, served over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.site import axe
from benchmarks.site.states import State
from macros.atomic_write import put_all
from macros.loading import open_built
from macros.publish.file_urls import from_disk

Once = Callable[[str, Callable[[Path], object]], Path]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def preview(once: Once, site_folder: Path) -> Path:
    """The folder that `make preview` makes, of the pages that are built already."""

    def make(folder: Path) -> None:
        shutil.copytree(site_folder, folder)
        pages = open_built(site_folder).pages
        put_all(folder, {path: from_disk(page).encode() for path, page in pages.items()})

    return once("preview", make)


@pytest.fixture(scope="session")
def site_url(
    site_folder: Path, serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    """The address of the built site, without a slash at its end."""
    with serve(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def context(browser: Browser) -> Callable[..., BrowserContext]:
    """The context of these options, made once: a new one costs more than most tests do in it."""
    made: dict[str, BrowserContext] = {}

    def context(**options: object) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in made:
            made[name] = browser.new_context(**options)  # type: ignore[arg-type]
        return made[name]

    return context


@pytest.fixture
def new_page(
    context: Callable[..., BrowserContext], site_url: str
) -> Iterator[Callable[..., Page]]:
    """Opens an empty window of a size; keywords are those of a context.

    What the site keeps in the browser is gone when the test ends.
    """
    pages: list[Page] = []

    def opened(width: int = 1280, height: int = 800, **options: object) -> Page:
        page = context(**options).new_page()
        page.set_viewport_size({"width": width, "height": height})
        pages.append(page)
        return page

    yield opened
    kept = {"origin": site_url, "storageTypes": "all"}
    for page in pages:
        page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
        page.close()


@pytest.fixture
def look(new_page: Callable[..., Page], site_url: str) -> Callable[[State], list[axe.Violation]]:
    """What axe-core finds in a state of the site."""

    def found(state: State) -> list[axe.Violation]:
        page = axe.show(new_page(locale=axe.locale(state)), f"{site_url}/", state)
        return list(axe.looked_at(page, state))

    return found


@pytest.fixture
def open_page(new_page: Callable[..., Page], site_url: str) -> Callable[..., Page]:
    """Opens a path of the site in a window of its own."""

    def opened(path: str, width: int = 1280, height: int = 800, **options: object) -> Page:
        page = new_page(width, height, **options)
        page.goto(f"{site_url}/{path}")
        return page

    return opened
