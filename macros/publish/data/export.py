"""All facts as one value: the form of facts.json, of its schema, and of the rows of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from json import dumps
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from macros.authoring.fact_lookup import shown
from macros.datafiles.validation import adapter, json_schema
from macros.facts.selection import Choice
from macros.languages.words import word
from macros.library import Library, fact_address
from macros.model import (
    Bilingual,
    Entry,
    Fact,
    Kind,
    Locale,
    Observation,
    Period,
    Qualifier,
    Source,
)
from macros.render.context import PageContext
from macros.render.records import current

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
Iso: TypeAlias = Annotated[
    str, Field(pattern=f"^{_DATE}$", description="ISO 8601: a year, a month or a day")
]
Interval: TypeAlias = Annotated[
    str, Field(pattern=f"^{_DATE}(/{_DATE})?$", description="ISO 8601: a date, or two with a slash")
]
Day: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", description="ISO 8601: a day")]
Address: TypeAlias = Annotated[str, Field(pattern=r"^https?://\S+$")]
Id: TypeAlias = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True)
class NamedEntry(Entry):
    """Something with an id and its words: a group of facts, or a unit."""

    id: Id
    label: Bilingual


@dataclass(frozen=True)
class EditionEntry(Entry):
    """A vintage of a statistical series; values of two editions cannot be compared."""

    id: Id
    title: Bilingual
    published: Iso
    publisher: Annotated[
        Bilingual | None, Field(description="Who made it; null where its sources did")
    ]


@dataclass(frozen=True)
class SourceEntry(Entry):
    """A document that values rest on."""

    id: Id
    title: Bilingual
    publisher: Bilingual
    short: Bilingual | None
    published: Iso | None
    accessed: Annotated[Iso | None, Field(description="When an editor last read it")]
    read: Annotated[str | None, Field(description="How much of it was read: full, part or title")]
    url: Address | None
    language: str | None
    note: Bilingual | None


@dataclass(frozen=True)
class ObservationEntry(Entry):
    """One value of a fact, for one period, in one edition, from one source."""

    id: Id
    value: Annotated[
        int | float | str | None,
        Field(description="A number, or a date; null where the value is a text, a name or a list"),
    ]
    text: Annotated[Bilingual, Field(description="The value as the site shows it")]
    period: Annotated[Interval | None, Field(description="The time that the value describes")]
    edition: Annotated[str | None, Field(description="An id of `editions`")]
    source: Annotated[str, Field(description="An id of `sources`")]
    qualifier: Qualifier | None
    known: Annotated[Iso | None, Field(description="When the value became public")]
    from_: Annotated[Day | None, Field(alias="from", description="A name is in force from then")]
    note: Bilingual | None
    current: Annotated[bool, Field(description="Whether the site shows it where no date is asked")]


@dataclass(frozen=True)
class FactEntry(Entry):
    """A thing that the site states, with every value it has had."""

    id: Annotated[str, Field(min_length=1, description="It stays for good")]
    address: Annotated[Address, Field(description="It stays for good")]
    kind: Kind
    group: Annotated[str, Field(description="An id of `groups`")]
    label: Bilingual
    unit: Annotated[str | None, Field(description="An id of `units`")]
    note: Bilingual | None
    differs: Annotated[Bilingual | None, Field(description="Why values of one period differ")]
    observations: Annotated[list[ObservationEntry], Field(min_length=1)]


@dataclass(frozen=True)
class FactsExport(Entry):
    """All facts of the site, with their sources, in both languages."""

    title: Bilingual
    address: Address
    date: Annotated[Day, Field(description="The day on which the site was built")]
    license: Address
    credit: Annotated[Bilingual, Field(description="Whom to name when using the texts")]
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
        groups=[NamedEntry(g.key, g) for g in registry.groups.values()],
        units=[NamedEntry(u.key, u) for u in registry.units.values()],
        editions=[EditionEntry(e.key, e.title, e.published.iso, e.publisher) for e in editions],
        sources=[_source(source) for source in registry.sources.values()],
        facts=[_fact(library, fact) for fact in registry.facts.values()],
    )


def export_json(whole: FactsExport) -> bytes:
    return _json(adapter(FactsExport).dump_python(whole, mode="json", by_alias=True))


def export_schema() -> bytes:
    """The form of facts.json as JSON Schema, draft 2020-12."""
    return _json(json_schema(FactsExport, nullable=True), sort_keys=True)


def _json(data: Any, *, sort_keys: bool = False) -> bytes:
    return f"{dumps(data, indent=1, ensure_ascii=False, sort_keys=sort_keys)}\n".encode()


def _both(key: str) -> Bilingual:
    return Bilingual(word(key, "en"), word(key, "id"))


def _source(source: Source) -> SourceEntry:
    return SourceEntry(
        id=source.key,
        title=source.title,
        publisher=source.publisher,
        short=source.short,
        published=source.published.iso if source.published else None,
        accessed=source.accessed.iso if source.accessed else None,
        read=source.read,
        url=source.url or None,
        language=source.language,
        note=source.note,
    )


def _fact(library: Library, fact: Fact) -> FactEntry:
    locale: Locale = "en"
    chosen = current(PageContext.evergreen(library, locale), fact).observation
    return FactEntry(
        id=fact.key,
        address=fact_address(library, fact),
        kind=fact.kind,
        group=fact.group.key,
        label=fact.label,
        unit=fact.unit.key if fact.unit else None,
        note=fact.note,
        differs=fact.differs,
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
        text=Bilingual(**shown(library, Choice.alone(fact, observation))),
        period=period.iso if period else None,
        edition=edition.key if edition else None,
        source=observation.source.key,
        qualifier=observation.qualifier,
        known=observation.known.iso if observation.known else None,
        from_=starts,
        note=observation.note,
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
