"""What the reader finds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from macros.model import Period


class Form(StrEnum):
    """What sort of quantity a text states."""

    NUMBER = "number"
    SHARE = "share"
    POINTS = "points"
    MONEY = "money"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"
    """So many times something: doubled is 2, halved 0.5."""
    PART = "part"
    """A part of a whole in words: a third, one in 27."""
    DATE = "date"
    YEARS = "years"
    """Two years joined by a dash: a period, or only a part of a name."""


class NumberContext(NamedTuple):
    """A run of digits and what stands around it in its block."""

    digits: str
    left: str
    right: str
    at_start: bool
    """Whether the block begins with it."""


_SMALL = 10
"""EYD V and house styles of English: up to this a number in prose is a word."""


@dataclass(frozen=True)
class Quantity:
    """A quantity in a text: `text[start:end]`."""

    start: int
    end: int
    form: Form
    value: Decimal | None = None
    """In the separators of the text's own language; a share of 3.6% is 0.036. None where the
    digits cannot be read so."""
    other: Decimal | None = None
    """In the separators of the other language, where that is another number."""
    digits: str = ""
    """The digits as written, the separators between them included; empty for words."""
    power: int = 0
    """The power of ten of its scale word: 6 for million and juta."""
    currency: str = ""
    """The symbol of its currency, US$ for every dollar that names no country; empty for none."""
    limit: str = ""
    """over, under, nearly or about, where a word before it says so."""
    periods: tuple[Period, ...] = ()
    """What a date may mean; more than one where day and month could change places."""
    yearless: bool = False
    """A day and a month without a year: the year in `periods` means nothing."""
    doubtful: bool = False
    """A scale or a digit that readers take for different things."""

    @property
    def spelled(self) -> bool:
        """Whether it is written in words."""
        return not self.digits

    @property
    def is_prose(self) -> bool:
        """Whether it is a small number in words: ordinary prose, unless a record is meant."""
        small = self.value is not None and self.value <= _SMALL
        return small and self.spelled and self.form is Form.NUMBER
