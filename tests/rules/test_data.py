"""The facts file as a whole: claims, reviews, use, and pages for records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.model import Claim, Locale, Location, Severity
from macros.project import Project, open_project
from macros.rules.facts import claims_hold

Found = Callable[..., list[tuple[str, str, dict[str, str]]]]
Edit = Callable[[str, str, str], None]

HOLDS = "migrants.world[2020@old] / migrants.world[1970@old] > 3"


def test_small_project_has_no_problem(found: Found) -> None:
    assert found() == []


def test_claim_that_is_no_longer_true(found: Found, edit: Edit) -> None:
    edit("facts.yml", "value: 84000000", "value: 94000000")
    expected = {"claim": "migrants.over-three-times", "expression": HOLDS}
    told = found("F115")
    assert ("facts.yml:126:5", "F115", expected) in told
    assert {values["claim"] for _, _, values in told} == {"migrants.over-three-times"}


def test_relation_without_words_is_checked_too(found: Found, edit: Edit) -> None:
    edit("facts.yml", "days(training.dates) == 3", "days(training.dates) == 4")
    broken = [values["claim"] for _, _, values in found("F115")]
    assert broken == ["training.three-days", "training.modules"]


def test_number_of_modules_is_counted_on_the_pages(found: Found, edit: Edit, site: Path) -> None:
    edit("facts.yml", 'pages("module") == 1', 'pages("module") == 2')
    assert [code for _, code, _ in found()] == ["F115"]
    for locale in ("en", "id"):
        page = site / "docs" / locale / "emm" / "modules"
        text = (page / "one.md").read_text(encoding="utf-8")
        (page / "two.md").write_text(text.replace("number: 1", "number: 2"), encoding="utf-8")
    assert found() == []


@pytest.mark.parametrize(
    ("expression", "code", "values"),
    [
        ("migrants.world[2020@old] / migrants.wrld > 3", "P204", {"key": "migrants.wrld"}),
        ("migrants.world[2020@old] > 3 people", "F116", {}),
        ("migrants.world[2020@old] > migrants.share", "F117", {"nonsense": "units"}),
        ("migrants.world[2020@old] > migrants.world[2024@new]", "F118", {"editions": "new, old"}),
        ("claim(migrants.over-three-times)", "F119", {}),
        ("migrants.world[2021@old] > 3", "P205", {"asked": "2021@old"}),
    ],
)
def test_claim_that_cannot_be_worked_out(
    found: Found, edit: Edit, expression: str, code: str, values: dict[str, str]
) -> None:
    edit("facts.yml", HOLDS, expression)
    told = [values for place, at, values in found() if (place, at) == ("facts.yml:126:5", code)]
    assert len(told) == 1
    assert told[0].items() >= values.items()


def test_claim_on_a_broken_fact_adds_no_second_problem(found: Found, edit: Edit) -> None:
    """The fact's own problem is the cause; the claim is right again once it is mended."""
    edit("facts.yml", "value: 2022-10-24/2022-10-26", "value: 2022-10-26/2022-10-24")
    assert [(place, code) for place, code, _ in found()] == [("facts.yml:60:10", "F110")]


@pytest.mark.parametrize(
    ("review", "today", "due"),
    [
        ("2027-01", date(2026, 11, 22), False),
        ("2027-01", date(2027, 1, 31), False),
        ("2027-01", date(2027, 2, 1), True),
        ("2026-11-22", date(2026, 11, 22), False),
        ("2026-11-21", date(2026, 11, 22), True),
        ("2025", date(2026, 1, 1), True),
    ],
)
def test_review_is_due_after_its_last_day(
    site: Path, edit: Edit, review: str, today: date, due: bool
) -> None:
    edit("facts.yml", "review: 2027-01", f"review: {review}")
    problems = [p for p in open_project(site, today).problems if p.code == "F120"]
    assert bool(problems) is due
    for problem in problems:
        assert problem.level is Severity.WARNING
        assert (str(problem.where), problem.values) == (
            "facts.yml:28:3",
            {"fact": "migrants.world", "review": review},
        )


def test_fact_that_no_page_shows(found: Found, edit: Edit, read: Callable[[], Project]) -> None:
    for locale in ("en", "id"):
        edit(f"docs/{locale}/data.md", '{{ name("director", form="role") }}', "")
    assert found() == [("facts.yml:116:3", "F121", {"fact": "director"})]
    assert read().errors == ()


def test_one_language_is_use_enough(found: Found, edit: Edit) -> None:
    edit("docs/en/data.md", '{{ name("director", form="role") }}', "")
    assert found("F121") == []


@pytest.mark.parametrize("locale", ["en", "id"])
def test_group_without_a_page_for_its_records(found: Found, site: Path, locale: str) -> None:
    page = site / "docs" / locale / "data" / "facts" / "names.md"
    page.unlink()
    values = {"group": "names", "page": f"docs/{locale}/data/facts/names.md"}
    assert found("F122") == [("facts.yml:116:3", "F122", values)]


def test_no_language_has_the_page(found: Found, site: Path) -> None:
    for locale in ("en", "id"):
        (site / "docs" / locale / "data" / "facts" / "names.md").unlink()
    pages = [values["page"] for _, _, values in found()]
    assert pages == ["docs/en/data/facts/names.md", "docs/id/data/facts/names.md"]


def test_use_is_told_by_language(read: Callable[[], Any], edit: Edit) -> None:
    edit("docs/id/index.md", '{{ fact("migrants.remittances") }}', "")
    usage = read().library.usage
    english = [page.path for page in usage["en", "migrants.remittances"]]
    assert english == ["docs/en/data.md", "docs/en/index.md"]
    assert [p.path for p in usage["id", "migrants.remittances"]] == ["docs/id/data.md"]


@pytest.mark.parametrize(
    ("holds", "cause"),
    [
        ('facts("zzz") == 1', Location("facts.yml", 9)),
        ('pages("module") == 9', Location("docs/en/x.md", 2)),
        ("1 == 2", None),
    ],
)
def test_claim_that_counts_follows_from_what_cannot_be_read(
    read: Callable[[], Project], holds: str, cause: Location | None
) -> None:
    """A broken fact where it counts facts, an unreadable page where it counts pages."""
    library = read().library
    registry = replace(
        library.registry,
        claims={"test": Claim(key="test", holds=holds)},
        broken={"zzz.a": Location("facts.yml", 9)},
    )
    unreadable: dict[tuple[Locale, str], Location] = {("en", "x.md"): Location("docs/en/x.md", 2)}
    spoilt = replace(library, registry=registry, unreadable=unreadable)
    assert [(p.code, p.cause) for p in claims_hold(spoilt)] == [("F115", cause)]
