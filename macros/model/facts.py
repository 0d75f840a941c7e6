"""What facts.yml and glossary.yml hold: each entry of a file is a value of these classes.

The classes are the parser of the files, their JSON Schemas and their reference at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, field_validator
from pydantic import WithJsonSchema as Schema
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from macros.model.base import Bilingual
from macros.model.dates import PartialDate, Period, parse_date
from macros.model.fields import (
    ENTRY_KEY,
    ENTRY_PLACE,
    FOR_BOTH,
    Day,
    Entry,
    Key,
    Moment,
    Span,
    Text,
    Url,
    refusal,
)
from macros.model.values import (
    DATED,
    NUMERIC,
    SYMBOL,
    VALUE_SCHEMA,
    WITH_UNIT,
    Kind,
    Value,
    is_plain,
    read_value,
)
from macros.problems import NOWHERE, Locale, Location

EntryKey: TypeAlias = Annotated[SkipJsonSchema[str], Field(alias=ENTRY_KEY)]
"""The id under which an entry stands; no key of its own."""
EntryPlace: TypeAlias = Annotated[SkipJsonSchema[Location], Field(alias=ENTRY_PLACE)]
"""Where an entry stands in its file; no key of its own."""
Qualifier: TypeAlias = Literal["about", "over", "at-least", "under", "planned", "ambiguous"]
OneOrBoth: TypeAlias = Annotated[Bilingual, FOR_BOTH]
"""Words in both languages, or one text that serves both."""

KNOWN, BROKEN, KIND, SIGNED, MOST = "known", "broken", "kind", "signed", "most"
"""What the context of a validation holds: the entries read so far, by section, those that are
wrong, and of the fact that is being read its kind, whether its values may lie below zero, and the
largest share that it may be."""


def look_up(section: str, written: Any, info: ValidationInfo[Any]) -> Any:
    """The entry of another section that a text names; None where nothing is written.

    Refuses with 111 what does not exist, and as `broken` what is wrong itself.
    """
    if written is None:
        return None
    if not isinstance(written, str):
        raise refusal("text")
    entries = info.context[KNOWN][section]
    if written in entries:
        return entries[written]
    if (section, written) in info.context[BROKEN]:
        values = {"section": section, "key": written}
        raise PydanticCustomError("broken", "it is wrong itself", values)
    known = {"what": section.removesuffix("s"), "key": written, "known": tuple(entries)}
    raise PydanticCustomError("111", "there is none", known)


def named(section: str) -> PlainValidator:
    """For a field that names an entry of another section: the entry itself."""
    schema = Schema({"type": "string", "description": f"A key of `{section}`"})

    def read(written: Any, info: ValidationInfo[Any]) -> Any:
        return look_up(section, written, info)

    return PlainValidator(read, json_schema_input_type=Annotated[str, schema])


@dataclass(frozen=True)
class Correction(Entry):
    """A mistake in something that was published, put right in its own place."""

    day: Annotated[Day, Field(description="The day of the correction")]
    why: Annotated[Bilingual, Field(description="What was wrong before")]


Corrected: TypeAlias = Annotated[
    Correction | None, Field(description="What was here before was a mistake, not merely old")
]


def _bound(written: Any, info: ValidationInfo[Any]) -> Decimal | PartialDate:
    kind = info.context and info.context[KIND]
    if kind in DATED:
        try:
            return parse_date(str(written))
        except ValueError:
            raise refusal("date") from None
    if isinstance(written, str) and is_plain(written):
        return Decimal(written)
    raise refusal("number")


def _amount(written: Any) -> Decimal:
    if isinstance(written, str) and is_plain(written) and Decimal(written) > 0:
        return Decimal(written)
    raise refusal("number")


def _choice(written: Any, info: ValidationInfo[Any]) -> Decimal | PartialDate | str:
    kind = info.context and info.context[KIND]
    if kind in NUMERIC or kind in DATED:
        return _bound(written, info)
    if not isinstance(written, str):
        raise refusal("text")
    return written


_PLAIN: Mapping[str, Any] = {"type": ["string", "number"]}
Bound: TypeAlias = Annotated[Decimal | PartialDate, PlainValidator(_bound), Schema({**_PLAIN})]
"""A number, or of a day or a period a date."""
Amount: TypeAlias = Annotated[Decimal, PlainValidator(_amount), Schema({**_PLAIN})]
"""A number above zero."""
Choice: TypeAlias = Annotated[
    Decimal | PartialDate | str, PlainValidator(_choice), Schema({**_PLAIN})
]


@dataclass(frozen=True)
class Range(Entry):
    """The smallest and the largest value, both included."""

    from_: Annotated[Bound | None, Field(alias="from")] = None
    to: Bound | None = None


@dataclass(frozen=True)
class Leap(Entry):
    """A value that differs more from the one before it than others may, and why."""

    period: Span
    why: Bilingual


@dataclass(frozen=True)
class Difference(Entry):
    """How much a value may differ from the one of the period before it in its edition."""

    times: Annotated[
        Amount | None, Field(description="At most so many times as much, or as little")
    ] = None
    percent: Annotated[Amount | None, Field(description="At most so many percent more or less")] = (
        None
    )
    except_: Annotated[
        tuple[Leap, ...], Field(alias="except", description="Periods that may differ more")
    ] = ()


@dataclass(frozen=True)
class Constraints(Entry):
    """What holds of every value of a fact, so that a slip in one is noticed."""

    range: Range | None = None
    difference_within: Difference | None = None
    one_of: Annotated[tuple[Choice, ...], Field(description="The only values that there are")] = ()


@dataclass(frozen=True)
class Group(Bilingual):
    """A shelf of facts, with its label."""

    key: EntryKey = ""


def _symbol(text: str) -> str:
    if not SYMBOL.fullmatch(text):
        raise refusal("symbol", near=text.upper() if re.fullmatch(r"[A-Za-z]{3}", text) else "")
    return text


@dataclass(frozen=True)
class Unit(Bilingual):
    """What a number counts; `symbol` only for a currency."""

    symbol: Annotated[
        Text, AfterValidator(_symbol), Field(description="Currency symbol or code, e.g. US$ or SAR")
    ] = ""
    key: EntryKey = ""
    constraints: Annotated[
        Constraints | None, Field(description="What holds of every number of this unit")
    ] = None
    corrected: Corrected = None
    where: EntryPlace = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Edition(Entry):
    """A vintage of a statistical series; values of two editions cannot be compared."""

    title: Bilingual
    published: Moment
    key: EntryKey = ""
    publisher: Annotated[
        OneOrBoth | None,
        Field(description="Who made the series; left out where its sources published it"),
    ] = None
    where: EntryPlace = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Source(Entry):
    """A document that observations rest on."""

    title: Bilingual
    publisher: Annotated[OneOrBoth, Field(description="Who published it")]
    read: Annotated[
        Literal["full", "part", "title"] | None, Field(description="How much of it was read")
    ] = None
    accessed: Annotated[
        Moment | None,
        Field(
            description="When an editor last read it; left out only where `read` is `title`",
            validate_default=True,
        ),
    ] = None
    short: Annotated[
        OneOrBoth | None, Field(description="A name of a few words for lists and running text")
    ] = None
    published: Annotated[
        Moment | None, Field(description="Left out where the document has no date")
    ] = None
    url: Url = ""
    language: Literal["en", "id", "both"] | None = None
    note: Bilingual | None = None
    corrected: Corrected = None
    key: EntryKey = ""
    where: EntryPlace = field(default=NOWHERE, compare=False)

    @field_validator("accessed")
    @classmethod
    def _read_on_some_day(
        cls, accessed: PartialDate | None, info: ValidationInfo[Any]
    ) -> PartialDate | None:
        if accessed is None and info.data.get("read") != "title":
            raise PydanticCustomError("109", "it is missing", {"key": "accessed"})
        return accessed

    def name(self, locale: Locale) -> str:
        """What lists and marks call it: its short name, or its title where it has none."""
        return (self.short or self.title)[locale]


def _read_value(written: Any, info: ValidationInfo[Any]) -> Any:
    """The value as the kind of its fact writes it; as it is where the kind is wrong itself."""
    kind = info.context and info.context[KIND]
    if not kind or not info.context:
        return written
    return read_value(kind, written, signed=info.context[SIGNED], most=info.context[MOST])


@dataclass(frozen=True)
class Observation(Entry):
    """One value of a fact, for one period, in one edition, from one source."""

    value: Annotated[Value, PlainValidator(_read_value), Schema(VALUE_SCHEMA)]
    source: Annotated[Source, named("sources")]
    period: Annotated[Span | None, Field(validate_default=True)] = None
    edition: Annotated[Edition | None, named("editions")] = None
    known: Annotated[
        Moment | None,
        Field(description="When the value became public", validate_default=True),
    ] = None
    qualifier: Qualifier | None = None
    note: Bilingual | None = None
    from_: Annotated[
        Day | None, Field(alias="from", description="A name is in force from then")
    ] = None
    short: OneOrBoth | None = None
    role: Bilingual | None = None
    corrected: Corrected = None
    where: EntryPlace = field(default=NOWHERE, compare=False)

    @field_validator("period")
    @classmethod
    def _numbers_have_one(cls, period: Period | None, info: ValidationInfo[Any]) -> Period | None:
        if period is None and info.context and info.context[KIND] in NUMERIC:
            raise PydanticCustomError("109", "it is missing", {"key": "period"})
        return period

    @field_validator("known")
    @classmethod
    def _or_that_of_the_source(
        cls, known: PartialDate | None, info: ValidationInfo[Any]
    ) -> PartialDate | None:
        """A name is in force, whoever wrote it down; of all else somebody knows since when."""
        kind = info.context and info.context[KIND]
        if kind is Kind.NAME:
            return None
        source: Source | None = info.data.get("source")
        if known is None and source is not None and kind:
            if source.published is None:
                raise PydanticCustomError("112", "nobody knows", {"source": source.key})
            known = source.published
        return known

    @property
    def starts(self) -> date:
        """For names: the first day on which the name is in force."""
        return self.from_ or date.min

    @property
    def public_from(self) -> date:
        """The first day on which the value may have been public: there a site begins to show it."""
        return self.known.first if self.known else date.min

    @property
    def public_by(self) -> date:
        """The first day on which the value was surely public: there dated pages begin with it."""
        return self.known.last if self.known else date.min


NO_GROUP = Group("", "")


def _group(written: Any, info: ValidationInfo[Any]) -> Any:
    key: str = info.data.get("key", "")
    return look_up("groups", key.partition(".")[0] if written is NO_GROUP else written, info)


@dataclass(frozen=True, kw_only=True)
class Fact(Entry):
    """A thing the site states, with all its observations, oldest first as written."""

    key: EntryKey = ""
    kind: Kind
    label: Bilingual
    group: Annotated[
        Group,
        PlainValidator(_group, json_schema_input_type=str),
        Field(description="Left out: the part of the id before the dot", validate_default=True),
    ] = NO_GROUP
    unit: Annotated[Unit | None, named("units"), Field(validate_default=True)] = None
    negative: Annotated[
        Literal["allowed"] | None, Field(description="Its values may lie below zero")
    ] = None
    constraints: Annotated[Constraints | None, Field(description="What holds of every value")] = (
        None
    )
    observations: Annotated[tuple[Observation, ...], Field(min_length=1)]
    style: Literal["full", "compact"] = "full"
    review: Annotated[Moment | None, Field(description="An editor must look again by then")] = None
    note: Bilingual | None = None
    differs: Annotated[Bilingual | None, Field(description="Why values of one period differ")] = (
        None
    )
    where: EntryPlace = field(default=NOWHERE, compare=False)

    @field_validator("unit")
    @classmethod
    def _fits_its_kind(cls, unit: Unit | None, info: ValidationInfo[Any]) -> Unit | None:
        kind: Kind | None = info.data.get("kind")
        if kind in WITH_UNIT and unit is None:
            raise PydanticCustomError("109", "it is missing", {"key": "unit"})
        if kind and kind not in WITH_UNIT and unit is not None:
            raise PydanticCustomError("108", "it has none", {"key": "unit"})
        if kind is Kind.MONEY and unit is not None and not unit.symbol:
            raise refusal("currency")
        return unit

    @field_validator("constraints", "observations", mode="before")
    @classmethod
    def _of_its_kind(cls, written: Any, info: ValidationInfo[Any]) -> Any:
        if info.context:
            constraints: Constraints | None = info.data.get("constraints")
            limits = (constraints and constraints.range) or Range()
            below = isinstance(limits.from_, Decimal) and limits.from_ < 0
            info.context[KIND] = info.data.get("kind")
            info.context[SIGNED] = info.data.get("negative") is not None or below
            info.context[MOST] = limits.to if isinstance(limits.to, Decimal) else Decimal(1)
        return written

    @property
    def compact(self) -> bool:
        """Whether large numbers are shortened where the call does not say otherwise."""
        return self.style == "compact"


@dataclass(frozen=True, kw_only=True)
class Claim(Entry):
    """Words, or a plain relation, that must stay true: `holds` is checked, never assumed."""

    key: EntryKey = ""
    holds: Text
    text: Bilingual | None = None
    why: Bilingual | None = None
    mixes: Annotated[
        Bilingual | None, Field(description="Why comparing two editions is right here")
    ] = None
    corrected: Corrected = None
    where: EntryPlace = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class AvoidedForm(Entry):
    """A form of a term that is outdated or wrong, why, and since when."""

    form: Text
    why: Bilingual
    since: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Term(Entry):
    """A term: its preferred form and its meaning in both languages."""

    key: EntryKey = ""
    en: Text
    id: Text
    definition: Bilingual
    basis: Annotated[
        Literal["read", "own"], Field(description="Whether the definition paraphrases a source")
    ]
    short: OneOrBoth | None = None
    source: OneOrBoth | None = None
    also: Mapping[Locale, tuple[Text, ...]] = field(default_factory=dict)
    avoid: Mapping[Locale, tuple[AvoidedForm, ...]] = field(default_factory=dict)
    see: tuple[Key, ...] = ()
    note: Bilingual | None = None
    where: EntryPlace = field(default=NOWHERE, compare=False)

    @property
    def form(self) -> Bilingual:
        return Bilingual(self.en, self.id)


@dataclass(frozen=True)
class FactsFile(Entry):
    """facts.yml: the one source of every figure, date, name and claim."""

    groups: dict[Key, Group]
    units: dict[Key, Unit]
    editions: dict[Key, Edition]
    sources: dict[Key, Source]
    facts: dict[Key, Fact]
    claims: dict[Key, Claim] = field(default_factory=dict)


@dataclass(frozen=True)
class GlossaryFile(Entry):
    """glossary.yml: the terms of the site."""

    terms: dict[Key, Term]
