"""All facts as one value: the form of facts.json, of its schema, and of the rows of the tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

from msgspec import Meta, field, json

from macros.authoring.fact_lookup import shown
from macros.datafiles.schema_types import Entry, Words, json_schema
from macros.facts.selection import Choice
from macros.languages.words import word
from macros.library import Library, fact_address
from macros.model import Bilingual, Fact, Kind, Locale, Observation, Period, Qualifier, Source
from macros.render.context import PageContext
from macros.render.records import current

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
Iso: TypeAlias = Annotated[
    str, Meta(pattern=f"^{_DATE}$", description="ISO 8601: a year, a month or a day")
]
Interval: TypeAlias = Annotated[
    str, Meta(pattern=f"^{_DATE}(/{_DATE})?$", description="ISO 8601: a date, or two with a slash")
]
Day: TypeAlias = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$", description="ISO 8601: a day")]
Address: TypeAlias = Annotated[str, Meta(pattern=r"^https?://\S+$")]
Id: TypeAlias = Annotated[str, Meta(min_length=1)]


class NamedEntry(Entry, frozen=True):
    """Something with an id and its words: a group of facts, or a unit."""

    id: Id
    label: Words


class EditionEntry(Entry, frozen=True):
    """A vintage of a statistical series; values of two editions cannot be compared."""

    id: Id
    title: Words
    published: Iso


class SourceEntry(Entry, frozen=True):
    """A document that values rest on."""

    id: Id
    title: Words
    publisher: str
    published: Iso | None
    accessed: Annotated[Iso, Meta(description="When an editor last read it")]
    url: Address | None
    language: str | None
    note: Words | None


class ObservationEntry(Entry, frozen=True):
    """One value of a fact, for one period, in one edition, from one source."""

    id: Id
    value: Annotated[
        int | float | str | None,
        Meta(description="A number, or a date; null where the value is a text, a name or a list"),
    ]
    text: Annotated[Words, Meta(description="The value as the site shows it")]
    period: Annotated[Interval | None, Meta(description="The time that the value describes")]
    edition: Annotated[str | None, Meta(description="An id of `editions`")]
    source: Annotated[str, Meta(description="An id of `sources`")]
    qualifier: Qualifier | None
    known: Annotated[Day | None, Meta(description="By this day the value was public")]
    from_: Annotated[Day | None, Meta(description="A name is in force from then")] = field(
        name="from"
    )
    note: Words | None
    current: Annotated[bool, Meta(description="Whether the site shows it where no date is asked")]


class FactEntry(Entry, frozen=True):
    """A thing that the site states, with every value it has had."""

    id: Annotated[str, Meta(min_length=1, description="It stays for good")]
    address: Annotated[Address, Meta(description="It stays for good")]
    kind: Kind
    group: Annotated[str, Meta(description="An id of `groups`")]
    label: Words
    unit: Annotated[str | None, Meta(description="An id of `units`")]
    note: Words | None
    differs: Annotated[Words | None, Meta(description="Why values of one period differ")]
    observations: Annotated[list[ObservationEntry], Meta(min_length=1)]


class FactsExport(Entry, frozen=True):
    """All facts of the site, with their sources, in both languages."""

    title: Words
    address: Address
    date: Annotated[Day, Meta(description="The day on which the site was built")]
    license: Address
    credit: Annotated[Words, Meta(description="Whom to name when using the texts")]
    groups: list[NamedEntry]
    units: list[NamedEntry]
    editions: list[EditionEntry]
    sources: list[SourceEntry]
    facts: list[FactEntry]


def export(library: Library) -> FactsExport:
    """The facts as plain data. Two exports of one library on one day are the same."""
    registry = library.registry
    editions = registry.editions.values()
    return FactsExport(
        title=_both("site-name"),
        address=library.address,
        date=library.today.isoformat(),
        license=LICENCE,
        credit=_both("contributors"),
        groups=[NamedEntry(g.key, _words(g.label)) for g in registry.groups.values()],
        units=[NamedEntry(u.key, _words(u.words)) for u in registry.units.values()],
        editions=[EditionEntry(e.key, _words(e.title), e.published.iso) for e in editions],
        sources=[_source(source) for source in registry.sources.values()],
        facts=[_fact(library, fact) for fact in registry.facts.values()],
    )


def export_json(whole: FactsExport) -> bytes:
    """The text of facts.json."""
    return json.format(json.encode(whole), indent=1) + b"\n"


def export_schema() -> bytes:
    """The form of facts.json as JSON Schema, draft 2020-12."""
    schema = json_schema(FactsExport)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.format(json.encode(schema, order="sorted"), indent=1) + b"\n"


def _both(key: str) -> Words:
    return Words(word(key, "en"), word(key, "id"))


def _words(text: Bilingual) -> Words:
    return Words(text.en, text.id)


def _optional(text: Bilingual | None) -> Words | None:
    return _words(text) if text else None


def _source(source: Source) -> SourceEntry:
    return SourceEntry(
        id=source.key,
        title=_words(source.title),
        publisher=source.publisher,
        published=source.published.iso if source.published else None,
        accessed=source.accessed.iso,
        url=source.url or None,
        language=source.language or None,
        note=_optional(source.note),
    )


def _fact(library: Library, fact: Fact) -> FactEntry:
    locale: Locale = "en"
    chosen = current(PageContext.evergreen(library, locale), fact).observation
    return FactEntry(
        id=fact.key,
        address=fact_address(library, fact),
        kind=fact.kind,
        group=fact.group.key,
        label=_words(fact.label),
        unit=fact.unit.key if fact.unit else None,
        note=_optional(fact.note),
        differs=_optional(fact.differs),
        observations=[
            _observation(library, fact, one, current=one is chosen) for one in fact.observations
        ],
    )


def _observation(
    library: Library, fact: Fact, observation: Observation, *, current: bool
) -> ObservationEntry:
    period, edition, starts = observation.period, observation.edition, _day(observation.starts)
    # What tells the values of a fact apart: rule F113 refuses two with the same of these.
    parts = (period.iso if period else "", edition.key if edition else "", starts or "")
    return ObservationEntry(
        id=":".join((fact.key, *parts, observation.source.key)),
        value=_plain(observation),
        text=Words(**shown(library, Choice(fact, observation, observation))),
        period=period.iso if period else None,
        edition=edition.key if edition else None,
        source=observation.source.key,
        qualifier=observation.qualifier,
        known=_day(observation.known),
        from_=starts,
        note=_optional(observation.note),
        current=current,
    )


def _plain(observation: Observation) -> int | float | str | None:
    value = observation.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.iso if isinstance(value, Period) else None


def _day(day: date) -> str | None:
    """The day; None where it stands for «always»."""
    return day.isoformat() if day > date.min else None
