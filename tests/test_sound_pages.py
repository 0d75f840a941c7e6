"""A page on which nothing was wrong is only looked at again when what it rests on has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from macros import sound_pages
from macros.background import start
from macros.build_cache import FOLDER
from macros.facts.registry import Registry
from macros.library import Library
from macros.loading import read_library
from macros.model import Locale, Page, other_locale
from macros.project import open_project
from macros.rules.macro_calls import make_calls
from macros.rules.runner import check_pages
from macros.site_profile import profile
from macros.sound_pages import SoundPages
from tests.conftest import ROOT, TODAY, Run

Edit = Callable[[str, str, str], None]
TRAINING = "news/training.md"


def library_of(root: Path, today: date = TODAY) -> Library:
    """The project as read, with its calls made."""
    empty = Library(Registry(), {}, {}, today)
    return make_calls(read_library(root, empty)[0])[0]


def others(root: Path, today: date = TODAY) -> set[str]:
    """The pages that would be looked at."""
    return set(SoundPages(library_of(root, today), root / FOLDER).others)


@pytest.fixture
def looked_at(site: Path) -> Path:
    """The small project, of which every page was found to be sound."""
    open_project(site, TODAY)
    assert not others(site)
    return site


def test_nothing_is_looked_at_again(looked_at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.sound_pages.check_pages", lambda part: [1 / len(part.keys)])
    with pytest.raises(ZeroDivisionError):
        open_project(looked_at, TODAY)
    monkeypatch.setattr("macros.sound_pages.check_pages", lambda part: [])
    assert not open_project(looked_at, TODAY).errors


@pytest.mark.parametrize("language", ["en", "id"])
def test_page_that_changes_is_looked_at_in_both_languages(
    looked_at: Path, edit: Edit, language: str
) -> None:
    path = looked_at / "docs" / language / "news" / "training.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n50 million.\n", encoding="utf-8")
    assert others(looked_at) == {TRAINING}
    assert {p.where.path for p in open_project(looked_at, TODAY).problems} == {
        f"docs/{one}/{TRAINING}" for one in ("en", "id")
    }
    assert others(looked_at) == {TRAINING}, "it is still wrong"


@pytest.mark.parametrize("name", ["facts.yml", "glossary.yml"])
def test_data_that_changes_is_the_matter_of_all_pages(looked_at: Path, name: str) -> None:
    with (looked_at / name).open("a", encoding="utf-8") as file:
        file.write("# A remark.\n")
    assert others(looked_at) == library_of(looked_at).keys


def test_day_is_the_matter_of_all_pages(looked_at: Path) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert others(looked_at, tomorrow) == library_of(looked_at).keys


def test_code_is_the_matter_of_all_pages(looked_at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_pages, "_version", lambda: "another")
    assert others(looked_at) == library_of(looked_at).keys


def test_profile_of_the_site_is_the_matter_of_all_pages(
    looked_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site of its own stands outside of the package, whose code is known."""
    changed = replace(profile(), labels=("well(s)",))
    monkeypatch.setattr(sound_pages, "profile", lambda: changed)
    assert others(looked_at) == library_of(looked_at).keys


def test_record_is_the_matter_of_its_page(looked_at: Path) -> None:
    lock = looked_at / "twins.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    lock.write_text(
        "".join(line for line in lines if not line.startswith(TRAINING)), encoding="utf-8"
    )
    assert others(looked_at) == {TRAINING}


def test_page_that_goes_leaves_its_record_to_look_at(looked_at: Path) -> None:
    for language in ("en", "id"):
        (looked_at / "docs" / language / "news" / "training.md").unlink()
    codes = {p.code for p in open_project(looked_at, TODAY).problems}
    assert "T204" in codes
    assert "T204" in {p.code for p in open_project(looked_at, TODAY).problems}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../x\n" * 3, None])
def test_file_that_is_damaged_is_as_good_as_none(looked_at: Path, content: bytes | None) -> None:
    path = looked_at / FOLDER / "sound-pages"
    path.unlink()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    assert others(looked_at) == library_of(looked_at).keys
    assert not open_project(looked_at, TODAY).errors


def test_second_process_finds_what_one_does(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many pages each looks at half; and what is not sound is kept of neither half."""
    for name in ("index", "news/training", "glossary", "data"):
        with (site / "docs" / "en" / f"{name}.md").open("a", encoding="utf-8") as file:
            file.write("\n50 million.\n")
    alone = open_project(site, TODAY).problems
    left = others(site)
    monkeypatch.setattr(sound_pages, "_MANY", 2)
    shutil.rmtree(site / FOLDER)
    begun = Mock(side_effect=start)
    monkeypatch.setattr(sound_pages, "start", begun)
    assert open_project(site, TODAY).problems == alone
    assert begun.call_count == 1
    assert len({p.where.path for p in alone if p.code == "N112"}) == 4
    assert others(site) == left >= {"index.md", TRAINING, "glossary.md", "data.md"}


@pytest.mark.slow
def test_what_is_found_on_a_page_rests_on_no_other() -> None:
    """Of each page alone, the same is found as of all together."""
    library = library_of(ROOT)
    # Each text passes for one of the other language, so that there is much to find.
    swapped: dict[Locale, dict[str, Page]] = {
        other_locale(locale): {
            key: replace(page, locale=other_locale(locale)) for key, page in pages.items()
        }
        for locale, pages in library.pages.items()
    }
    library = replace(library, pages=swapped)
    keys = sorted(library.keys)[::6]
    alone = [p for key in keys for p in check_pages(library.of_pages({key}))]
    assert {p.code[0] for p in alone} >= {"G", "T"}
    assert sorted(map(repr, alone)) == sorted(map(repr, check_pages(library.of_pages(keys))))


def test_data_files_are_looked_at_again_only_where_they_changed(
    looked_at: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.sound_pages.check_data", lambda library: [1 / 0])
    open_project(looked_at, TODAY)
    edit("docs/en/news/training.md", "It had", "The batch had")
    open_project(looked_at, TODAY)
    edit("facts.yml", "Rumusan situs ini.", "Rumusan kami.")
    with pytest.raises(ZeroDivisionError):
        open_project(looked_at, TODAY)


def test_data_files_that_were_not_sound_are_looked_at_again(site: Path, edit: Edit) -> None:
    edit("facts.yml", "Rumusan situs ini.", "Setelah itu dirumuskan situs ini.")
    told = [[p.code for p in open_project(site, TODAY).problems] for _ in range(2)]
    assert told[0] == told[1]
    assert "G104" in told[0]


def test_sound_pages_are_known_to_the_next_process(looked_at: Path, python: Run) -> None:
    """What they rest on is the same in it: nothing of it tells where it stands in memory."""
    code = f"from tests.test_sound_pages import *; print(others(Path({str(looked_at)!r})))"
    assert python("-c", code).stdout == "set()\n"


def test_what_a_line_of_the_data_allows_keeps_no_page_from_being_sound(
    site: Path, edit: Edit
) -> None:
    edit(
        "facts.yml",
        "facts:\n",
        "facts:\n"
        "  # allow: F121 shown by the next page\n"
        "  left:\n"
        "    kind: name\n"
        "    group: names\n"
        "    label: {en: Left, id: Sisa}\n"
        "    observations: [{value: {en: Alpha, id: Alfa}, source: report}]\n",
    )
    assert not open_project(site, TODAY).problems
    assert not others(site)
