"""A second engine builds the same site: ProperDocs, the continuation of MkDocs 1.x.

It takes the same mkdocs.yml, runs the same hooks and plug-ins (it puts itself in the place of the
module `mkdocs`), and needs no line of ours. Nothing differs: with the theme of the site, every file
is the same to the byte.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Once = Callable[[str, Callable[[Path], object]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
BUILD = ("properdocs", "build", "--config-file", "mkdocs.yml")

DATED = {"sitemap.xml", "sitemap.xml.gz"}
"""Both engines write the day of the build into these."""


@pytest.fixture(scope="session")
def by_properdocs(once: Once, prepare: Callable[..., Path], python: Run) -> Path:
    """The same project as `built`, made by the other engine."""

    def build(folder: Path) -> None:
        done = python("-m", *BUILD, folder=prepare(folder))
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr

    return once("properdocs", build)


def test_figures_of_all_pages_are_the_same(
    built: Path, by_properdocs: Path, parse: Callable[[str], Any]
) -> None:
    """Every `<data>` element, with its attributes and its words, on the same page in the same
    order."""
    figures = 0
    pages = {path.relative_to(built / "site") for path in (built / "site").rglob("*.html")}
    assert pages == {
        path.relative_to(by_properdocs / "site")
        for path in (by_properdocs / "site").rglob("*.html")
    }
    for page in sorted(pages):
        one, other = (
            [
                (data.attributes, data.text)
                for data in parse(_text(folder / "site" / page)).all("data")
            ]
            for folder in (built, by_properdocs)
        )
        assert one == other, page
        figures += len(one)
    assert figures > 50


def test_nothing_else_differs(built: Path, by_properdocs: Path) -> None:
    """Files and their bytes: pages, data, search, feeds, short addresses."""
    one, other = (
        {
            path.relative_to(folder / "site").as_posix(): path.read_bytes()
            for path in (folder / "site").rglob("*")
            if path.is_file()
        }
        for folder in (built, by_properdocs)
    )
    assert one.keys() == other.keys()
    assert {path for path in one if one[path] != other[path]} <= DATED


def test_what_is_refused_is_refused_here_too(site: Path, python: Run) -> None:
    """The hooks run: a call that names nothing stops this engine as well."""
    with (site / "docs" / "en" / "index.md").open("a", encoding="utf-8") as page:
        page.write('\n\n{{ fact("migrants.wrld") }}\n')
    done = python("-m", *BUILD, folder=site)
    assert done.returncode == 1
    assert "error P204" in done.stderr
    assert not (site / "site").exists()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
