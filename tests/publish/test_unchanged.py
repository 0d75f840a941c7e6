"""A site is left as it is only while everything is as it was when the site was built."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.project_files import DATA, SETTINGS, SETTINGS_LOCK
from macros.publish.checksums import put_sums
from macros.publish.target import fresh_of, make_marked
from macros.publish.unchanged import KeptSite
from tests.conftest import TODAY, Command

Change = Callable[[Path], object]


def kept(root: Path, today: date = TODAY, *, disk: bool = False) -> KeptSite:
    return KeptSite(root, root / "site", today, disk=disk)


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@t.test", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(site: Path) -> Path:
    """The small project under git, with a site that a build would have left."""
    (site / "node_modules").unlink()
    (site / "node_modules").mkdir()
    (site / "node_modules" / ".package-lock.json").write_text("{}")
    (site / ".gitignore").write_text("site/\n.site-*\n.kb-cache/\n")
    git(site, "init", "--quiet")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "All")
    now = kept(site)
    make_marked(site / "site", now.told)
    (site / "site" / "index.html").write_text("<p>Home")
    put_sums(site / "site")
    assert now.pages() is None
    now.keep(171)
    return site


def add(name: str, text: str = "\n# more\n") -> Change:
    """Add to a file, or make one."""

    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def commit(root: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "--message", "More")


def test_it_is_left_as_long_as_nothing_changes(project: Path) -> None:
    assert kept(project).pages() == 171
    # What a process that was killed has left is cleared away all the same.
    make_marked(fresh_of(project / "site"))
    assert kept(project).pages() == 171
    assert not fresh_of(project / "site").exists()


@pytest.mark.parametrize(
    "change",
    [
        *(add(name) for name in (*DATA, SETTINGS, SETTINGS_LOCK)),
        *(add(name) for name in ("docs/en/index.md", "docs/id/new.md", "docs/assets/one.png")),
        *(add(name) for name in ("theme/main.html", "theme/assets/new.css", "requirements.lock")),
        add("node_modules/.package-lock.json"),
        add("site/index.html"),
        add("site/more.html"),
        add("site/SHA256SUMS"),
        add("site/.kb-site"),
        commit,
        lambda root: (root / "docs/en/index.md").rename(root / "docs/en/moved.md"),
        lambda root: (root / "docs/en/empty").mkdir(),
        lambda root: (root / "site/index.html").unlink(),
        lambda root: shutil.rmtree(root / "site"),
        lambda root: shutil.rmtree(root / ".kb-cache"),
    ],
)
def test_whatever_has_changed_it_is_built_again(project: Path, change: Change) -> None:
    change(project)
    assert kept(project).pages() is None


def test_another_day_address_or_form_is_built(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept(project, TODAY + timedelta(days=1)).pages() is None
    assert kept(project, disk=True).pages() is None
    monkeypatch.setenv("ANOTHER_NAME", "https://else.example/")
    assert kept(project).pages() == 171
    add(SETTINGS, "# !ENV [ANOTHER_NAME]\n")(project)
    one = kept(project)
    (project / "site/.kb-site").write_text(f"`kb build` replaces this folder.\n{one.told}\n")
    one.keep(171)
    assert kept(project).pages() == 171
    monkeypatch.setenv("ANOTHER_NAME", "https://third.example/")
    assert kept(project).pages() is None


@pytest.mark.parametrize("first", [True, False])
def test_what_changes_while_it_is_built_is_not_taken_for_built(project: Path, first: bool) -> None:
    shutil.rmtree(project / ".kb-cache")
    add("docs/id/index.md")(project)  # so that the commit and its plus tell no difference
    built = (project / "site").rename(project / ".site-built") if first else None
    now = kept(project)
    ((built or project / "site") / ".kb-site").write_text(now.told)
    assert now.pages() is None
    assert not (project / ".kb-cache").exists() or not first
    if built:
        built.rename(project / "site")
    add("docs/en/index.md")(project)
    now.keep(171)
    assert kept(project).pages() is None


def test_the_command_builds_once(kb: Command, site: Path) -> None:
    code, said, _ = kb("build")
    assert code == 0
    made = (site / "site").stat().st_ino
    code, again, _ = kb("build")
    assert (code, again.split(" after ")[0]) == (0, said.split(" after ")[0])
    assert (site / "site").stat().st_ino == made
    add("facts.yml")(site)
    assert kb("build")[0] == 0
    assert (site / "site").stat().st_ino != made
