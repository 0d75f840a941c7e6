"""The value of an observation: what its fact's kind makes of what is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
UNSIGNED = frozenset({Kind.COUNT, Kind.SHARE, Kind.DURATION})
"""Kinds whose values lie below zero only where their fact says that they may."""

SYMBOL = re.compile(r"[A-Z]{0,3}[$£¥฿\u20a0-\u20c0]|Rp|RM|[A-Z]{3}")
"""Currency symbols, and the codes of ISO 4217 where a currency has no sign of its own."""
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
_LONGEST = 60
"""Characters of a number: no figure of a page is longer."""
_SEPARATED = re.compile(r"-?[0-9]{1,3}(?:([.,' \u00a0\u202f’])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_COMMA, _PERCENT = re.compile(r"-?[0-9]+,[0-9]+"), re.compile(r"(-?[0-9]+(?:[.,][0-9]+)?) ?%")
_ORDINARY = str.maketrans("−–", "--", "“”„‘’\"'")
"""Signs that stand for a minus, and quotation marks that were copied with a number."""


@dataclass(frozen=True)
class NameRef:
    """An item of a list that is itself a name fact, so that it follows the page's date."""

    fact: str


Value: TypeAlias = Decimal | Period | Bilingual | tuple[Bilingual | NameRef, ...]


def read_value(kind: Kind, written: Any, *, signed: bool = False) -> Value:
    """The value that `written` means for this kind; numbers keep every digit that is written.

    `signed` lets a count, a share or a duration lie below zero. Raises `PydanticCustomError` 110.
    """
    if kind in NUMERIC:
        return _number(kind, written, signed=signed or kind not in UNSIGNED)
    if kind in DATED:
        return _period(kind, written)
    if kind is Kind.LIST:
        return _items(written)
    return _words(written, "name" if kind is Kind.NAME else "words")


def _number(kind: Kind, written: Any, *, signed: bool) -> Decimal:
    sort = {Kind.COUNT: "count", Kind.SHARE: "share"}.get(kind, "number")
    if not isinstance(written, str):
        raise refusal("number")
    plain = _NUMBER.fullmatch(written) and len(written) <= _LONGEST
    if not plain or (kind is Kind.COUNT and "." in written):
        raise refusal(sort if plain else "number", near=_number_meant(kind, written))
    value = Decimal(written)
    if written.startswith("-") and not (signed and value):
        raise refusal("unsigned", near=written.removeprefix("-") if not value else "")
    if kind is Kind.SHARE and not -1 <= value <= 1:
        raise refusal("share")
    return value


def _number_meant(kind: Kind, written: str) -> str:
    """The plain digits that another way of writing surely means; empty where it is not sure.

    `5.000` is five thousand as a count, which has no decimals; `1,234` may be either elsewhere.
    """
    text = written.translate(_ORDINARY).strip()
    percent = _PERCENT.fullmatch(text)
    if percent and kind is Kind.SHARE:
        text = format(Decimal(percent[1].replace(",", ".")).scaleb(-2), "f")
    elif found := _SEPARATED.fullmatch(text):
        sure = kind is Kind.COUNT or text.count(found[1]) > 1 or found[1] not in ",."
        text = text.replace(found[1], "") if sure else ""
    elif kind is Kind.COUNT and re.fullmatch(r"-?[0-9]+\.0+", text):
        text = text.partition(".")[0]
    elif _COMMA.fullmatch(text) and kind is not Kind.COUNT:
        text = text.replace(",", ".")
    return text if text != written and _NUMBER.fullmatch(text) else ""


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
