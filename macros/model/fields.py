"""What the fields of a data file may hold: one type makes the check, the refusal and the schema.

A validator refuses with a `PydanticCustomError` whose type is the number of the code that tells
it, and whose context are the values of its words; `datafiles/validation.py` adds the place.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, PlainValidator, model_validator
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

from macros.model.dates import PartialDate, Period, parse_date, parse_period

ENTRY_KEY, ENTRY_PLACE = "\0key", "\0where"
"""How a model asks for the key of its entry and for its place; no file can write these names."""
KEY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*", re.ASCII)
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The name of a page, without its ending, and of every folder around it."""
_RELATIVE = frozenset(
    {"today", "now", "yesterday", "tomorrow", "hari ini", "sekarang", "kemarin", "besok"}
)
_NO_ADDRESS = re.compile(r"[\s\"<>\\^`{|}]")
"""What an address writes as a number with a percent sign."""
LONGEST_KEY, LONGEST_URL, LONGEST_TEXT = 100, 2_000, 3_000
"""Characters: ids become names of files."""
_FORMULA = re.compile(r"[=+@\uff1d\uff0b\uff20-][=+@ -]*[\w(\"']")
"""What a spreadsheet takes for the beginning of something to work out."""


class PlacedMapping(dict[str, Any]):
    """A mapping as it stands in a file, with its key and its place there."""

    key: str = ""
    where: Any = None


class Entry:
    """A mapping of a data file: keys that it does not know are refused."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _with_place(cls, data: Any) -> Any:
        if not isinstance(data, PlacedMapping):
            return data
        place = {"key": (ENTRY_KEY, data.key), "where": (ENTRY_PLACE, data.where)}
        fields = getattr(cls, "__dataclass_fields__", {})
        return {**data, **dict(place[name] for name in place if name in fields)}


def refusal(expected: str, near: str = "", got: str = "", **further: str) -> PydanticCustomError:
    """The refusal of a value of another form than expected; `near` is what was perhaps meant.

    `got` is what stands there, where it is only a part of the value that is refused; among
    `further` are `other`, a second reading where either may be meant, `relative`, a word that means
    another day each day, and the `limit` of a text.
    """
    values = {"expected": expected, "choices": "", "near": near, "got": got}
    values |= {name: value for name, value in further.items() if value}
    return PydanticCustomError("110", "another form was expected", values)


def _filled(text: str) -> str:
    text = text.strip()
    if not text:
        raise refusal("filled")
    # Most texts are printable as a whole, which is soon known.
    if not text.isprintable() and any(
        unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text
    ):
        near = " ".join(text.split())
        raise refusal("line", near=near if len(near) < 60 and near.isprintable() else "")
    if len(text) > LONGEST_TEXT:
        raise refusal("short-text", limit=f"{LONGEST_TEXT:,}")
    if _FORMULA.match(text):
        raise refusal("no-formula")
    return text


def at_most(limit: int) -> AfterValidator:
    """For a text that is shown where there is little room."""

    def short(text: str) -> str:
        if len(text) > limit:
            raise refusal("short-text", limit=f"{limit:,}")
        return text

    return AfterValidator(short)


def _key(text: str) -> str:
    if len(text) > LONGEST_KEY:
        raise refusal("short-key")
    if not KEY.fullmatch(text):
        plain = re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.")
        raise refusal("key", near=plain if KEY.fullmatch(plain) else "")
    return text


def url(text: str) -> str:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise refusal("url") from None
    sound = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    sound = sound and not _NO_ADDRESS.search(text)
    if not sound or len(text) > LONGEST_URL:
        raise refusal("url", near=f"https://{text}" if re.match(r"www\.\S+$", text) else "")
    return text


def _moment(written: Any) -> PartialDate:
    if isinstance(written, PartialDate):
        return written
    try:
        return parse_date(str(written))
    except ValueError:
        raise refusal(**date_meant("date", written)) from None


def _day(written: Any) -> date:
    if isinstance(written, date):
        return written
    moment = _moment(written)
    if moment.precision != "day":
        raise refusal("day")
    return moment.first


def _period(written: Any) -> Period:
    if isinstance(written, Period):
        return written
    try:
        return parse_period(written)
    except (ValueError, AttributeError):
        raise refusal(**date_meant("period", written)) from None


def _whole(written: Any) -> int:
    if isinstance(written, int):
        return written
    if isinstance(written, str) and len(written) < 10 and written.isascii() and written.isdigit():
        return int(written)
    raise refusal("whole")


def date_meant(expected: str, written: Any) -> dict[str, str]:
    """How a date of another form is refused: with the ISO date that it surely means, if any."""
    text = str(written).strip("“”„\"' ")
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text)
    backwards = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text)
    numbers = [part for part in parts.groups() if part] if parts else [text]
    if backwards and int(backwards[1]) > 12:
        numbers = list(backwards.groups()[::-1])
    try:
        near = parse_date("-".join(part.zfill(2) for part in numbers)).iso
    except ValueError:
        near = ""
    relative = text if text.casefold() in _RELATIVE else ""
    return {"expected": expected, "near": near, "relative": relative}


Text: TypeAlias = Annotated[str, AfterValidator(_filled), Schema({"type": "string"})]
"""A text of one line that is not empty, without blanks around it."""
Key: TypeAlias = Annotated[
    str, AfterValidator(_key), Schema({"type": "string", "pattern": f"^{KEY.pattern}$"})
]
"""An id."""
Url: TypeAlias = Annotated[
    str, AfterValidator(url), Schema({"type": "string", "pattern": r"^https?://\S+$"})
]
"""An address of the web."""
Moment: TypeAlias = Annotated[
    PartialDate,
    PlainValidator(_moment),
    Schema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}),
]
"""A year, a month or a day."""
Day: TypeAlias = Annotated[
    date, PlainValidator(_day), Schema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})
]
"""A full date."""
Span: TypeAlias = Annotated[
    Period,
    PlainValidator(_period),
    Schema({"type": ["string", "integer"], "description": "2020, 2020-04 or a/b"}),
]
"""A date, or two with a slash between them."""
Whole: TypeAlias = Annotated[int, PlainValidator(_whole), Schema({"type": "integer"})]
"""A whole number from 0 on."""


def _both(written: Any) -> Any:
    # Looked at here, so that what is wrong with one text for both is told once.
    return dict.fromkeys(("en", "id"), _filled(written)) if isinstance(written, str) else written


FOR_BOTH = BeforeValidator(_both, json_schema_input_type=str | dict[str, str])
"""Lets one text stand for both languages."""
