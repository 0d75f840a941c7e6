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
BESIDE = "http://127.0.0.1/"


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
    """The context of these options, made once: a new one costs more than most tests do in it.

    Beside the pages of the tests, a window stays open that shows another port of their host, so
    that the process that draws them, which knows the scripts already, does not end with each.
    """
    made: dict[str, BrowserContext] = {}

    def context(**options: object) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in made:
            made[name] = browser.new_context(**options)  # type: ignore[arg-type]
            beside = made[name].new_page()
            beside.route("**", lambda route: route.fulfill(body="Beside."))
            beside.goto(BESIDE)
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
    for page in pages:
        forget(page, site_url)
        page.close()


def forget(page: Page, site_url: str) -> None:
    """Remove what the site keeps in the browser of a page."""
    kept = {"origin": site_url, "storageTypes": "all"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)


@pytest.fixture(scope="session")
def look(
    context: Callable[..., BrowserContext], site_url: str
) -> Callable[[State], list[axe.Violation]]:
    """What axe-core finds in a state of the site, in one window for each language of a browser."""
    pages: dict[str, Page] = {}

    def found(state: State) -> list[axe.Violation]:
        locale = axe.locale(state)
        if locale not in pages:
            pages[locale] = context(locale=locale).new_page()
        page = axe.show(pages[locale], f"{site_url}/", state)
        try:
            return list(axe.looked_at(page, state))
        finally:
            page.goto("about:blank")  # which keeps nothing
            forget(page, site_url)

    return found


@pytest.fixture
def open_page(new_page: Callable[..., Page], site_url: str) -> Callable[..., Page]:
    """Opens a path of the site in a window of its own."""

    def opened(path: str, width: int = 1280, height: int = 800, **options: object) -> Page:
        page = new_page(width, height, **options)
        page.goto(f"{site_url}/{path}")
        return page

    return opened
