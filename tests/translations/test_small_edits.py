"""Which edits of a section need a counterpart in the other language, and which do not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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


def test_without_git_nothing_is_excused(kb: Kb, site: Path, edit: Edit) -> None:
    assert kb("check")[0] == 0
    edit("docs/en/news/training.md", "It had", "It haad")
    assert behind(kb) == 1
