"""Checking a YAML document against a declared form, with the places of its lines.

One declaration, a msgspec struct, makes the parser, the JSON Schema that an editor's tools use, and
the refusals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeAlias, TypeVar

from msgspec import Meta, Struct, json

from macros.datafiles.validation import Reader, ValidationErrors, reader_of, refuse
from macros.datafiles.yaml_source import Document, Path
from macros.languages.dates import parse_date
from macros.model import Bilingual, PartialDate


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping of a data file: keys that it does not know are refused."""


KEY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*", re.ASCII)


def _date(written: object) -> PartialDate:
    try:
        return parse_date(str(written))
    except ValueError:
        refuse("date", written)


def _day(written: object) -> date:
    parsed = _date(written)
    return parsed.first if parsed.precision == "day" else refuse("day", written)


def _whole(written: object) -> int:
    if isinstance(written, str) and len(written) < 10 and written.isascii() and written.isdigit():
        return int(written)
    refuse("whole", written)


def _both(written: object) -> Words:
    both = {"en": written, "id": written} if isinstance(written, str) else written
    return reader_of(Words)(both)


def _read(reader: Reader[Any], schema: Mapping[str, Any]) -> Meta:
    """For a value that has a reader of its own; the schema is what an editor's tools see of it."""
    return Meta(extra={"read": reader}, extra_json_schema=dict(schema))


SCALAR_SCHEMA = {"type": ["string", "number", "boolean"]}
"""What an editor's YAML tools may take a plain scalar for; we read it as text."""
WORDS_SCHEMA = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "id": {"type": "string"}},
    "required": ["en", "id"],
    "additionalProperties": False,
}
"""Words in both languages, for values whose form depends on the kind of the fact."""
_DATE_SCHEMA = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}
_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}

Written: TypeAlias = Annotated[str, Meta(min_length=1, extra={"read": str.strip})]
Key: TypeAlias = Annotated[str, Meta(pattern=f"^{KEY.pattern}$", extra={"expected": "key"})]
Url: TypeAlias = Annotated[str, Meta(pattern=r"^https?://\S+$", extra={"expected": "url"})]
DateText: TypeAlias = Annotated[Any, _read(_date, _DATE_SCHEMA)]
DayText: TypeAlias = Annotated[Any, _read(_day, _DAY_SCHEMA)]
Whole: TypeAlias = Annotated[Any, _read(_whole, {"type": "integer"})]
SharedWords: TypeAlias = Annotated[Any, _read(_both, {"anyOf": [{"type": "string"}, WORDS_SCHEMA]})]
"""Words in both languages, or one text that serves both."""


class Words(Entry, frozen=True):
    """The same words in both languages."""

    en: Written
    id: Written

    def text(self) -> Bilingual:
        """The pair as the model's noun."""
        return Bilingual(self.en, self.id)


def optional_text(words: Words | None) -> Bilingual | None:
    """Words that may be absent."""
    return words.text() if words else None


EntryT = TypeVar("EntryT", bound=Entry)


def checked(document: Document, path: Path, model: type[EntryT], data: Any) -> EntryT | None:
    """The value at `path` as `model`; where it is not one, None, and the document has problems."""
    try:
        return reader_of(model)(data)
    except ValidationErrors as unfit:
        for below, number, values in unfit.refusals:
            document.refuse((*path, *below), number, **values)
        return None


def json_schema(model: type[Entry]) -> dict[str, Any]:
    """The form of a file as JSON Schema, the entries in it below `$defs`."""
    _, parts = json.schema_components([model], ref_template="#/$defs/{name}")
    whole: dict[str, Any] = parts.pop(model.__name__)
    return {**whole, "$defs": parts}
