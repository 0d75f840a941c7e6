"""The written value of an observation → the typed value of its fact's kind."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from macros.datafiles.schema_types import Words
from macros.datafiles.validation import ValidationErrors, reader_of, shown
from macros.errors import KnowledgeError
from macros.languages.dates import parse_period
from macros.model import DATED, NUMERIC, Bilingual, Kind, NameRef, Value

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)


def read_value(kind: Kind, written: Any) -> Value:
    """The value that `written` means for this kind. Raises `KnowledgeError` F110."""
    if kind in NUMERIC:
        return _number(kind, written)
    if kind in DATED:
        return _period(kind, written)
    if kind is Kind.LIST:
        return _items(written)
    return _words(written, "name" if kind is Kind.NAME else "words")


def _number(kind: Kind, written: Any) -> Decimal:
    if not isinstance(written, str) or not _NUMBER.fullmatch(written):
        raise _wrong("number", written)
    value = Decimal(written)
    if kind is Kind.SHARE and not -1 <= value <= 1:
        raise _wrong("share", written)
    if kind is Kind.COUNT and value != value.to_integral_value():
        raise _wrong("count", written)
    return value


def _period(kind: Kind, written: Any) -> Value:
    try:
        period = parse_period(str(written))
    except ValueError as error:
        raise _wrong("date" if kind is Kind.DAY else "period", written) from error
    if kind is Kind.DAY and period.start != period.end:
        raise _wrong("date", written)
    return period


def _items(written: Any) -> Value:
    if not isinstance(written, list) or not written:
        raise _wrong("items", written)
    return tuple(
        NameRef(item[1:])
        if isinstance(item, str) and item.startswith("@")
        else _words(item, "items")
        for item in written
    )


def _words(written: Any, expected: str) -> Bilingual:
    if expected == "name" and isinstance(written, str) and written.strip():
        return Bilingual(written, written)
    try:
        return reader_of(Words)(written).text()
    except ValidationErrors as error:
        raise _wrong(expected, written) from error


def _wrong(expected: str, written: Any) -> KnowledgeError:
    return KnowledgeError("F110", expected=expected, choices="", got=shown(written))
