"""What an editor does to one language, and what is told: the promises of family T."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.model import Severity
from macros.project import Project

Edit = Callable[[str, str, str], None]
Read = Callable[[], Project]
ENGLISH, INDONESIAN = "docs/en/news/training.md", "docs/id/news/training.md"


def told(project: Project) -> list[tuple[str, str]]:
    """Place and code of every problem."""
    return [(str(p.where), p.code) for p in project.problems]


def test_a_typo_put_right_marks_exactly_that_section(edit: Edit, read: Read) -> None:
    edit(ENGLISH, "It had", "It hath")
    assert told(read()) == [(f"{INDONESIAN}:9:1", "T201")]
    assert [p.level for p in read().problems] == [Severity.WARNING]


def test_either_language_may_lead(edit: Edit, read: Read) -> None:
    edit(INDONESIAN, "bertemu", "berkumpul")
    assert told(read()) == [(f"{ENGLISH}:1:1", "T201")]


def test_a_title_belongs_to_the_lead(edit: Edit, read: Read) -> None:
    edit(ENGLISH, "title: Training", "title: The training")
    assert told(read()) == [(f"{INDONESIAN}:1:1", "T201")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 304000000", "value: 305000000"),
        (
            "{value: 0.036, period: 2020, source: report}",
            "{value: 0.037, period: 2020, source: report}",
        ),
    ],
)
def test_a_figure_that_changes_marks_nothing(old: str, new: str, edit: Edit, read: Read) -> None:
    edit("facts.yml", old, new)
    assert [one for one in told(read()) if one[1][0] == "T"] == []


def test_a_digit_changed_in_one_language_fails(edit: Edit, read: Read, site: Path) -> None:
    for locale, words in (("en", "Law 18/2017"), ("id", "UU No. 18/2017")):
        with (site / "docs" / locale / "glossary.md").open("a", encoding="utf-8") as page:
            page.write(f"\n{words}.\n")
    assert read().errors == ()
    edit("docs/id/glossary.md", "18/2017", "18/2071")
    errors = [(str(p.where), p.code) for p in read().errors]
    assert errors == [("docs/en/glossary.md:7:8", "T115"), ("docs/id/glossary.md:7:11", "T115")]


def test_a_pin_changed_in_one_language_fails(edit: Edit, read: Read) -> None:
    edit(
        "docs/id/index.md",
        'Seluruhnya {{ fact("migrants.remittances")',
        'Seluruhnya {{ fact("migrants.remittances", period="2020")',
    )
    assert [(str(p.where), p.code) for p in read().errors] == [("docs/en/index.md:9:9", "T117")]


def test_a_heading_taken_out_of_one_language_fails(edit: Edit, read: Read) -> None:
    edit(INDONESIAN, "## Gelombang {: #batch }\n\n", "")
    assert (f"{ENGLISH}:9:1", "T102") in [(str(p.where), p.code) for p in read().errors]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It had", "It  \nhad"),
        ("It had", "It *had*"),
        ("It had", "<!-- a remark -->It had"),
        ("## Batch {: #batch }", "## Batch ## {: #batch }"),
        ('fact("training.people")', 'fact("training.people", form="full")'),
    ],
)
def test_marks_are_no_prose(old: str, new: str, edit: Edit, read: Read) -> None:
    edit(ENGLISH, old, new)
    assert told(read()) == []
