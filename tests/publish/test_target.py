"""`kb build` replaces what a build has made, and nothing else, whatever folder is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.errors import KnowledgeError
from macros.publish.mkdocs_process import MkDocsProcess
from macros.publish.target import MARK, make_marked, refuse_foreign, remove

Kb = Callable[..., tuple[int, str, str]]


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that lies below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink()
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folder, which holds the project too."""
    (tmp_path / "thesis.txt").write_text("Do not lose me.", encoding="utf-8")
    for name in ("victim", "empty", ".beside-new", ".later-previous", ".older-revisions"):
        (tmp_path / name).mkdir()
        if name != "empty":
            (tmp_path / name / "thesis.txt").write_text("Nor me.", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def nothing_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs must not even begin to read."""
    monkeypatch.setattr(MkDocsProcess, "go", lambda _: pytest.fail("something is built"))


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        (".", "is the folder of the project"),
        ("./", "is the folder of the project"),
        ("docs/..", "is the folder of the project"),
        ("..", "is the folder of the project"),
        ("../..", "is the folder of the project"),
        ("/", "is the folder of the project"),
        ("{home}", "is the folder of the project"),
        ("link-to-project", "is the folder of the project"),
        ("docs", "`docs` or a folder in it"),
        ("docs/new", "`docs` or a folder in it"),
        ("docs/en/../new/site", "`docs` or a folder in it"),
        ("link-to-docs/new", "`docs` or a folder in it"),
        ("macros", "`macros` or a folder in it"),
        (".git/site", "`.git` or a folder in it"),
        ("theme", "was not made by"),
        ("../victim", "was not made by"),
        ("../victim/../victim", "was not made by"),
        ("link-to-victim", "was not made by"),
        ("/usr", "was not made by"),
        ("../beside", "was not made by"),
        ("../later", "was not made by"),
        ("../older", "was not made by"),
        ("facts.yml", "is not a folder"),
        ("../thesis.txt", "is not a folder"),
    ],
)
@pytest.mark.usefixtures("nothing_is_built")
def test_what_is_not_a_site_stays(kb: Kb, site: Path, home: Path, folder: str, why: str) -> None:
    (site / ".git").mkdir()
    for name, target in (("project", site), ("docs", site / "docs"), ("victim", home / "victim")):
        (site / f"link-to-{name}").symlink_to(target)
    before = everything(home)
    code, out, err = kb("build", "--site", folder.format(home=home))
    assert (code, out) == (2, "")
    assert err.startswith("kb: The site cannot be put into `")
    assert why in err
    assert everything(home) == before
    assert (
        "Situs tidak dapat diletakkan di "
        in kb("build", "--site", folder.format(home=home), "--lang", "id")[2]
    )


def test_home_that_does_not_hold_the_project(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = site.parent / "people" / "somebody"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for folder in (home, home.parent):
        with pytest.raises(KnowledgeError) as caught:
            refuse_foreign(site, folder)
        assert (caught.value.code, caught.value.values["refusal"]) == ("K111", "home")
    refuse_foreign(site, home / "site")


def test_home_that_nobody_knows(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", unknown)
    refuse_foreign(site, site / "site")


@pytest.mark.parametrize("folder", ["site", "preview", "public/kb", "../empty", "../elsewhere/kb"])
def test_new_and_empty_folders_are_taken(site: Path, home: Path, folder: str) -> None:
    refuse_foreign(site, (site / folder).resolve())
    assert (home / "empty").is_dir()


def test_own_folder_is_taken_again(site: Path) -> None:
    made = site / "site"
    make_marked(made)
    (made / "a").mkdir()
    (made / "a" / "index.html").touch()
    (made / "link").symlink_to(site / "docs")
    refuse_foreign(site, made)
    remove(made)
    assert not made.exists()
    assert (site / "docs" / "en").is_dir()
    remove(made)


def test_folder_half_removed_is_still_our_own(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark goes last."""
    made = site / "site"
    make_marked(made)
    for name in "abc":
        (made / name).mkdir()
    monkeypatch.setattr(shutil, "rmtree", lambda _: pytest.fail("killed"))
    with pytest.raises(pytest.fail.Exception):
        remove(made)
    assert (made / MARK).exists()


def test_disk_that_takes_nothing_is_told(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "site/index.html")

    monkeypatch.setattr(MkDocsProcess, "wait", full)
    code, out, err = kb("build")
    assert (code, out) == (2, "")
    assert err.startswith("kb: `site/index.html` could not be used: the disk is full.")
    assert "disk penuh" in kb("build", "--lang", "id")[2]


@pytest.mark.parametrize(
    "settings",
    [
        "extra: {x: !!python/object/apply:os.system ['touch owned']}",
        "hooks: [mine.py]",
        "strict: false",
        "nav: [index.md]",
    ],
)
@pytest.mark.usefixtures("nothing_is_built")
def test_settings_that_could_do_harm_are_not_given_to_mkdocs(
    kb: Kb, site: Path, settings: str
) -> None:
    with (site / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"{settings}\n")
    for command in (("build",), ("check",), ("serve",), ("lock-settings",)):
        code, out, _ = kb(*command)
        assert code == 1, command
        assert "mkdocs.yml:" in out
    assert not (site / "owned").exists()
