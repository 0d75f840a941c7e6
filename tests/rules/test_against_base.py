"""Against the base: nothing that was published goes or changes without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.library import Earlier
from macros.model import LOCALES, Problem, Severity
from macros.project import open_project
from macros.report.ci import as_github, as_sarif, as_summary
from macros.report.text import as_json, as_text, words_of
from tests.cases import load_yaml
from tests.conftest import TODAY

CASES: dict[str, dict[str, dict[str, Any]]] = load_yaml(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
)
CODES = {"F123", "F140", "F141", "F142", "F143", "F144", "F145", "F146"}
FOR_REVIEWERS = {"F145", "F146"}
Compare = Callable[..., list[Problem]]


@pytest.fixture
def compare(site: Path) -> Compare:
    """What is told of the site beside the state in which it was before the test."""

    def texts() -> dict[str, str]:
        files = (path for path in site.rglob("*") if path.suffix in {".md", ".yml", ".lock"})
        return {
            path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in files
        }

    before = texts()

    def changed() -> list[str]:
        now = texts()
        return [path for path in {**before, **now} if before.get(path) != now.get(path)]

    def compared(weight: Severity = Severity.ERROR, again: bool = False) -> list[Problem]:
        if again:
            before.clear()
            before.update(texts())
        earlier = Earlier(before.get, weight, changed)
        problems = open_project(site, TODAY, earlier=earlier).problems
        return [problem for problem in problems if problem.code in CODES]

    return compared


@pytest.fixture
def change(
    site: Path, edit: Callable[[str, str, str], None], in_line: Callable[[], None]
) -> Callable[[dict[str, Any]], None]:
    """Make the edits of a case."""

    def changed(case: dict[str, Any]) -> None:
        for name, written in case.items():
            path = name.partition("#")[0]
            if name == "mark-synced":
                in_line()
            elif written is None:
                (site / path).unlink()
            elif isinstance(written, str):
                (site / path).write_text(written, encoding="utf-8")
            elif name != "found":
                edit(path, *written)

    return changed


@pytest.mark.parametrize("case", CASES["kept"])
def test_honest_change_passes(
    compare: Compare, change: Callable[[dict[str, Any]], None], case: str
) -> None:
    change(CASES["kept"][case])
    assert [(str(p.where), p.code, dict(p.values)) for p in compare()] == []


@pytest.mark.parametrize("case", CASES["told"])
def test_unexplained_change_is_told(
    compare: Compare, change: Callable[[dict[str, Any]], None], case: str
) -> None:
    """At its place, in the words of both languages; and at home a warning, if anything."""
    change(CASES["told"][case])
    problems = compare()
    told = [(f"{p.where} {p.code}", {*p.values.values()}) for p in problems]
    for wanted in CASES["told"][case]["found"]:
        place, code, value = wanted.split(" ")
        assert any(f"{place} {code}" == at and value in values for at, values in told), told
    assert len(told) == len(CASES["told"][case]["found"]), told
    for one in problems:
        assert (one.level is Severity.WARNING) is (one.code in FOR_REVIEWERS)
        assert all(all(words_of(one, locale)) for locale in LOCALES)
    home = compare(Severity.WARNING)
    assert {p.code for p in home} == {p.code for p in problems} - FOR_REVIEWERS
    assert {p.level for p in home} <= {Severity.WARNING}


def test_forms(compare: Compare, change: Callable[[dict[str, Any]], None]) -> None:
    """Every form in which problems are shown names the place, the code, and what was before."""
    change(CASES["told"]["another qualifier"])
    problems = compare()
    for form in (as_text, as_github, as_summary, as_sarif, as_json):
        for locale in LOCALES:
            told = form(problems, locale)
            for part in ("F140", "about", "over", "facts.yml", "39"):
                assert part in told


LOCK = "gcm/objectives.md\ngcm/sdgs.md\ngcm/sdgs.md#goals\n/f/training.growth/\n"


@pytest.mark.parametrize(
    ("lock", "told"),
    [
        (LOCK, []),
        (LOCK.replace("gcm/sdgs.md#goals\n", ""), [(5, "gcm/sdgs.md#goals")]),
        ("/f/training.growth/\ngcm/objectives.md\n", [(1, "gcm/sdgs.md")]),
        ("", [(1, "/f/training.growth/"), (1, "gcm/objectives.md"), (1, "gcm/sdgs.md")]),
    ],
    ids=["nothing", "an id", "a page and its ids", "everything"],
)
def test_addresses_taken_out(
    site: Path, compare: Compare, lock: str, told: list[tuple[int, str]]
) -> None:
    (site / "addresses.lock").write_text(
        "".join(sorted(LOCK.splitlines(keepends=True))), encoding="utf-8"
    )
    compare(again=True)
    (site / "addresses.lock").write_text("".join(sorted(lock.splitlines(keepends=True))))
    found = [(p.where.line, p.values["address"]) for p in compare() if p.code == "F142"]
    assert len(found) == len(told)
    assert {address for _, address in found} == {address for _, address in told}


def test_page_is_gone_with_its_lines(site: Path, compare: Compare, edit: Any) -> None:
    """A page that was taken out together with all that remembers it is told all the same."""
    (site / "addresses.lock").write_text("gcm/objectives.md\ngcm/sdgs.md\n", encoding="utf-8")
    compare(again=True)
    (site / "addresses.lock").write_text("gcm/objectives.md\n", encoding="utf-8")
    edit("twins.lock", "gcm/sdgs.md# en:e0817214848b id:ab6c1557a00e\n", "")
    for locale in LOCALES:
        (site / f"docs/{locale}/gcm/sdgs.md").unlink()
    (problem,) = compare()
    assert (problem.code, problem.values["address"]) == ("F142", "gcm/sdgs.md")


def test_redirect_is_gone(site: Path, compare: Compare) -> None:
    """An old address that led on does not end."""
    (site / "redirects.yml").write_text("redirects:\n  gcm/old.md: gcm/sdgs.md\n", encoding="utf-8")
    compare(again=True)
    (site / "redirects.yml").write_text("redirects: {}\n", encoding="utf-8")
    (problem,) = compare()
    assert (problem.code, problem.values["address"]) == ("F143", "gcm/old.md")
