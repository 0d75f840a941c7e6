"""Whatever HTML an author writes, nothing of it acts in a reader's browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from macros.model import FOLDERS, LOCALES
from tests.corpus.corpus import cases

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parent.parent.parent
PAYLOADS = [
    *(case.page["en"] for case in cases("D")[:49] if case.page),  # the bare ones
    "```html\n<script>window.attacked = 1</script>\n```",
]

FORBIDDEN = (
    "article script, article iframe, article object, article embed, article form, article input,"
    "article style, article link, article meta, article base, article svg, article video,"
    "article audio, article frame, [onclick], [onmouseover], [onload], [onerror], [ontoggle],"
    "article [style], article [id^=__], article .md-dialog, article data:not(.kb-figure)"
)


WITHOUT_CHECKS = """
from macros.rules.registry import RULES
from macros.rules.runner import register_all_rules
from mkdocs.__main__ import cli
register_all_rules()
RULES.clear()
cli(["build", "--no-strict"])
"""
"""The build as it would be if the check of the sources let everything pass."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, forked: Run) -> Path:
    """The small project with a page for each payload, in both languages, built for real."""
    folder = tmp_path_factory.mktemp("attacks") / "project"
    shutil.copytree(ROOT / "tests" / "site", folder)
    (folder / "macros").symlink_to(ROOT / "macros")
    (folder / "theme" / "main.html").write_text(
        "<html lang=en><title>x</title><article>{{ page.content }}</article></html>"
    )
    for locale in LOCALES:
        for number, payload in enumerate(PAYLOADS):
            page = folder / "docs" / locale / "attacks" / f"{number}.md"
            page.parent.mkdir(exist_ok=True)
            head = f"---\ntitle: Attack {number}\ndescription: Attack.\n---\n"
            page.write_text(f"{head}\nBefore.\n\n{payload}\n\nAfter.\n", encoding="utf-8")
    done = forked("-c", WITHOUT_CHECKS, folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_languages_get_the_same(built: Path) -> None:
    """So that a browser needs to open the pages of one of them only."""
    for number, payload in enumerate(PAYLOADS):
        pages = {
            (built / folder / "attacks" / str(number) / "index.html").read_text(encoding="utf-8")
            for folder in FOLDERS.values()
        }
        assert len(pages) == 1, payload


@pytest.fixture
def address(built: Path, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """Where the built pages are served."""
    with serve(built) as address:
        yield address


@pytest.mark.browser
def test_no_payload_acts(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda request: _note(request.url, address, outside))
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    failed = []
    for number, payload in enumerate(PAYLOADS):
        page.goto(f"{address}/attacks/{number}/")
        if why := _acted(page):
            failed.append(f"{payload}: {why}")
    context.close()
    assert not failed
    assert not outside
    assert not dialogs


def _note(url: str, address: str, outside: list[str]) -> None:
    if not url.startswith((address, "data:")):
        outside.append(url)


def _acted(page: Page) -> str:
    for link in page.query_selector_all("article a"):
        href = (link.get_attribute("href") or "").strip().lower()
        if href.split(":")[0] in ("javascript", "data", "vbscript"):
            return f"address {href}"
        if (link.get_attribute("id") or "").startswith("figure-"):
            return "a forged figure"
    if page.query_selector(FORBIDDEN):
        return page.inner_html("article")
    if not page.query_selector("text=After."):
        return "the rest of the page is gone"
    return "a script ran" if page.evaluate("window.attacked") else ""
