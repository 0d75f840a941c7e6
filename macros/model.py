"""The nouns of the project: frozen values that every other module speaks about.

Nothing here reads a file, formats a text or decides anything.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct, field

Locale: TypeAlias = Literal["en", "id"]
LOCALES: tuple[Locale, ...] = ("en", "id")
FOLDERS: Mapping[Locale, str] = {"id": "", "en": "en/"}
"""Where the pages of each language stand below the site's address."""


def other_locale(locale: Locale) -> Locale:
    """The other of the two languages."""
    return "id" if locale == "en" else "en"


class Where(Struct, frozen=True):
    """A place in a file; lines and columns count from 1, front matter included."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Level(StrEnum):
    """How much a problem weighs: an error fails the check, a warning only with --strict."""

    ERROR = "error"
    WARNING = "warning"


class Fix(Struct, frozen=True):
    """What puts a problem right: a text in place of another, from one place to another."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Problem(Struct, frozen=True):
    """Something wrong at a place. The words come from the catalogue, by code and language."""

    where: Where
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    level: Level = Level.ERROR
    fix: Fix | None = None
    """Only where it surely leaves the meaning: `kb check --fix` makes it unasked."""


class Text(Struct, frozen=True):
    """The same words in both languages."""

    en: str
    id: str

    def __getitem__(self, locale: Locale) -> str:
        return self.en if locale == "en" else self.id


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
    words: Text
    symbol: str = ""


class Group(Struct, frozen=True):
    """A shelf of facts, with its label."""

    key: str
    label: Text


class Edition(Struct, frozen=True):
    """A vintage of a statistical series: values of two editions cannot be compared."""

    key: str
    title: Text
    published: PartialDate


class Source(Struct, frozen=True):
    """A document that an observation rests on."""

    key: str
    title: Text
    publisher: str
    accessed: PartialDate
    published: PartialDate | None = None
    url: str = ""
    language: str = ""
    note: Text | None = None


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


Value: TypeAlias = Decimal | Period | Text | tuple["Text | NameRef", ...]


class Observation(Struct, frozen=True):
    """One value of a fact, for one period, in one edition, from one source."""

    value: Value
    source: Source
    known: date
    """The first day on which the value was surely public."""
    period: Period | None = None
    edition: Edition | None = None
    qualifier: Qualifier | None = None
    note: Text | None = None
    starts: date = date.min
    """For names: the first day on which the name is in force."""
    short: Text | None = None
    role: Text | None = None
    where: Where = Where("")


class Fact(Struct, frozen=True):
    """A thing the site states, with all its observations, oldest first as written."""

    key: str
    kind: Kind
    label: Text
    group: Group
    observations: tuple[Observation, ...]
    unit: Unit | None = None
    compact: bool = False
    review: PartialDate | None = None
    note: Text | None = None
    differs: Text | None = None
    where: Where = Where("")


class Claim(Struct, frozen=True):
    """Words, or a plain relation, that must stay true: `holds` is checked, never assumed."""

    key: str
    holds: str
    text: Text | None = None
    why: Text | None = None
    mixes: Text | None = None
    where: Where = Where("")


class AvoidedForm(Struct, frozen=True):
    """A form of a term that is outdated or wrong, and since when."""

    form: str
    locale: Locale
    why: Text
    since: PartialDate | None = None


class Term(Struct, frozen=True):
    """An entry of the term base."""

    key: str
    form: Text
    definition: Text
    basis: Literal["read", "own"]
    short: Text | None = None
    source: str = ""
    also: Mapping[Locale, tuple[str, ...]] = field(default_factory=dict)
    avoid: tuple[AvoidedForm, ...] = ()
    see: tuple[str, ...] = ()
    note: Text | None = None
    where: Where = Where("")


class Call(Struct, frozen=True):
    """A macro call on a page: `{{ name("…", key="…") }}`."""

    name: str
    arguments: tuple[str, ...]
    keywords: Mapping[str, str]
    where: Where
    start: int
    """Offset of the opening braces in the text that was parsed."""
    end: int


class Heading(Struct, frozen=True):
    """A section heading of a page; `anchor` is empty where the author gave no id."""

    level: int
    text: str
    anchor: str
    where: Where


class ModuleMeta(Struct, frozen=True):
    """What a training module page states about itself in its front matter."""

    number: int
    minutes: int
    objectives: tuple[int, ...]
    targets: tuple[str, ...]
    prerequisites: tuple[int, ...]
    outcomes: tuple[str, ...]
    questions: tuple[str, ...]


class PageMeta(Struct, frozen=True):
    """The front matter of a page; title and description may hold macro calls."""

    title: str
    description: str
    date: date | None = None
    source: str = ""
    module: ModuleMeta | None = None


class Written(Struct, frozen=True):
    """A text of the front matter as it stands there: its key, its offsets, its YAML quotes."""

    key: str
    value: str
    start: int
    end: int
    style: str
    """`"` or `'` for quotes, `>` or `|` for a block, empty for a plain text."""


class Page(Struct, frozen=True, dict=True):
    """A page of one language as written; `key` is its path below the language's folder."""

    key: str
    locale: Locale
    path: str
    meta: PageMeta
    calls: tuple[Call, ...]
    headings: tuple[Heading, ...]
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body starts."""
    header: str = ""
    """The front matter as written, without the lines that enclose it."""
    written: tuple[Written, ...] = ()
    """The texts of the front matter that a reader sees."""


class Address(Struct, frozen=True, order=True):
    """A place of the site that a link may lead to, the same in both languages."""

    page: str
    """The key of the page, such as `gcm/index.md`."""
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page

    @property
    def folder(self) -> str:
        """The page's place on the web: `gcm.md` and `gcm/index.md` have the same one."""
        stem = self.page.removesuffix(".md")
        return "" if stem == "index" else stem.removesuffix("/index")


class Locked(Struct, frozen=True):
    """An address that was published, with its line in the lock file."""

    address: Address
    where: Where


class Redirect(Struct, frozen=True):
    """Where an address that was published has moved to."""

    old: Address
    new: Address
    where: Where


class MenuEntry(Struct, frozen=True):
    """A page that the site's menu names."""

    key: str
    where: Where


class Menu(Struct, frozen=True):
    """What the settings of the site say about its pages."""

    entries: tuple[MenuEntry, ...] | None = None
    """None where the menu follows the folders."""
    address: str = ""
    """The absolute address of the site, as the settings give it."""
    complete: bool = False
    """Whether the build refuses a page that the menu does not name."""


class File(Struct, frozen=True):
    """A file of the project as it lies on the disk, read as far as its checks need."""

    path: str
    size: int = 0
    """In bytes."""
    regular: bool = True
    """Whether it is a plain file: no link, no device, no socket."""
    text: str = ""
    """The whole text of a page or of a data file; of other files nothing."""
    head: bytes = b""
    """The first bytes of any other file."""
