"""The form of facts.yml, as one declaration: parser, JSON Schema and reference in one."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, field

from macros.datafiles.schema_types import (
    SCALAR_SCHEMA,
    WORDS_SCHEMA,
    DateText,
    DayText,
    Entry,
    Key,
    SharedWords,
    Url,
    Words,
    Written,
)
from macros.datafiles.validation import text
from macros.model import Kind, Qualifier

PeriodText: TypeAlias = Annotated[
    Any,
    Meta(
        extra={"read": text},
        extra_json_schema={"type": ["string", "integer"], "description": "2020, 2020-04 or a/b"},
    ),
]
AnyValue: TypeAlias = Annotated[
    Any,
    Meta(
        extra_json_schema={
            "anyOf": [
                SCALAR_SCHEMA,
                WORDS_SCHEMA,
                {"type": "array", "items": {"anyOf": [SCALAR_SCHEMA, WORDS_SCHEMA]}},
            ]
        }
    ),
]


class UnitEntry(Words, frozen=True):
    """A unit's words; `symbol` only for a currency."""

    symbol: Annotated[Written | None, Meta(description="Currency symbol, e.g. US$")] = None


class EditionEntry(Entry, frozen=True):
    """A vintage of a statistical series; values of two editions cannot be compared."""

    title: Words
    published: DateText


class SourceEntry(Entry, frozen=True):
    """A document that observations rest on."""

    title: Words
    publisher: Written
    accessed: Annotated[DateText, Meta(description="When an editor last read it")]
    published: Annotated[
        DateText | None, Meta(description="Left out where the document has no date")
    ] = None
    url: Url | None = None
    language: Literal["en", "id", "both"] | None = None
    note: Words | None = None


class CorrectionEntry(Entry, frozen=True):
    """A mistake in a value that was published, put right in its own line."""

    day: Annotated[DayText, Meta(description="The day of the correction")]
    why: Annotated[Words, Meta(description="What was wrong with the value before")]


class ObservationEntry(Entry, frozen=True):
    """One value of a fact, for one period, in one edition, from one source."""

    value: Annotated[AnyValue, Meta(description="The value, as its kind writes it")]
    source: Annotated[Written, Meta(description="A key of `sources`")]
    period: PeriodText | None = None
    edition: Annotated[Written | None, Meta(description="A key of `editions`")] = None
    known: Annotated[DateText | None, Meta(description="When the value became public")] = None
    qualifier: Qualifier | None = None
    note: Words | None = None
    from_: Annotated[DayText | None, Meta(description="A name is in force from then")] = field(
        default=None, name="from"
    )
    short: SharedWords | None = None
    role: Words | None = None
    corrected: Annotated[
        CorrectionEntry | None, Meta(description="The value before was a mistake, not merely old")
    ] = None


class FactEntry(Entry, frozen=True):
    """A thing the site states."""

    kind: Kind
    label: Words
    observations: Annotated[list[ObservationEntry], Meta(min_length=1)]
    group: Annotated[
        Written | None, Meta(description="Left out: the part of the id before the dot")
    ] = None
    unit: Annotated[Written | None, Meta(description="A key of `units`")] = None
    style: Literal["full", "compact"] = "full"
    review: Annotated[DateText | None, Meta(description="An editor must look again by then")] = None
    note: Words | None = None
    differs: Annotated[Words | None, Meta(description="Why values of one period differ")] = None


class ClaimEntry(Entry, frozen=True):
    """Words, or a plain relation, that must stay true."""

    holds: Written
    text: Words | None = None
    why: Words | None = None
    mixes: Annotated[Words | None, Meta(description="Why comparing two editions is right here")] = (
        None
    )


class FactsFile(Entry, frozen=True):
    """facts.yml: the one source of every figure, date, name and claim."""

    groups: dict[Key, Words]
    units: dict[Key, UnitEntry]
    editions: dict[Key, EditionEntry]
    sources: dict[Key, SourceEntry]
    facts: dict[Key, FactEntry]
    claims: dict[Key, ClaimEntry] = field(default_factory=dict)


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
