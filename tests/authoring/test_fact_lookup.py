"""The facts as plain data: what `kb facts` and `kb where` find, and other programs read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.authoring.fact_lookup import fact_entries, matching, uses
from macros.errors import KnowledgeError
from macros.library import Library
from macros.project import Project, open_project

Read = Callable[[], Project]
Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def library() -> Library:
    """The library of the small project."""
    return open_project(Path(__file__).parents[1] / "site", date(2026, 11, 22)).library


def entry(library: Library, key: str) -> dict[str, Any]:
    (found,) = [one for one in fact_entries(library) if one["id"] == key]
    return found


def test_every_fact_is_an_entry(library: Library) -> None:
    entries = fact_entries(library)
    assert [one["id"] for one in entries] == list(library.registry.facts)
    assert {frozenset(one) for one in entries} == {
        frozenset(["id", "kind", "group", "label", "unit", "call", "shown", "observations"])
    }


def test_count_with_two_editions(library: Library) -> None:
    found = entry(library, "migrants.world")
    observations = found.pop("observations")
    assert found == {
        "id": "migrants.world",
        "kind": "count",
        "group": "migrants",
        "label": {"en": "International migrants", "id": "Migran internasional"},
        "unit": "people",
        "call": '{{ fact("migrants.world") }}',
        "shown": {"en": "304\u00a0million", "id": "304\u00a0juta"},
    }
    assert [one["value"] for one in observations[:2]] == ["84000000", "153000000"]
    assert [one["newest"] for one in observations] == [False, False, False, False, True]
    assert observations[2] == {
        "value": "281000000",
        "text": {"en": "281\u00a0million", "id": "281\u00a0juta"},
        "period": "2020",
        "edition": "old",
        "source": "report",
        "qualifier": "about",
        "newest": False,
    }


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("migrants.share", "0.036", {"en": "3.6%", "id": "3,6%"}),
        ("training.people", "5149", {"en": "over 5,149", "id": "lebih dari 5.149"}),
        (
            "training.dates",
            "2022-10-24/2022-10-26",
            {"en": "24–26\u00a0October 2022", "id": "24–26\u00a0Oktober 2022"},
        ),
        ("training.purpose", None, {"en": "to share practice", "id": "berbagi praktik"}),
        ("agency", None, {"en": "Protection Ministry", "id": "Kementerian Pelindungan"}),
    ],
)
def test_value_for_machines_and_for_people(
    library: Library, key: str, value: str | None, shown: dict[str, str]
) -> None:
    found = entry(library, key)
    assert found["shown"] == shown
    (newest,) = [one for one in found["observations"] if one["newest"]]
    assert (newest["value"], newest["text"]) == (value, shown)


def test_name_is_called_by_name(library: Library) -> None:
    assert entry(library, "agency")["call"] == '{{ name("agency") }}'
    assert entry(library, "agency")["unit"] is None


def test_fact_that_is_not_public_yet_is_listed(site: Path) -> None:
    early = open_project(site, date(2020, 1, 1)).library
    assert entry(early, "migrants.world")["shown"]["en"] == "84\u00a0million"


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["migrants.wor"], ["migrants.world"]),
        (["MIGRAN", "internasional"], ["migrants.world"]),
        (["304 million"], ["migrants.world"]),
        (["304 juta"], ["migrants.world"]),
        (["281"], ["migrants.world"]),
        (["5.149"], ["training.people"]),
        (["lebih dari"], ["training.people"]),
        (["3,6%"], ["migrants.share"]),
        (["24–26 oktober"], ["training.dates"]),
        (["badan pelindungan"], ["agency"]),
        (["migrants.world", "peserta"], []),
        (["nothing like it"], []),
    ],
)
def test_words_find_facts_in_both_languages(
    library: Library, words: list[str], keys: list[str]
) -> None:
    assert [one["id"] for one in matching(fact_entries(library), words)] == keys


def test_no_word_finds_all(library: Library) -> None:
    entries = fact_entries(library)
    assert matching(entries, []) == entries


@pytest.mark.parametrize("word", ["304\u00a0million", "304\u00a0juta", "US$831\u00a0billion"])
def test_figure_copied_from_a_page_finds_its_fact(library: Library, word: str) -> None:
    assert len(matching(fact_entries(library), [word])) == 1


def test_each_place_that_shows_a_fact(library: Library) -> None:
    found = uses(library, "migrants.share")
    assert [(one["path"], one["line"], one["column"]) for one in found] == [
        ("docs/en/data.md", 5, 1),
        ("docs/en/index.md", 7, 10),
        ("docs/en/index.md", 9, 59),
        ("docs/id/data.md", 5, 1),
        ("docs/id/index.md", 7, 11),
        ("docs/id/index.md", 9, 63),
    ]
    assert found[0] == {
        "path": "docs/en/data.md",
        "line": 5,
        "column": 1,
        "language": "en",
        "title": "Data",
        "heading": "",
        "anchor": "",
    }
    assert (found[1]["title"], found[1]["anchor"]) == ("Home with 304\u00a0million", "share")
    assert found[2]["heading"].startswith("Share ")
    assert {one["language"] for one in found[3:]} == {"id"}


def test_title_and_claim_are_places_too(library: Library) -> None:
    found = [one for one in uses(library, "migrants.world") if one["path"] == "docs/en/index.md"]
    assert [(one["line"], one["column"]) for one in found] == [(2, 1), (3, 1), (5, 11), (5, 64)]


def test_record_and_example_are_no_places(library: Library) -> None:
    paths = {one["path"] for one in uses(library, "migrants.world")}
    assert "docs/en/data/facts/migrants.md" not in paths
    assert not [one for one in uses(library, "migrants.world") if one["line"] == 15]


def test_call_that_fails_is_passed_over(read: Read, edit: Edit) -> None:
    edit("docs/en/data.md", 'facts_table("migrants")', 'facts_table("migrnts")')
    paths = [one["path"] for one in uses(read().library, "migrants.remittances")]
    assert paths == ["docs/en/index.md", "docs/id/data.md", "docs/id/index.md"]


def test_unknown_fact_is_refused_with_the_nearest(library: Library) -> None:
    with pytest.raises(KnowledgeError) as caught:
        uses(library, "migrants.wrld")
    assert caught.value.code == "P204"
    assert "migrants.world" in caught.value.values["near"]


def test_list_that_shows_a_name_is_a_place(library: Library) -> None:
    """As the rule on unused facts has it, and the record's own list of pages."""
    lines = [one["line"] for one in uses(library, "agency") if one["language"] == "en"]
    assert lines == [7, 13]
