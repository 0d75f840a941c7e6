"""Which files there are, that they are the same each time, and what facts.json holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from macros.library import Library
from macros.model import LOCALES
from macros.publish.data.export import export, export_json, export_schema
from macros.publish.outputs import data_files, from_sources
from macros.render.downloads import DATA, feeds

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def told(library: Library) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(export_json(export(library)))
    return whole


def validator() -> Draft202012Validator:
    schema = json.loads(export_schema())
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_every_file_is_listed_for_readers(files: dict[str, bytes]) -> None:
    listed = [one.path for one in (*DATA, *(feed for each in LOCALES for feed in feeds(each)))]
    assert sorted(listed) == sorted(files)


def test_build_makes_them(small: Library) -> None:
    assert dict(data_files(small)).items() <= dict(from_sources(small, pictures=False)).items()


def test_same_project_and_day_give_the_same_bytes(
    library: Library, files: dict[str, bytes]
) -> None:
    assert dict(data_files(replace(library))) == files


def test_site_without_an_address_has_no_files(small: Library) -> None:
    assert list(data_files(replace(small, address=""))) == []


def test_schema_is_one() -> None:
    schema = json.loads(export_schema())
    assert schema["$schema"] == DRAFT
    Draft202012Validator.check_schema(schema)


def test_facts_are_as_their_schema_says(files: dict[str, bytes], small: Library) -> None:
    for whole in (json.loads(files["data/facts.json"]), told(small)):
        assert list(validator().iter_errors(whole)) == []


def _no_source(whole: dict[str, Any]) -> None:
    del whole["facts"][0]["observations"][0]["source"]


def _unknown(whole: dict[str, Any]) -> None:
    whole["facts"][0]["extra"] = 1


def _period(whole: dict[str, Any]) -> None:
    whole["facts"][0]["observations"][0]["period"] = "summer 2020"


def _kind(whole: dict[str, Any]) -> None:
    whole["facts"][0]["kind"] = "guess"


def _nothing(whole: dict[str, Any]) -> None:
    whole["facts"][0]["observations"] = []


@pytest.mark.parametrize("spoil", [_no_source, _unknown, _period, _kind, _nothing])
def test_schema_refuses_other_forms(small: Library, spoil: Callable[[Any], None]) -> None:
    whole = deepcopy(told(small))
    spoil(whole)
    assert list(validator().iter_errors(whole)) != []


def test_every_fact_and_value_is_there(library: Library, files: dict[str, bytes]) -> None:
    whole = json.loads(files["data/facts.json"])
    facts = library.registry.facts.values()
    assert [one["id"] for one in whole["facts"]] == [fact.key for fact in facts]
    ids = [o["id"] for one in whole["facts"] for o in one["observations"]]
    assert len(ids) == len(set(ids)) == sum(len(fact.observations) for fact in facts)
    named = {one["id"] for one in whole["sources"]}
    assert {o["source"] for one in whole["facts"] for o in one["observations"]} <= named


def test_fact_with_two_editions(small: Library) -> None:
    (fact,) = (one for one in told(small)["facts"] if one["id"] == "migrants.world")
    observations = fact.pop("observations")
    assert fact == {
        "id": "migrants.world",
        "address": "https://test.example/f/migrants.world/",
        "kind": "count",
        "group": "migrants",
        "label": {"en": "International migrants", "id": "Migran internasional"},
        "unit": "people",
        "note": {"en": "Mid-year stock.", "id": "Jumlah pertengahan tahun."},
        "differs": {"en": "The 2024 revision counts anew.", "id": "Revisi 2024 menghitung ulang."},
    }
    assert observations[2] == {
        "id": "migrants.world:2020:old::report",
        "value": 281000000,
        "text": {"en": "281\u00a0million", "id": "281\u00a0juta"},
        "period": "2020",
        "edition": "old",
        "source": "report",
        "qualifier": "about",
        "known": "2021-12-01",
        "from": None,
        "note": None,
        "current": False,
    }
    assert [one["current"] for one in observations] == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("fact", "values", "starts"),
    [
        ("migrants.share", [0.023, 0.036], [None, None]),
        ("training.dates", ["2022-10-24/2022-10-26"], [None]),
        ("training.purpose", [None], [None]),
        ("agency", [None, None], [None, "2024-11-05"]),
    ],
)
def test_value_as_a_machine_reads_it(
    small: Library, fact: str, values: list[Any], starts: list[Any]
) -> None:
    (found,) = (one for one in told(small)["facts"] if one["id"] == fact)
    assert [one["value"] for one in found["observations"]] == values
    assert [one["from"] for one in found["observations"]] == starts


def test_day_decides_what_is_current(small: Library) -> None:
    early = told(replace(small, today=date(2024, 1, 1)))
    (fact,) = (one for one in early["facts"] if one["id"] == "migrants.world")
    assert [one["current"] for one in fact["observations"]] == [False, False, True, False, False]
    assert early["date"] == "2024-01-01"


def test_source_has_only_what_is_known(small: Library) -> None:
    assert told(small)["sources"] == [
        {
            "id": "report",
            "title": {"en": "The report", "id": "Laporan"},
            "publisher": {"en": "IOM", "id": "IOM"},
            "short": None,
            "published": "2021-12-01",
            "accessed": "2026-01-05",
            "read": None,
            "url": "https://example.org/report",
            "language": None,
            "note": None,
        },
        {
            "id": "portal",
            "title": {"en": "The portal", "id": "Portal"},
            "publisher": {"en": "IOM", "id": "IOM"},
            "short": None,
            "published": None,
            "accessed": "2026-01-05",
            "read": None,
            "url": None,
            "language": None,
            "note": {"en": "Read in part.", "id": "Dibaca sebagian."},
        },
    ]
