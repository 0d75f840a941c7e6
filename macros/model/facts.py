"""What facts.yml and glossary.yml hold."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct, field

from macros.model.base import Bilingual, Locale, Location


class PartialDate(Struct, frozen=True):
    """A year, a month or a day: as precise as its source is."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How much of the date is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def iso(self) -> str:
        """The date as ISO 8601 writes it at this precision."""
        return self.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


class Period(Struct, frozen=True):
    """The time that a value describes, from the first to the last date, both included."""

    start: PartialDate
    end: PartialDate

    @property
    def iso(self) -> str:
        """One ISO date, or two joined by a slash (ISO 8601 interval)."""
        return self.start.iso if self.start == self.end else f"{self.start.iso}/{self.end.iso}"


class Unit(Struct, frozen=True):
    """What a number counts; `symbol` marks a currency."""

    key: str
    words: Bilingual
    symbol: str = ""


class Group(Struct, frozen=True):
    """A shelf of facts, with its label."""

    key: str
    label: Bilingual


class Edition(Struct, frozen=True):
    """A vintage of a statistical series: values of two editions cannot be compared."""

    key: str
    title: Bilingual
    published: PartialDate


class Source(Struct, frozen=True):
    """A document that an observation rests on."""

    key: str
    title: Bilingual
    publisher: str
    accessed: PartialDate
    published: PartialDate | None = None
    url: str = ""
    language: str = ""
    note: Bilingual | None = None


class Kind(StrEnum):
    """What sort of value a fact holds."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    RATIO = "ratio"
    DURATION = "duration"
    NUMBER = "number"
    DAY = "day"
    PERIOD = "period"
    NAME = "name"
    TEXT = "text"
    LIST = "list"


NUMERIC = frozenset({Kind.COUNT, Kind.SHARE, Kind.MONEY, Kind.RATIO, Kind.DURATION, Kind.NUMBER})
WITH_UNIT = frozenset({Kind.COUNT, Kind.MONEY, Kind.DURATION})
DATED = frozenset({Kind.DAY, Kind.PERIOD})

Qualifier: TypeAlias = Literal["about", "over", "at-least", "under", "planned", "ambiguous"]


class NameRef(Struct, frozen=True):
    """An item of a list that is itself a name fact, so that it follows the page's date."""

    fact: str


Value: TypeAlias = Decimal | Period | Bilingual | tuple["Bilingual | NameRef", ...]


class Correction(Struct, frozen=True):
    """Why a value that was published is not the one that stands there now."""

    day: date
    why: Bilingual


class Observation(Struct, frozen=True):
    """One value of a fact, for one period, in one edition, from one source."""

    value: Value
    source: Source
    known: date
    """The first day on which the value was surely public."""
    period: Period | None = None
    edition: Edition | None = None
    qualifier: Qualifier | None = None
    note: Bilingual | None = None
    starts: date = date.min
    """For names: the first day on which the name is in force."""
    short: Bilingual | None = None
    role: Bilingual | None = None
    corrected: Correction | None = None
    where: Location = Location("")


class Fact(Struct, frozen=True):
    """A thing the site states, with all its observations, oldest first as written."""

    key: str
    kind: Kind
    label: Bilingual
    group: Group
    observations: tuple[Observation, ...]
    unit: Unit | None = None
    compact: bool = False
    review: PartialDate | None = None
    note: Bilingual | None = None
    differs: Bilingual | None = None
    where: Location = Location("")


class Claim(Struct, frozen=True):
    """Words, or a plain relation, that must stay true: `holds` is checked, never assumed."""

    key: str
    holds: str
    text: Bilingual | None = None
    why: Bilingual | None = None
    mixes: Bilingual | None = None
    where: Location = Location("")


class AvoidedForm(Struct, frozen=True):
    """A form of a term that is outdated or wrong, and since when."""

    form: str
    locale: Locale
    why: Bilingual
    since: PartialDate | None = None


class Term(Struct, frozen=True):
    """An entry of the term base."""

    key: str
    form: Bilingual
    definition: Bilingual
    basis: Literal["read", "own"]
    short: Bilingual | None = None
    source: str = ""
    also: Mapping[Locale, tuple[str, ...]] = field(default_factory=dict)
    avoid: tuple[AvoidedForm, ...] = ()
    see: tuple[str, ...] = ()
    note: Bilingual | None = None
    where: Location = Location("")
