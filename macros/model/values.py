"""The value of an observation: what its fact's kind makes of what is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

from pydantic import TypeAdapter, ValidationError

from macros.model.base import Bilingual
from macros.model.dates import Period, parse_period
from macros.model.fields import date_meant, refusal


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
UNSIGNED = frozenset({Kind.COUNT, Kind.SHARE, Kind.MONEY, Kind.DURATION})
"""Kinds whose values lie below zero only where their fact says that they may."""

SYMBOL = re.compile(r"[A-Z]{0,3}[$£¥฿\u20a0-\u20c0]|Rp|RM|[A-Z]{3}")
"""Currency symbols, and the codes of ISO 4217 where a currency has no sign of its own."""
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
_LONGEST = 60
"""Characters of a number: no figure of a page is longer."""
_SEPARATED = re.compile(r"-?[0-9]{1,3}(?:([.,' \u00a0\u202f’])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_COMMA, _PERCENT = re.compile(r"-?[0-9]+,[0-9]+"), re.compile(r"(-?[0-9]+(?:[.,][0-9]+)?) ?%")
_POWER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?[eE]\+?[0-9]", re.ASCII)
_BARE = re.compile(r"-?(?:[0-9]+\.?|[0-9]*\.[0-9]+)", re.ASCII)
"""Digits with zeros before them, or with nothing on one side of the point."""
_ORDINARY = str.maketrans("−–", "--", "“”„‘’\"'")
"""Signs that stand for a minus, and quotation marks that were copied with a number."""


@dataclass(frozen=True)
class NameRef:
    """An item of a list that is itself a name fact, so that it follows the page's date."""

    fact: str


Value: TypeAlias = Decimal | Period | Bilingual | tuple[Bilingual | NameRef, ...]


def read_value(
    kind: Kind, written: Any, *, signed: bool = False, most: Decimal = Decimal(1)
) -> Value:
    """The value that `written` means for this kind; numbers keep every digit that is written.

    `signed` lets a count, a share, an amount or a duration lie below zero; `most` is the largest
    share. Raises `PydanticCustomError` 110.
    """
    if kind in NUMERIC:
        return _number(kind, written, signed or kind not in UNSIGNED, most)
    if kind in DATED:
        return _period(kind, written)
    if kind is Kind.LIST:
        return _items(written)
    return _words(written, "name" if kind is Kind.NAME else "words")


def _number(kind: Kind, written: Any, signed: bool, most: Decimal) -> Decimal:
    sort = {Kind.COUNT: "count", Kind.SHARE: "share"}.get(kind, "number")
    if not isinstance(written, str):
        raise refusal("number")
    plain = is_plain(written)
    if not plain or (kind is Kind.COUNT and "." in written):
        near, other = (*_numbers_meant(kind, written), "", "")[:2]
        raise refusal(sort if plain else "number", near=near, other=other)
    value = Decimal(written)
    if written.startswith("-") and not (signed and value):
        raise refusal("unsigned", near=written.removeprefix("-") if not value else "")
    if kind is Kind.SHARE and not -most <= value <= most:
        raise refusal("share")
    return value


def is_plain(written: str) -> bool:
    """Whether a text is a number as the data files write it: digits, a point, a minus sign."""
    return len(written) <= _LONGEST and _NUMBER.fullmatch(written) is not None


def _numbers_meant(kind: Kind, written: str) -> Sequence[str]:
    """The plain digits that another way of writing means: one, two where it may mean either.

    `5.000` is five thousand where a point parts thousands, and five where it parts decimals.
    """
    if len(written) > _LONGEST:
        return ()
    text = unicodedata.normalize("NFKC", written).translate(_ORDINARY).strip()
    text = text.removeprefix("+").replace("_", "")
    found = _SEPARATED.fullmatch(text)
    percent = _PERCENT.fullmatch(text) if kind is Kind.SHARE else None
    meant = [text.replace(",", ".")] if _COMMA.fullmatch(text) else [text]
    if percent:
        meant = [format(Decimal(percent[1].replace(",", ".")).scaleb(-2), "f")]
    elif found:
        meant = [text.replace(found[1], "")]
        if text.count(found[1]) == 1 and found[1] in ",.":
            meant.append(shortest(text.replace(",", ".")))
    elif _POWER.fullmatch(text):
        meant = [format(Decimal(text), "f")]
    elif _BARE.fullmatch(text):
        meant = [shortest(text)]
    if kind is Kind.COUNT:
        meant = [shortest(one) if "." in one else one for one in meant if is_plain(one)]
    return [one for one in meant if one != written and _fits(kind, one)]


def shortest(text: str) -> str:
    """A number without the zeros that say nothing: 5 for `5.000`, `05` and `5.`."""
    number = format(Decimal(text), "f")
    return number.rstrip("0").rstrip(".") if "." in number else number


def _fits(kind: Kind, text: str) -> bool:
    plain = is_plain(text) and not (kind is Kind.COUNT and "." in text)
    return plain and (kind is not Kind.SHARE or abs(Decimal(text)) <= 1)


def _period(kind: Kind, written: Any) -> Value:
    expected = "date" if kind is Kind.DAY else "period"
    try:
        period = parse_period(str(written))
    except ValueError:
        raise refusal(**date_meant(expected, written)) from None
    if kind is Kind.DAY and period.start != period.end:
        raise refusal("date")
    return period


def _items(written: Any) -> Value:
    if not isinstance(written, list) or not written:
        raise refusal("items")
    return tuple(
        NameRef(item[1:])
        if isinstance(item, str) and item.startswith("@")
        else _words(item, "items")
        for item in written
    )


def _words(written: Any, expected: str) -> Bilingual:
    words = written
    if expected == "name" and isinstance(written, str):
        words = {"en": written, "id": written}
    try:
        return _bilingual().validate_python(words)
    except ValidationError as error:
        raise refusal(expected, got=written if isinstance(written, str) else "") from error


@cache
def _bilingual() -> TypeAdapter[Bilingual]:
    return TypeAdapter(Bilingual)


_SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
_WORDS: Mapping[str, Any] = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "id": {"type": "string"}},
    "required": ["en", "id"],
    "additionalProperties": False,
}
_ITEMS: Mapping[str, Any] = {"type": "array", "items": {"anyOf": [_SCALAR, _WORDS]}}
VALUE_SCHEMA: dict[str, Any] = {
    "anyOf": [_SCALAR, _WORDS, _ITEMS],
    "description": "The value, as its kind writes it",
}
"""What an editor's YAML tools may take a value for; scalars are read as text."""
