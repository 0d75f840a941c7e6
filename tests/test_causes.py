"""What follows from another problem is held back for it, counted, and found again without it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from macros.addresses.lock import lock_text
from macros.cli import main
from macros.model import LOCALES, Location, Problem, Severity
from macros.project import hold_back, open_project
from macros.report.ci import as_github, as_sarif, as_summary
from macros.report.text import as_json, as_text
from macros.rules.addresses import published
from tests.conftest import ROOT, TODAY

Edit = Callable[[str, str, str], None]
HERE, THERE = Location("facts.yml", 3), Location("docs/en/a.md", 7)


def held(found: Sequence[Problem]) -> list[tuple[str, str, int]]:
    """The problems that are told, and how many are held back for each."""
    return [(str(p.where), p.code, len(p.consequences)) for p in found]


def test_what_follows_is_held_back() -> None:
    cause = Problem(HERE, "F105", {"reason": ""})
    follows = Problem(THERE, "P204", {"what": "fact", "key": "x", "near": ""}, cause=HERE)
    assert hold_back([cause, follows, follows])[0].consequences == (follows, follows)
    assert held(hold_back([cause, follows])) == [("facts.yml:3:1", "F105", 1)]
    assert held(hold_back([follows])) == [("docs/en/a.md:7:1", "P204", 0)]


def test_warning_holds_no_error_back() -> None:
    cause = Problem(HERE, "F121", {"fact": "x"}, Severity.WARNING)
    follows = Problem(THERE, "P204", {"what": "fact", "key": "x", "near": ""}, cause=HERE)
    assert len(hold_back([cause, follows])) == 2


def test_first_of_two_problems_of_a_place_is_the_cause() -> None:
    one, two = Problem(HERE, "F109", {"key": "x"}), Problem(HERE, "F109", {"key": "y"})
    follows = Problem(THERE, "P204", {"what": "fact", "key": "x", "near": ""}, cause=HERE)
    assert [len(p.consequences) for p in hold_back([one, two, follows])] == [1, 0]


@pytest.mark.parametrize(
    ("count", "english", "indonesian"),
    [
        (1, "1 more problem follows from this one and is held back.", "1 masalah lain"),
        (3, "3 more problems follow from this one and are held back.", "3 masalah lain"),
    ],
)
def test_every_form_of_a_report_counts_them(count: int, english: str, indonesian: str) -> None:
    follows = Problem(THERE, "F102", cause=HERE)
    found = hold_back([Problem(HERE, "F102"), *[follows] * count])
    for report in (as_text, as_github, as_summary, as_sarif, as_json):
        assert english in report(found, "en")
        assert indonesian in report(found, "id")
    assert json.loads(as_json(found, "en"))["problems"][0]["held_back"] == count


def test_cause_is_told_where_only_what_follows_was_asked_for(
    site: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("facts.yml", "value: 5149", "value: 5.1e3")
    page = site / "docs" / "en" / "news"
    assert main(["check", str(page), "--root", str(site), "--today", "2026-11-22"]) == 1
    assert "facts.yml:71:10: error F110" in capsys.readouterr().out
    other = site / "docs" / "en" / "glossary.md"
    assert main(["check", str(other), "--root", str(site), "--today", "2026-11-22"]) == 0


BROKEN = ["groups: [\n", "", "- a list\n", "\t", "\0"]


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("name", ["facts.yml", "glossary.yml"])
def test_unreadable_file_is_told_alone(
    name: str, text: str, site: Path, read: Callable[[], Any]
) -> None:
    write_addresses(site)
    (site / name).write_text(text, encoding="utf-8")
    found = read().problems
    assert {p.where.path for p in found} == {name}
    assert found[0].consequences


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 5149", "value: 5.1e3"),
        ("kind: ratio", "kind: rato"),
        ("  people: {en: people, id: orang}", "  people: {en: people, di: orang}"),
        ("    title: {en: The report", "    titel: {en: The report"),
        ("  migrants: {en: ", "  migrants: {ne: "),
    ],
)
def test_problem_of_an_entry_is_told_alone(
    old: str, new: str, site: Path, edit: Edit, read: Callable[[], Any]
) -> None:
    write_addresses(site)
    edit("facts.yml", old, new)
    assert {p.where.path for p in read().problems} == {"facts.yml"}


def test_misspelt_key_is_told_and_not_that_it_is_missing(
    site: Path, edit: Edit, read: Callable[[], Any]
) -> None:
    write_addresses(site)
    edit("facts.yml", "    title: {en: The report", "    titel: {en: The report")
    (problem,) = read().problems
    assert (problem.code, problem.values["near"]) == ("F108", "title")
    assert "F109" in {p.code for p in problem.consequences}


ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_page_in_another_encoding_is_told_alone(
    locale: str, encoding: str, site: Path, read: Callable[[], Any]
) -> None:
    """Each page in one of the encodings; its twin in another one."""
    write_addresses(site)
    first = (ENCODINGS.index(encoding) + (locale == "id")) % len(ENCODINGS)
    for path in sorted((site / "docs" / locale).rglob("*.md"))[first :: len(ENCODINGS)]:
        text = path.read_text(encoding="utf-8")
        path.write_bytes(f"{text}\n“é”\n".encode(encoding))
        name = path.relative_to(site).as_posix()
        assert {(p.where.path, p.code) for p in read().problems} == {(name, "P103")}
        path.write_text(text, encoding="utf-8")


FILES = ("facts.yml", "glossary.yml", "redirects.yml", "mkdocs.yml", "addresses.lock", "twins.lock")
MARKS = (
    *("<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| merged common ancestors", "    <<<<<<<"),
    *(">>>> ORIGINAL file#3", "==== THEIRS file#4"),
)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mark", MARKS)
def test_conflict_is_named_and_told_alone(
    name: str, mark: str, site: Path, read: Callable[[], Any]
) -> None:
    write_addresses(site)
    (site / "redirects.yml").write_text("redirects:\n  old.md: index.md\n", encoding="utf-8")
    text = (site / name).read_text(encoding="utf-8")
    (site / name).write_text(f"{text}{mark}\n", encoding="utf-8")
    (problem,) = read().problems
    lines = text.count("\n") + 1
    assert (str(problem.where), problem.code) == (f"{name}:{lines}:1", "F105")
    for locale, words in (("en", "not merged"), ("id", "belum digabungkan")):
        assert words in as_text([problem], locale)  # type: ignore[arg-type]
        assert mark.strip() in as_text([problem], locale)  # type: ignore[arg-type]


@pytest.mark.parametrize("mark", MARKS[:4])
@pytest.mark.parametrize("line", [0, 1, 2])
def test_conflict_in_front_matter_is_named(
    mark: str, line: int, site: Path, read: Callable[[], Any]
) -> None:
    path = site / "docs" / "en" / "data.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join((*lines[:line], mark, *lines[line:])), encoding="utf-8")
    (problem,) = read().problems
    assert str(problem.where) == f"docs/en/data.md:{line + 1}:1"
    assert problem.code == "M105"


def test_underline_of_a_heading_is_no_conflict(site: Path, edit: Edit, read: Any) -> None:
    edit("docs/en/data.md", "Tables.\n---\n", "Tables.\n---\nWords\n=======\n\n")
    assert "P105" not in {p.code for p in read().problems}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_file_in_another_encoding_is_told_alone(
    name: str, encoding: str, site: Path, read: Callable[[], Any]
) -> None:
    write_addresses(site)
    (site / "redirects.yml").write_text("redirects:\n  old.md: index.md\n", encoding="utf-8")
    text = (site / name).read_text(encoding="utf-8")
    (site / name).write_bytes(text.encode(encoding))
    (problem,) = read().problems
    assert (problem.where.path, problem.code) == (name, "F103")
    assert encoding[:6].upper() in as_text([problem], "en")


@pytest.mark.parametrize("name", ["facts.yml", "glossary.yml", "redirects.yml"])
def test_tab_is_named(name: str, site: Path, read: Callable[[], Any]) -> None:
    head = {"facts.yml": "groups:\n", "glossary.yml": "terms:\n"}.get(name, "redirects:\n")
    (site / name).write_text(f"{head}\tkey: x\n", encoding="utf-8")
    problem = next(p for p in read().problems if p.where.path == name)
    assert (str(problem.where), problem.values["reason"]) == (f"{name}:2:1", "tab")


def test_list_of_addresses_with_a_conflict_is_not_written_over(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_addresses(site)
    path = site / "addresses.lock"
    text = path.read_text(encoding="utf-8") + "<<<<<<< HEAD\n"
    path.write_text(text, encoding="utf-8")
    arguments = ["addresses", "--write", "--root", str(site), "--today", "2026-11-22"]
    assert main(arguments) == 1
    assert "F105" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == text


@cache
def addresses() -> str:
    """Every address of the small project."""
    return lock_text(published(open_project(ROOT / "tests" / "site", TODAY).library))


def write_addresses(site: Path) -> None:
    """Make every address of the small project one that must stay."""
    (site / "addresses.lock").write_text(addresses(), encoding="utf-8")


def test_figure_typed_in_one_language_is_told_once(
    site: Path, edit: Edit, read: Callable[[], Any]
) -> None:
    write_addresses(site)
    edit("docs/en/news/training.md", "It had ", "There were 777,123 visits. It had ")
    (problem,) = [p for p in read().problems if p.level is Severity.ERROR]
    assert problem.code == "N112"
    assert [p.code for p in problem.consequences] == ["T115", "T115"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<div>\n[Jakarta](../index.md), [Bandung][one]\n</div>", "M101"),
        ("[Jakarta][one], Bandung.", "L107"),
        ("Jakarta, [Bandung](../index.md", "L109"),
        ("Jakarta {: .wide } Bandung.", "S114"),
        ("Jakarta\n``` text\nBandung", "S116"),
    ],
)
def test_mark_left_as_text_is_told_once(
    text: str, code: str, site: Path, read: Callable[[], Any]
) -> None:
    write_addresses(site)
    for locale in LOCALES:
        path = site / "docs" / locale / "news" / "training.md"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    found = [p for p in read().problems if p.level is Severity.ERROR]
    assert {p.code for p in found} == {code}
    assert len({p.where for p in found}) == len(found)
