"""Which edits of a section need a counterpart in the other language, and which do not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.git import versions
from macros.markdown.page import read_page
from macros.model import LOCALES, Locale
from macros.translations.small_edits import is_small
from tests.cases import load_yaml

CASES: dict[str, Any] = load_yaml(
    Path(__file__).with_name("small_edits.yml").read_text(encoding="utf-8")
)
Kb = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
PAGE, TEXT = "docs/en/about.md", "The government protects people."


@pytest.mark.parametrize("kind", ["small", "large"])
@pytest.mark.parametrize("locale", LOCALES)
def test_table(locale: Locale, kind: str) -> None:
    known = set(CASES[locale]["known"].split())
    for name, (before, after) in CASES[locale][kind].items():
        assert is_small(before, after, known.__contains__) is (kind == "small"), name


@pytest.mark.parametrize("locale", LOCALES)
def test_table_holds_backwards(locale: Locale) -> None:
    known = set(CASES[locale]["known"].split())
    for name, (before, after) in CASES[locale]["large"].items():
        assert not is_small(after, before, known.__contains__), name


@pytest.fixture
def commit(site: Path, kb: Kb) -> Callable[[str], None]:
    """Keep the present state as a commit; the first one has a page about a government in line."""

    def git(*arguments: str) -> None:
        name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *name, *arguments], cwd=site, check=True, capture_output=True)

    def keep(message: str) -> None:
        git("add", "docs", "twins.lock")
        git("commit", "-m", message)

    for locale, text in (("en", TEXT), ("id", "Pemerintah melindungi rakyat.")):
        head = "---\ntitle: About\ndescription: About.\n---\n"
        page = f"{head}{text}\n\n## Aim {{: #aim }}\n\n{text} {text}\n"
        (site / "docs" / locale / "about.md").write_text(page, encoding="utf-8")
    git("init", "-b", "main")
    assert kb("mark-synced", "about.md")[0] == 0
    keep("First")
    return keep


def behind(kb: Kb) -> int:
    """How many sections are said to be behind, or to have changed in both languages."""
    out = kb("check")[1]
    return out.count(" T201 ") + out.count(" T202 ")


def test_slip_marks_no_section_as_behind(site: Path, kb: Kb, commit: Callable[[str], None]) -> None:
    path = site / PAGE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(TEXT, "The goverment protects people.", 1), encoding="utf-8")
    assert behind(kb) == 0
    commit("A slip")
    assert behind(kb) == 0
    assert "behind" not in kb("status")[1].split("about.md")[1].split("\n")[1]
    path.write_text(text.replace(TEXT, "The government harms people.", 1), encoding="utf-8")
    assert behind(kb) == 1
    path.write_text(text.replace("\n", "\n\n", 1), encoding="utf-8")
    commit("A change of meaning, taken back")


def test_small_edits_add_up_from_what_is_on_record(
    site: Path, kb: Kb, edit: Edit, commit: Callable[[str], None]
) -> None:
    edit(PAGE, "---\nThe government", "---\nThe goverment")
    commit("A slip")
    edit(PAGE, "---\nThe goverment", "---\nThe new goverment")
    commit("A word")
    assert behind(kb) == 1


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Both languages in line: about.md", 0),
        ("both languages in line: docs/id/about.md#aim, index.md.", 0),
        ("Text\n\n- Kedua bahasa selaras: `about.md#aim`", 0),
        ("Both languages in line: about.md#", 1),
        ("Both languages in line: index.md", 1),
        ("Both languages are in line", 1),
    ],
)
def test_message_of_a_commit_says_it(
    kb: Kb, edit: Edit, commit: Callable[[str], None], said: str, left: int
) -> None:
    edit(PAGE, f"{TEXT} {TEXT}", "The government must protect people.")
    commit(f"Edit the aim\n\n{said}")
    assert behind(kb) == left
    edit(PAGE, "must protect people", "must protect all people")
    assert behind(kb) == 1


def test_versions_are_read_as_far_back_as_they_tell_anything(
    site: Path, edit: Edit, kb: Kb, commit: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        edit(PAGE, "## Aim", f"<!-- {number} -->\n\n## Aim")
        commit("A comment")
    read: list[str] = []

    def noted(text: str, path: str, *rest: Any) -> Any:
        read.append(path)
        return read_page(text, path, *rest)

    monkeypatch.setattr("macros.library.read_page", noted)
    edit(PAGE, f"{TEXT} {TEXT}", "The government harms people.")
    assert behind(kb) == 1
    assert read == [PAGE]
    # Now the newest version is as the page, and the one before tells.
    commit("Another meaning")
    assert behind(kb) == 1
    assert read == [PAGE] * 3


def test_versions_are_those_of_git(site: Path, commit: Callable[[str], None]) -> None:
    other, binary = "docs/en/other.md", b"\xff\xfe\n"
    for content in (b"One\r\n\nfile missing\n", binary, b""):
        (site / other).write_bytes(content)
        commit("A version")
    found = list(versions(site, [other, PAGE, "docs/en/a\nb.md"]))
    assert [one.text(other) for one in found] == ["", None, "One\n\nfile missing\n", None]
    assert [one.text(PAGE) for one in found] == [(site / PAGE).read_text(encoding="utf-8")] * 4
    assert not list(versions(site, ["docs/en/none.md"]))


def test_without_git_nothing_is_excused(kb: Kb, site: Path, edit: Edit) -> None:
    assert kb("check")[0] == 0
    edit("docs/en/news/training.md", "It had", "It haad")
    assert behind(kb) == 1
