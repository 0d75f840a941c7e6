"""A folder is read and checked as a whole, whatever stands in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.loading import open_library
from macros.model import LOCALES, Severity
from macros.project import Project, open_project

TODAY = date(2026, 11, 22)
Read = Callable[[], Project]
Edit = Callable[[str, str, str], None]
InLine = Callable[[], None]
PAGE = "---\ntitle: Odd\ndescription: An odd page.\n---\n"


def places(project: Project) -> list[tuple[str, str]]:
    return [(str(problem.where), problem.code) for problem in project.problems]


def test_small_project_as_read(read: Read, site: Path) -> None:
    project = read()
    assert project.problems == project.errors == ()
    library = project.library
    for locale in LOCALES:
        written = (site / "docs" / locale).rglob("*.md")
        assert {page.path for page in library.pages[locale].values()} == {
            path.relative_to(site).as_posix() for path in written
        }
    assert "migrants.world" in library.registry.facts
    assert set(library.terms) == {"migrant", "gcm"}
    assert (library.today, library.address) == (TODAY, "https://test.example/")
    assert library.directory_urls


def test_address_and_form_of_addresses_are_passed_on(site: Path) -> None:
    library = open_project(site, TODAY, directory_urls=False).library
    assert (library.address, library.directory_urls) == ("", False)


def test_library_without_a_check(read: Read, site: Path, edit: Edit) -> None:
    edit("docs/en/index.md", 'term("migrant")', 'term("migrnt")')
    checked, library = read().library, open_library(site, TODAY)
    assert (library.registry, library.terms) == (checked.registry, checked.terms)
    assert (library.pages, library.titles) == (checked.pages, checked.titles)
    assert checked.usage
    assert not library.usage


def test_day_decides_what_is_public(site: Path) -> None:
    """The day is a parameter, never the clock's."""
    titles = {
        day: open_project(site, date.fromisoformat(day)).library.titles["en", "index.md"][0]
        for day in ("2022-01-01", "2025-02-01")
    }
    assert titles["2022-01-01"] == "Home with 281\u00a0million"
    assert titles["2025-02-01"] == "Home with 304\u00a0million"


def test_errors_are_what_fails_the_check(read: Read, edit: Edit, in_line: InLine) -> None:
    edit("facts.yml", "review: 2027-01", "review: 2026-01")
    edit("docs/en/index.md", 'term("migrant")', 'term("migrnt")')
    in_line()
    project = read()
    assert [p.level for p in project.problems] == [Severity.ERROR, Severity.WARNING]
    assert places(project) == [("docs/en/index.md:5:40", "P204"), ("facts.yml:28:3", "F120")]
    assert [p.code for p in project.errors] == ["P204"]


def test_title_whose_call_fails_stays_as_written(read: Read, edit: Edit, in_line: InLine) -> None:
    """The problem is told at its place; other pages still have something to call it."""
    edit("docs/id/index.md", 'Ada {{ fact("migrants.world") }} migran.', "Ada {{ fact('x') }}.")
    in_line()
    project = read()
    assert places(project) == [("docs/id/index.md:3:1", "P204")]
    title, description = project.library.titles["id", "index.md"]
    assert title == "Beranda dengan 304\u00a0juta"
    assert description == "Ada {{ fact('x') }}."


