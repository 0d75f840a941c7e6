"""What a process remembers that reads a folder again: the very objects of the same texts."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.facts.registry import Registry
from macros.library import Library
from macros.loading import Memory, read_library

DAY = date(2026, 11, 22)
SITE = Path(__file__).parent / "site"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SITE, tmp_path / "project")


def read(folder: Path, memory: Memory) -> Library:
    return read_library(folder, Library(Registry(), {}, {}, DAY), memory)[0]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_only_what_has_changed_is_read_again(folder: Path) -> None:
    memory = Memory()
    before = read(folder, memory)
    edit(folder / "docs/en/glossary.md", "title: Glossary", "title: Words")
    after = read(folder, memory)
    assert after.registry is before.registry
    assert after.pages["en"]["glossary.md"].meta.title == "Words"
    for locale, pages in after.pages.items():
        for key, page in pages.items():
            assert (page is before.pages[locale][key]) is ((locale, key) != ("en", "glossary.md"))


def test_file_is_read_again_that_has_kept_its_size_and_its_time(folder: Path) -> None:
    memory, path = Memory(), folder / "docs/en/glossary.md"
    for old, new in (("Glossary", "Dossiers"), ("Dossiers", "Sections"), ("Sections", "Contents")):
        read(folder, memory)
        stamp = path.stat()
        edit(path, f"title: {old}", f"title: {new}")
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        assert read(folder, memory).pages["en"]["glossary.md"].meta.title == new


def test_pages_are_read_anew_where_markdown_is_another(folder: Path) -> None:
    memory = Memory()
    before = read(folder, memory)
    edit(folder / "mkdocs.yml", "  - admonition\n", "  - admonition\n  - abbr\n")
    assert read(folder, memory).pages["en"]["index.md"] is not before.pages["en"]["index.md"]


def test_sections_are_those_of_the_page_as_it_is(folder: Path) -> None:
    memory = Memory()
    before = read(folder, memory)
    old = before.recorded_twins
    edit(folder / "docs/en/index.md", "## ", "Added.\n\n## ")
    after = read(folder, memory).knowing(before)
    twins = {key: after.twins_of(key) for key in after.keys}
    assert twins == read(folder, Memory()).recorded_twins
    assert [key for key in twins if twins[key] != old[key]] == ["index.md"]
    kept = twins["glossary.md"].sections["en"]
    assert kept is old["glossary.md"].sections["en"]
