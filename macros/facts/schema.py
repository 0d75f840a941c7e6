"""The form of facts.yml, as one pydantic model: parser, JSON Schema and reference in one."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, WithJsonSchema

from macros.model import Kind, Qualifier
from macros.schema import (
    SCALAR_SCHEMA,
    WORDS_SCHEMA,
    DateText,
    DayText,
    Entry,
    Key,
    SharedWords,
    Words,
    Written,
)

PeriodText: TypeAlias = Annotated[
    str, WithJsonSchema({"type": ["string", "integer"], "description": "2020, 2020-04 or a/b"})
]
AnyValue: TypeAlias = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                SCALAR_SCHEMA,
                WORDS_SCHEMA,
                WORDS_SCHEMA,
                {"type": "array", "items": {"anyOf": [SCALAR_SCHEMA, WORDS_SCHEMA]}},
            ]
        }
    ),
]


class UnitEntry(Words):
    """A unit's words; `symbol` only for a currency."""

    symbol: Written | None = Field(None, description="Currency symbol, e.g. US$")


class EditionEntry(Entry):
    """A vintage of a statistical series; values of two editions cannot be compared."""

    title: Words
    published: DateText


class SourceEntry(Entry):
    """A document that observations rest on."""

    title: Words
    publisher: Written
    accessed: DateText = Field(description="When an editor last read it")
    published: DateText | None = Field(None, description="Left out where the document has no date")
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    language: Literal["en", "id", "both"] | None = None
    note: Words | None = None


class ObservationEntry(Entry):
    """One value of a fact, for one period, in one edition, from one source."""

    value: AnyValue = Field(description="The value, as its kind writes it")
    source: Written = Field(description="A key of `sources`")
    period: PeriodText | None = None
    edition: Written | None = Field(None, description="A key of `editions`")
    known: DateText | None = Field(None, description="When the value became public")
    qualifier: Qualifier | None = None
    note: Words | None = None
    from_: DayText | None = Field(None, alias="from", description="A name is in force from then")
    short: SharedWords | None = None
    role: Words | None = None


class FactEntry(Entry):
    """A thing the site states."""

    kind: Kind
    label: Words
    observations: Annotated[list[ObservationEntry], Field(min_length=1)]
    group: Written | None = Field(None, description="Left out: the part of the id before the dot")
    unit: Written | None = Field(None, description="A key of `units`")
    style: Literal["full", "compact"] = "full"
    review: DateText | None = Field(None, description="An editor must look again by then")
    note: Words | None = None
    differs: Words | None = Field(None, description="Why values of one period differ")


class ClaimEntry(Entry):
    """Words, or a plain relation, that must stay true."""

    holds: Written
    text: Words | None = None
    why: Words | None = None
    mixes: Words | None = Field(None, description="Why comparing two editions is right here")


class FactsFile(Entry):
    """facts.yml: the one source of every figure, date, name and claim."""

    groups: dict[Key, Words]
    units: dict[Key, UnitEntry]
    editions: dict[Key, EditionEntry]
    sources: dict[Key, SourceEntry]
    facts: dict[Key, FactEntry]
    claims: dict[Key, ClaimEntry] = Field(default_factory=dict)


SECTIONS: dict[str, type[Entry]] = {
    "groups": Words,
    "units": UnitEntry,
    "editions": EditionEntry,
    "sources": SourceEntry,
    "facts": FactEntry,
    "claims": ClaimEntry,
}
"""The model of one entry of each section: entries are checked one by one, so that a mistake in
one does not hide the mistakes of the next."""
