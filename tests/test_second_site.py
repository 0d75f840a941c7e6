"""Another site on the same engine: other groups, other short addresses, not a word of ours.

`second_site/` holds all that such a site needs: its package beside mkdocs.yml, its data and pages.
The templates are those of this project.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = re.compile(r"migra|\b(?:EMM|GCM|IOM|SDG|TPB)|module_[a-z]|(?:emm|gcm)/", re.IGNORECASE)
"""What only this project speaks about."""

Once = Callable[[str, Callable[[Path], object]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def folder(once: Once, forked: Run) -> Path:
    """The project, with the engine beside it and the finished site in it."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "tests" / "second_site", folder)
        for name in ("macros", "overrides"):
            (folder / name).symlink_to(ROOT / name)
        for command in ("mark-synced --all", "addresses --write", "check --strict", "build"):
            done = forked("-m", "waterworks", *command.split(), folder=folder)
            assert done.returncode == 0, done.stdout + done.stderr

    return once("second_site", make)


@pytest.fixture(scope="session")
def site(folder: Path) -> Path:
    """The finished site."""
    return folder / "site"


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """The project, for a test that changes it."""
    return Path(shutil.copytree(folder, tmp_path / "project", symlinks=True))


@pytest.fixture
def run(copy: Path, forked: Run) -> Run:
    """Run Python in the copy of the project."""
    return partial(forked, folder=copy)


def test_it_is_checked_built_and_checked_again(site: Path, run: Run) -> None:
    assert (site / "index.html").is_file()
    done = run("-m", "waterworks", "check", "--built")
    assert done.returncode == 0, done.stdout


def test_it_has_the_short_addresses_that_it_names(site: Path, folder: Path) -> None:
    lock = (folder / "addresses.lock").read_text(encoding="utf-8")
    short = {line for line in lock.split("\n") if line.startswith("/")}
    assert {one for one in short if not one.startswith("/f/")} == {"/r/1/", "/r/2/", "/w/1/"}
    page = (site / "r" / "2" / "index.html").read_text(encoding="utf-8")
    assert "Yang melihat kebocoran melapor" in page
    assert "Air Desa" in page
    assert not {"g", "m"} & {path.name for path in site.iterdir()}
    saved = json.loads((site / "assets" / "offline" / "id.json").read_text(encoding="utf-8"))
    assert {"r/2/", "w/1/"} <= saved["files"].keys()
    assert (site / "w" / "1" / "qr-water.svg").is_file()
    assert 'data-short="r"' in (site / "rules" / "index.html").read_text(encoding="utf-8")


def test_it_has_kinds_of_pages_of_its_own(site: Path, run: Run, copy: Path) -> None:
    page = (site / "en" / "wells" / "old" / "index.html").read_text(encoding="utf-8")
    assert "<li>clean it</li>" in page
    twin = copy / "docs" / "id" / "wells" / "old.md"
    text = twin.read_text(encoding="utf-8")
    twin.write_text(text.replace("depth: 12", "depth: 13"), encoding="utf-8")
    differs = run("-m", "waterworks", "check", "docs/en/wells")
    twin.write_text(text.replace("  depth: 12\n", ""), encoding="utf-8")
    lacks = run("-m", "waterworks", "check", "docs/id/wells")
    twin.write_text(text, encoding="utf-8")
    assert ": error T104" in differs.stdout
    assert "`depth`" in differs.stdout
    assert ": error P109" in lacks.stdout
    names = ("--en", "Another well", "--id", "Sumur lain")
    made = run("-m", "waterworks", "new", "well", "next", *names)
    assert made.returncode == 0, made.stdout + made.stderr
    page = (copy / "docs" / "id" / "wells" / "next.md").read_text(encoding="utf-8")
    assert "number: 2\n  depth: 10\n  duties:\n    - sebutkan tugas penjaganya\n" in page


def test_its_news_stands_in_its_diary(run: Run, copy: Path) -> None:
    names = ("--en", "A flood", "--id", "Banjir", "--source", "book")
    made = run("-m", "waterworks", "new", "news", "flood", *names)
    assert made.returncode == 0, made.stdout + made.stderr
    menu = (copy / "menu.yml").read_text(encoding="utf-8")
    newest_first = ("index.md", "2026-11-22-flood.md", "2025-03-02-pump.md")
    assert "".join(f"    - diary/{name}\n" for name in newest_first) in menu


def test_its_pages_stand_where_it_says(site: Path) -> None:
    home = (site / "en" / "index.html").read_text(encoding="utf-8")
    assert 'href="figures/works/#works.houses"' in home
    assert 'href="words/#standpipe"' in home
    assert "14 May 2023" in home.replace("\u00a0", " ")
    diary = (site / "en" / "diary" / "index.html").read_text(encoding="utf-8")
    assert 'type="application/atom+xml"' in diary
    assert "application/ld+json" in (site / "data" / "index.html").read_text(encoding="utf-8")


def test_it_looks_and_sounds_like_itself(site: Path) -> None:
    home = (site / "en" / "index.html").read_text(encoding="utf-8")
    assert 'content="#1d3557"' in home
    assert "Kept by the village." in home
    assert '<a href="https://office.example">The office</a>' in home
    export = json.loads((site / "data" / "facts.json").read_text(encoding="utf-8"))
    assert export["title"] == {"en": "Village Water", "id": "Air Desa"}
    assert export["credit"] == {"en": "The water committee", "id": "Panitia air"}


def test_its_search_knows_its_pages_and_what_readers_call_them(site: Path) -> None:
    for locale, words in (("en", ("pump", "standpipe")), ("id", ("pompa", "keran"))):
        below = site / "assets" / "search" / locale
        texts = {path.name: path.read_text(encoding="utf-8") for path in below.glob("*.js")}
        assert all(word in texts["near.js"] for word in words)
    assert "hunian" in texts["same.js"]


def test_nothing_of_this_site_is_in_it(site: Path) -> None:
    told = [
        f"{path.relative_to(site)}: {found[0]}"
        for path in sorted(site.rglob("*"))
        if path.suffix in (".html", ".json", ".xml", ".csv", ".css", ".js")
        and (found := OURS.search(path.read_text(encoding="utf-8")))
    ]
    assert told == []


def test_the_engine_never_loads_this_site_for_it(run: Run) -> None:
    code = (
        "from waterworks.site import register; register(); from macros.cli import main;"
        "assert main(['check']) == 0; import sys;"
        "print([name for name in sys.modules if name.startswith('macros.site.')])"
    )
    done = run("-c", code)
    assert done.stdout.split("\n")[-2] == "['macros.site.registration']"


def test_macros_of_this_site_are_unknown_there(run: Run, copy: Path) -> None:
    with (copy / "docs" / "en" / "rules.md").open("a", encoding="utf-8") as page:
        page.write("\n{{ module_list() }}\n")
    done = run("-m", "waterworks", "check", "docs/en/rules.md")
    assert done.returncode == 1
    assert "P202" in done.stdout
    assert "rules_list" in done.stdout
