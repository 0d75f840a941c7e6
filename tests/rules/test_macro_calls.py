"""Every call of every page is made before the build, exactly as the build makes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Found = Callable[..., list[tuple[str, str, dict[str, str]]]]
Edit = Callable[[str, str, str], None]


def test_call_is_told_at_its_place(found: Found, edit: Edit) -> None:
    edit("docs/id/index.md", '## Bagian {{ fact("migrants.share")', '## Bagian {{ fact("x")')
    values = {"what": "fact", "key": "x", "near": ""}
    assert found("P204") == [("docs/id/index.md:7:11", "P204", values)]


@pytest.mark.parametrize(("line", "field"), [(2, "title"), (3, "description")])
def test_call_in_the_front_matter_is_told_at_its_key(
    found: Found, site: Path, line: int, field: str
) -> None:
    page = site / "docs" / "en" / "glossary.md"
    text = page.read_text(encoding="utf-8")
    called = text.replace(f"{field}: ", f"{field}: '{{{{ term(\"x\") }}}}' #")
    page.write_text(called, encoding="utf-8")
    values = {"what": "term", "key": "x", "near": ""}
    assert found() == [(f"docs/en/glossary.md:{line}:1", "P204", values)]


def test_record_pages_are_made_too(found: Found, edit: Edit) -> None:
    edit("docs/en/data/facts/names.md", 'fact_records("names")', 'fact_records("nams")')
    told = [(place, code) for place, code, _ in found()]
    assert told == [("docs/en/data/facts/names.md:5:1", "P204")]


def test_broken_fact_is_told_once_and_not_on_its_pages(found: Found, edit: Edit) -> None:
    edit("facts.yml", "value: 5149", "value: 5.149k")
    assert [(place, code) for place, code, _ in found()] == [("facts.yml:71:10", "F110")]


def test_call_of_nothing_is_told_beside_a_broken_fact(found: Found, edit: Edit) -> None:
    edit("facts.yml", "value: 5149", "value: 5.1e3")
    edit("docs/en/news/training.md", 'fact("training.growth")', 'fact("training.grwth")')
    assert {code for _, code, _ in found()} == {"F110", "P204"}


@pytest.mark.parametrize("text", ["", "groups: [", "- a list\n"])
def test_unreadable_facts_are_told_and_not_the_calls(found: Found, site: Path, text: str) -> None:
    (site / "facts.yml").write_text(text, encoding="utf-8")
    assert {place.split(":")[0] for place, _, _ in found()} == {"facts.yml"}


def test_use_of_a_name_in_a_list_counts(read: Callable[[], Any], edit: Edit) -> None:
    for locale in ("en", "id"):
        edit(f"docs/{locale}/news/training.md", '{{ name("agency", form="both") }}', "")
    usage = read().library.usage
    assert [page.key for page in usage["en", "agency"]] == ["news/training.md"]


def test_records_and_index_are_no_use(read: Callable[[], Any]) -> None:
    for pages in read().library.usage.values():
        assert not [page.key for page in pages if page.key.startswith("data/facts/")]


def test_record_tells_the_pages_that_use_its_fact(read: Callable[[], Any]) -> None:
    """Even where the record's page is read before the page that shows the fact."""
    usage = read().library.usage
    used = [page.key for page in usage["id", "training.people"]]
    assert used == ["news/training.md"]
    assert usage.keys() >= {(locale, "agency") for locale in ("en", "id")}
