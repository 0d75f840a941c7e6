"""The tables, checked by the validator of the `csvw` package and read as anybody reads them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW

from macros.library import Library
from macros.publish.data.export import export
from macros.publish.data.tables import table_files

NAMES = ("facts.csv", "sources.csv", "editions.csv", "facts.csv-metadata.json")


@pytest.fixture
def folder(files: dict[str, bytes], tmp_path: Path) -> Path:
    """The tables and their metadata as they are published."""
    for name in NAMES:
        (tmp_path / name).write_bytes(files[f"data/{name}"])
    return tmp_path


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


@pytest.mark.parametrize("name", ["facts.csv", "facts.csv-metadata.json"])
def test_tables_are_valid_and_their_metadata_is_found(folder: Path, name: str) -> None:
    found = CSVW(str(folder / name), validate=True)
    assert found.is_valid, found.warnings
    assert [str(table.url) for table in found.tables] == list(NAMES[:3])
    assert found.common_props["dc:license"] == {
        "@id": "https://creativecommons.org/licenses/by/4.0/"
    }


def accepted(folder: Path) -> bool:
    """Whether the validator takes the tables; it warns of some mistakes, and raises for others."""
    try:
        return bool(CSVW(str(folder / "facts.csv-metadata.json"), validate=True).is_valid)
    except (UserWarning, ValueError, AssertionError, KeyError):
        return False


FACTS, META = "facts.csv", "facts.csv-metadata.json"
WORLD = "migrants.world:1990:un-desa-2020"
BROKEN = [
    pytest.param(FACTS, ",84000000,", ",many,", id="number"),
    pytest.param(FACTS, ",false,", ",perhaps,", id="boolean"),
    pytest.param(FACTS, ",1970,", ",long ago,", id="period"),
    pytest.param(FACTS, ",2021-12-01,", ",1 December,", id="day"),
    pytest.param(FACTS, WORLD, WORLD.replace("1990", "1970"), id="key"),
    pytest.param(FACTS, ",wmr-2024-migrants,", ",nowhere,", id="source"),
    pytest.param(FACTS, ",migrants,count,", ",,count,", id="required"),
    pytest.param(FACTS, "id,fact,", "id,thing,", id="header"),
    pytest.param("sources.csv", "iom-2022-10-28-en,", "iom-2022-10-28-id,", id="double source"),
    pytest.param(META, '"base": "string"', '"base": "strong"', id="datatype"),
    pytest.param(META, '"primaryKey": "id"', '"primaryKey": "ids"', id="column"),
]


@pytest.mark.parametrize(("name", "old", "new"), BROKEN)
def test_validator_refuses_what_is_broken(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    assert not accepted(folder)


def test_metadata_names_the_columns_in_both_languages(files: dict[str, bytes]) -> None:
    metadata = json.loads(files["data/facts.csv-metadata.json"])
    for table in metadata["tables"]:
        (header,) = csv.reader([files[f"data/{table['url']}"].decode().partition("\r\n")[0]])
        columns: list[dict[str, Any]] = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == header
        for column in columns:
            assert {len(column["titles"][locale]) for locale in ("en", "id")} == {2}


def test_lines_end_as_the_standard_says(files: dict[str, bytes]) -> None:
    for name in NAMES[:3]:
        text = files[f"data/{name}"]
        assert text.count(b"\n") == text.count(b"\r\n") > 1
        assert text.endswith(b"\r\n")


def test_example_of_the_page_reads_the_table(files: dict[str, bytes]) -> None:
    found = [
        (r["edition"], r["period"], r["number"])
        for r in rows(files["data/facts.csv"])
        if r["fact"] == "migrants.world"
    ]
    assert ("un-desa-2020", "1970", "84000000") in found


@pytest.mark.parametrize(
    ("fact", "number", "day", "text"),
    [
        ("migrants.share", "0.023", "", "2,3%"),
        ("training.release", "", "2022-10-28", "28\u00a0Oktober 2022"),
        ("training.purpose", "", "", "berbagi praktik"),
    ],
)
def test_value_stands_in_its_column(
    small: Library, fact: str, number: str, day: str, text: str
) -> None:
    table = dict(table_files(export(small)))["data/facts.csv"]
    row = next(r for r in rows(table) if r["fact"] == fact)
    assert (row["number"], row["date"], row["text_id"]) == (number, day, text)


def test_small_number_has_no_exponent(small: Library) -> None:
    whole = export(small)
    (fact,) = (one for one in whole.facts if one.id == "migrants.share")
    tiny = replace(fact.observations[0], value=0.0000002)
    only = replace(whole, facts=[replace(fact, observations=[tiny])])
    assert rows(dict(table_files(only))["data/facts.csv"])[0]["number"] == "0.0000002"
