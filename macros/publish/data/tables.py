"""The facts as tables: CSV (RFC 4180, UTF-8), and what their columns mean (W3C, CSV on the Web)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from macros.languages.words import word
from macros.model import LOCALES
from macros.publish.data.export import LICENCE, FactsExport

Cell = str | int | float | bool | None


class Column(NamedTuple):
    """A column: its name, the key of the words for it, and its datatype in CSVW."""

    name: str
    word: str
    datatype: str | dict[str, str] = "string"
    required: bool = False


_ISO = {"base": "string", "format": r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?"}
_URL = "anyURI"

_FACTS = (
    Column("id", "column-identifier-of-the-value", required=True),
    Column("fact", "column-identifier-of-the-fact", required=True),
    Column("group", "column-theme", required=True),
    Column("kind", "column-kind", required=True),
    Column("label_en", "column-label-in-english", required=True),
    Column("label_id", "column-label-in-indonesian", required=True),
    Column("number", "column-value-as-a-number", "decimal"),
    Column("date", "column-value-as-a-date", _ISO),
    Column("unit", "unit"),
    Column("text_en", "column-value-as-shown-in-english", required=True),
    Column("text_id", "column-value-as-shown-in-indonesian", required=True),
    Column("qualifier", "qualifier-short"),
    Column("period", "period", _ISO),
    Column("edition", "edition"),
    Column("source", "source", required=True),
    Column("known", "column-public-by", _ISO),
    Column("from", "in-force-from", "date"),
    Column("current", "column-shown-today", "boolean", required=True),
    Column("address", "column-permanent-address", _URL, required=True),
)
_SOURCES = (
    Column("source", "identifier", required=True),
    Column("title_en", "column-title-in-english", required=True),
    Column("title_id", "column-title-in-indonesian", required=True),
    Column("publisher_en", "column-publisher-in-english", required=True),
    Column("publisher_id", "column-publisher-in-indonesian", required=True),
    Column("published", "column-published", _ISO),
    Column("accessed", "column-last-read", _ISO),
    Column("read", "column-how-much-was-read"),
    Column("language", "script-language"),
    Column("url", "column-address", _URL),
)
_EDITIONS = (
    Column("edition", "identifier", required=True),
    Column("title_en", "column-title-in-english", required=True),
    Column("title_id", "column-title-in-indonesian", required=True),
    Column("publisher_en", "column-publisher-in-english"),
    Column("publisher_id", "column-publisher-in-indonesian"),
    Column("published", "column-published", _ISO, required=True),
)


def table_files(whole: FactsExport) -> Iterator[tuple[str, bytes]]:
    """The tables of all values, of the sources and of the editions, and what they are and hold.

    The metadata is found by its name beside facts.csv.
    """
    sources = (
        (
            *(s.id, s.title.en, s.title.id, s.publisher.en, s.publisher.id),
            *(s.published, s.accessed, s.read, s.language, s.url),
        )
        for s in whole.sources
    )
    editions = (
        (
            *(e.id, e.title.en, e.title.id),
            *((e.publisher.en, e.publisher.id) if e.publisher else (None, None)),
            e.published,
        )
        for e in whole.editions
    )
    yield "data/facts.csv", _csv(_FACTS, _fact_rows(whole))
    yield "data/sources.csv", _csv(_SOURCES, sources)
    yield "data/editions.csv", _csv(_EDITIONS, editions)
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": [
            {"@value": whole.title.en, "@language": "en"},
            {"@value": whole.title.id, "@language": "id"},
        ],
        "dc:license": {"@id": LICENCE},
        "dc:creator": whole.credit.en,
        "dc:modified": {"@value": whole.date, "@type": "xsd:date"},
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tables": [
            _table("facts.csv", _FACTS, "id", ("source",)),
            _table("sources.csv", _SOURCES, "source"),
            _table("editions.csv", _EDITIONS, "edition"),
        ],
    }
    text = f"{json.dumps(metadata, indent=1, ensure_ascii=False)}\n"
    yield "data/facts.csv-metadata.json", text.encode()


def _table(
    url: str, columns: Sequence[Column], key: str, foreign: Sequence[str] = ()
) -> dict[str, Any]:
    """A table; a foreign key has the name of the key that it refers to.

    `edition` is no foreign key: most values have none, and a validator may refuse an empty one.
    """
    schema: dict[str, Any] = {
        "columns": [_column(column) for column in columns],
        "primaryKey": key,
    }
    if foreign:
        schema["foreignKeys"] = [
            {
                "columnReference": name,
                "reference": {"resource": f"{name}s.csv", "columnReference": name},
            }
            for name in foreign
        ]
    return {"url": url, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    """A column; the word in the table's first row has to be one of its titles."""
    return {
        "name": column.name,
        "titles": {one: [column.name, word(column.word, one)] for one in LOCALES},
        "datatype": column.datatype,
        "required": column.required,
    }


def _fact_rows(whole: FactsExport) -> Iterator[Sequence[Cell]]:
    for fact in whole.facts:
        for one in fact.observations:
            text = isinstance(one.value, str)
            yield (
                *(one.id, fact.id, fact.group, fact.kind.value, fact.label.en, fact.label.id),
                *(None if text else one.value, one.value if text else None, fact.unit),
                *(one.text.en, one.text.id, one.qualifier, one.period, one.edition, one.source),
                *(one.known, one.from_, one.current, fact.address),
            )


def _csv(columns: Sequence[Column], rows: Iterator[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    for row in rows:
        writer.writerow(_written(cell) for cell in row)
    return out.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"  # CSVW's decimal has no exponent.
    return "" if cell is None else str(cell)
