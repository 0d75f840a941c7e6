"""Pages that have not changed are not rendered again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


COUNTED = """
import os, sys
from mkdocs.structure.pages import Page
real, told = Page.render, open("rendered.txt", "w")
def render(page, *given):
    print(page.file.src_uri, file=told, flush=True)
    return real(page, *given)
Page.render = render
sys.argv[1:] = [str(os.getppid()), "build", "--strict"]
from macros.mkdocs_adapter.__main__ import main
main()
"""


@pytest.fixture
def rendered(site: Path, forked: Run) -> Callable[[], list[str]]:
    """Let MkDocs build the site as `kb build` does; the pages that it has rendered."""

    def pages() -> list[str]:
        done = forked("-c", COUNTED, folder=site, KB_BUILD="1")
        assert done.returncode == 0, done.stdout + done.stderr
        return sorted((site / "rendered.txt").read_text().split())

    return pages


def _hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted((site / "site").rglob("*"))
        if path.is_file()
    }


def test_only_what_has_changed_is_rendered(site: Path, rendered: Callable[[], list[str]]) -> None:
    every = rendered()
    assert len(every) == len(set(every)) > 10
    cold = _hashes(site)
    assert rendered() == []
    assert _hashes(site) == cold
    page = site / "docs" / "en" / "news" / "training.md"
    page.write_text(page.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    # The other language tells its readers that this one is newer.
    assert rendered() == ["en/news/training.md", "id/news/training.md"]
    changed = _hashes(site)
    shutil.rmtree(site / ".kb-cache")
    assert rendered() == every
    assert _hashes(site) == changed != cold


def test_a_page_that_warns_does_so_each_time(site: Path, forked: Run) -> None:
    warning = COUNTED.replace(
        "    return real",
        "    if page.file.src_uri == 'en/glossary.md':\n"
        "        __import__('logging').getLogger('mkdocs.structure.pages').warning('told')\n"
        "    return real",
    ).replace("--strict", "--no-strict")
    for _ in range(2):
        done = forked("-c", warning, folder=site, KB_BUILD="1")
        assert "WARNING -  told" in done.stderr  # `kb build` fails by it
    assert (site / "rendered.txt").read_text().split() == ["en/glossary.md"]
