"""`kb check --deploy`: what must be set before the site goes online, and where."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from macros.authoring.before_deploy import address_defect, before_deploy
from macros.model import LOCALES, Severity
from macros.report.text import words_of
from tests.conftest import ROOT, Command

READY = """\
site_url: !ENV [SITE_URL, "https://kb.example.org/"]
repo_url: https://github.com/migrasi-id/kb
edit_uri: edit/main/docs/
extra: {mail: kb@migrasi.or.id}
"""
OWNERS = (
    "# Who is asked\n* @migrasi-id/all\n/facts.yml @Migrasi-ID/facts a@migrasi.or.id @somebody\n"
)
ADDRESS = {"SITE_URL": "https://kb.migrasi.or.id/"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of which all is set, in a commit."""
    (tmp_path / ".github").mkdir()
    (tmp_path / "mkdocs.yml").write_text(READY, encoding="utf-8")
    (tmp_path / ".github" / "CODEOWNERS").write_text(OWNERS, encoding="utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "All")


def told(folder: Path, **environment: str) -> list[str]:
    """The places and codes of all that is found; each has its words in both languages."""
    problems = list(before_deploy(folder, ADDRESS | environment))
    assert all(all(words_of(problem, locale)) for problem in problems for locale in LOCALES)
    assert all((p.level is Severity.WARNING) is (p.code == "K136") for p in problems)
    return [f"{problem.where} {problem.code}" for problem in problems]


def test_nothing_is_left_to_set(folder: Path) -> None:
    assert told(folder) == []


@pytest.mark.parametrize(
    ("address", "defect"),
    [
        ("https://kb.migrasi.or.id/", None),
        ("https://owner.github.io/some.repository/", None),
        ("https://xn--kb-migrsi-y2a.id/a/b_c/~d/", None),
        ("", "empty"),
        ("http://kb.migrasi.or.id/", "https"),
        ("kb.migrasi.or.id/", "https"),
        ("HTTPS://kb.migrasi.or.id/", "https"),
        ("https://kb.migrasi.or.id", "path"),
        ("https://kb.migrasi.or.id/kb", "path"),
        ("https://kb.migrasi.or.id//", "path"),
        ("https://kb.migrasi.or.id/?a=/", "path"),
        ("https://kb.migrasi.or.id/#/", "path"),
        ("https://kb.migrasi.or.id/ /", "path"),
        ("https://kb.example.org/", "example"),
        ("https://example.com/kb/", "example"),
        ("https://KB.Example/", "example"),
        ("https://localhost/", "example"),
        ("https://localhost:8000/", "example"),
        ("https://kb.test/", "example"),
        ("https://printer.local/", "example"),
        ("https://kb/", "host"),
        ("https:///kb/", "host"),
        ("https://192.0.2.7/", "host"),
        ("https://[2001:db8::1]/", "host"),
        ("https://[kb/", "host"),
        ("https://kb.migrasi.or.id:8443/", "host"),
        ("https://me:secret@kb.migrasi.or.id/", "host"),
        ("https://KB.migrasi.or.id/", "host"),
        ("https://-kb.migrasi.or.id/", "host"),
        ("https://kb..migrasi.or.id/", "host"),
        ("https://kb.migrasi.or.id./", "host"),
    ],
)
def test_an_address_is_one_that_readers_can_open(address: str, defect: str | None) -> None:
    assert address_defect(address) == defect


def test_the_address_is_that_of_the_build(folder: Path) -> None:
    """As MkDocs takes it: a variable that is set and empty is an address that is empty."""
    assert told(folder, SITE_URL="") == ["mkdocs.yml:1:1 K135"]
    assert [p.code for p in before_deploy(folder, {})] == ["K135"]
    settings = folder / "mkdocs.yml"
    for written in ("https://kb.migrasi.or.id/", "!ENV [A, SITE_URL, 'http://a/']"):
        text = READY.replace('!ENV [SITE_URL, "https://kb.example.org/"]', written)
        settings.write_text(text, encoding="utf-8")
        commit(folder)
        assert told(folder) == []
    assert told(folder, A="https://kb.example/") == ["mkdocs.yml:1:1 K135"]


@pytest.mark.parametrize("text", ["", "- a\n", "site_url: [\n", "site_url: {a: b}\n", "\x00"])
def test_settings_that_cannot_be_read_set_nothing(folder: Path, text: str) -> None:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    commit(folder)
    codes = [line.partition(" ")[2] for line in told(folder)]
    assert codes == ["K135", "K136", "K136", "K136"]


def test_readers_can_reach_somebody(folder: Path) -> None:
    text = READY.replace("migrasi-id/kb", "OWNER/REPOSITORY").replace(
        "kb@migrasi.or.id", "a@b.test"
    )
    (folder / "mkdocs.yml").write_text(text.replace("edit_uri", "#"), encoding="utf-8")
    commit(folder)
    assert told(folder) == ["mkdocs.yml:2:1 K136", "mkdocs.yml:4:9 K136", "mkdocs.yml:1:1 K136"]


def test_owners_are_of_the_organisation(folder: Path) -> None:
    owners = folder / ".github" / "CODEOWNERS"
    owners.write_text("# @OWNER/a\n* @OWNER/a @other/b\n/x @OWNER/a # @OWNER/c\n@y @OWNER\n")
    commit(folder)
    place = ".github/CODEOWNERS"
    assert told(folder) == [f"{place}:2:3 K137", f"{place}:2:12 K137", f"{place}:4:4 K137"]
    settings = folder / "mkdocs.yml"
    settings.write_text(READY.replace("repo_url:", "#"), encoding="utf-8")
    commit(folder)
    assert f"{place}:2:12 K137" not in told(folder), "whose it is, is not known"
    owners.unlink()
    (folder / "CODEOWNERS").write_text("* @OWNER/a\n")
    commit(folder)
    assert "CODEOWNERS:1:3 K137" in told(folder)


def test_sources_are_committed(folder: Path, tmp_path: Path) -> None:
    (folder / "new é.md").touch()
    assert told(folder) == ["new é.md:1:1 K138"]
    (folder / "mkdocs.yml").write_text(f"{READY}# more\n", encoding="utf-8")
    assert told(folder) == ["mkdocs.yml:1:1 K138"]
    (folder / ".gitignore").write_text("*\n")
    git(folder, "checkout", "-q", "mkdocs.yml")
    assert told(folder) == []
    bare = tmp_path / "none"
    bare.mkdir()
    (bare / "mkdocs.yml").write_text(READY, encoding="utf-8")
    git(bare, "init", "-q")
    assert told(bare) == [":1:1 K138"]


def test_this_project_asks_for_what_only_its_owners_know() -> None:
    """Nothing else: so the first deployment is refused for these, and for no fault of ours."""
    found = [p for p in before_deploy(ROOT, {}) if p.code != "K138"]
    assert {p.code for p in found} <= {"K135", "K136", "K137"}
    assert not [p for p in before_deploy(ROOT, ADDRESS) if p.code == "K135"]


def test_the_command(kb: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://kb.migrasi.or.id/")
    code, out, _ = kb("check", "--deploy")
    assert code == 1
    assert "K135" in out, "the small project has an address without a variable"
    assert "K138" in out
    code, _, err = kb("check", "--deploy", "docs")
    assert (code, "`--deploy` and `docs` cannot be used together" in err) == (2, True)
    code, out, _ = kb("check", "--deploy", "--lang", "id")
    assert "Situs ini belum memiliki alamat" in out