@pytest.mark.parametrize("name", ["facts.yml", "glossary.yml"])
def test_data_file_is_missing_or_no_file_of_the_project(
    read: Read, site: Path, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / name
    shutil.move(site / name, outside)
    assert (f"{name}:1:1", "F101") in places(read())
    (site / name).symlink_to(outside)
    assert (f"{name}:1:1", "F101") in places(read())
    (site / name).unlink()
    (site / name).mkdir()
    assert (f"{name}:1:1", "F101") in places(read())


@pytest.mark.parametrize("name", ["facts.yml", "glossary.yml"])
def test_data_file_of_other_bytes(read: Read, site: Path, name: str) -> None:
    path = site / name
    before, migrant, after = path.read_bytes().partition(b"migran")
    path.write_bytes(before + migrant + b"\xe9" + after)
    assert (f"{name}:{before.count(bytes([10])) + 1}:1", "F103") in places(read())


def test_page_that_is_a_shortcut(read: Read, site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text(f"{PAGE}A secret.\n")
    page = site / "docs" / "en" / "glossary.md"
    page.unlink()
    page.symlink_to(outside)
    project = read()
    assert ("docs/en/glossary.md:1:1", "P101") in places(project)
    assert "glossary.md" not in project.library.pages["en"]
    assert "T101" not in {p.code for p in project.problems}


def test_folder_named_like_a_page(read: Read, site: Path) -> None:
    (site / "docs" / "id" / "folder.md").mkdir()
    assert places(read()) == [("docs/id/folder.md:1:1", "P101")]


def test_project_without_pages(read: Read, site: Path) -> None:
    shutil.rmtree(site / "docs")
    project = read()
    assert project.library.pages == {"en": {}, "id": {}}
    assert {code for _, code in places(project)} == {"F115", "F121", "F122", "T204"}


def test_lines_may_end_as_on_any_system(read: Read, site: Path) -> None:
    for path in (site / "facts.yml", site / "docs" / "en" / "index.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read().problems == ()


def test_problems_are_told_once_and_in_order(read: Read, edit: Edit, in_line: InLine) -> None:
    """By file, then by line; the same problem found in two ways is one."""
    edit("facts.yml", "kind: ratio", "kind: rato")
    edit("glossary.yml", "see: [gcm]", "see: [gmc]")
    for locale in LOCALES:
        edit(f"docs/{locale}/data.md", '{{ source("report") }}', '{{ source("x") }} {{ y() }}')
        edit(f"docs/{locale}/index.md", 'term("migrant")', 'term("x")')
    in_line()
    told = places(read())
    assert told == list(dict.fromkeys(told))
    assert [place.split(":")[0] for place, _ in told] == [
        *["docs/en/data.md"] * 2,
        "docs/en/index.md",
        *["docs/id/data.md"] * 2,
        "docs/id/index.md",
        "facts.yml",
        "glossary.yml",
    ]
    lines = [tuple(map(int, place.split(":")[1:])) for place, _ in told[:2]]
    assert lines == sorted(lines)


def test_reading_twice_finds_the_same(read: Read, edit: Edit) -> None:
    edit("docs/en/index.md", 'term("migrant")', 'term("migrnt")')
    assert read().problems == read().problems


def refused(project: Project, code: str) -> list[str]:
    """The files that are refused with a code."""
    return [p.where.path for p in project.errors if p.code == code]


def write_both(site: Path, name: str) -> None:
    for locale in LOCALES:
        path = site / "docs" / locale / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{PAGE}Text.\n", encoding="utf-8")


@pytest.mark.parametrize("ending", ["markdown", "mkd", "mkdn", "mdown"])
def test_page_of_another_ending_is_refused(read: Read, site: Path, ending: str) -> None:
    write_both(site, f"sub/odd.{ending}")
    assert refused(read(), "S122") == [f"docs/{one}/sub/odd.{ending}" for one in LOCALES]


@pytest.mark.parametrize("name", ["odd.md", "fr/odd.md", "README.md"])
def test_page_outside_both_languages_is_refused(read: Read, site: Path, name: str) -> None:
    path = site / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{PAGE}Text.\n", encoding="utf-8")
    assert refused(read(), "S129") == [f"docs/{name}"]


def test_folder_that_is_a_shortcut_is_refused(read: Read, site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "odd.md").write_text(f"{PAGE}Text.\n", encoding="utf-8")
    for locale in LOCALES:
        (site / "docs" / locale / "linked").symlink_to(outside)
    assert refused(read(), "S121") == [f"docs/{one}/linked" for one in LOCALES]


def test_language_that_is_a_shortcut_is_refused(read: Read, site: Path, tmp_path: Path) -> None:
    shutil.move(site / "docs" / "id", tmp_path / "id")
    (site / "docs" / "id").symlink_to(tmp_path / "id")
    assert refused(read(), "S121") == ["docs/id"]


@pytest.mark.parametrize("name", ["README.md", "sub/readme.md", "sub/ReadMe.md"])
def test_readme_is_refused(read: Read, site: Path, name: str) -> None:
    write_both(site, name)
    assert refused(read(), "S123") == [f"docs/{one}/{name}" for one in LOCALES]


def test_broken_term_is_told_once_and_not_on_its_pages(read: Read, edit: Edit) -> None:
    edit("glossary.yml", "basis: read", "basis: reed")
    assert {place.split(":")[0] for place, _ in places(read())} == {"glossary.yml"}


def test_folders_without_end_are_not_opened(read: Read, site: Path) -> None:
    site.joinpath("docs/en", *["a"] * 30).mkdir(parents=True)
    assert [code for place, code in places(read()) if place.startswith("docs/en/a/")] == ["S150"]


def test_title_is_short(read: Read, edit: Edit) -> None:
    edit("docs/en/data.md", "title: Data", f"title: {'Data ' * 41}")
    assert ("docs/en/data.md:2:1", "P110") in places(read())
