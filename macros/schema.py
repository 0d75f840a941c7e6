"""Checking a YAML document against a pydantic model, with the places of its lines.

One model makes the parser, the JSON Schema that an editor's tools use, and the refusals.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from macros.errors import nearest
from macros.languages.dates import parse_date
from macros.model import PartialDate, Text
from macros.nodes import Document, Path


class Entry(BaseModel):
    """A mapping of a data file: keys that it does not know are refused."""

    # Built when first used: the models of whole files serve only the JSON Schemas.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Written: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
KEY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*", re.ASCII)
Key: TypeAlias = Annotated[str, StringConstraints(pattern=f"^{KEY.pattern}$")]

SCALAR_SCHEMA = {"type": ["string", "number", "boolean"]}
"""What an editor's YAML tools may take a plain scalar for; we read it as text."""
WORDS_SCHEMA = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "id": {"type": "string"}},
    "required": ["en", "id"],
    "additionalProperties": False,
}
"""Words in both languages, for values whose form depends on the kind of the fact."""


def _date(text: str) -> PartialDate:
    try:
        return parse_date(text)
    except ValueError as error:
        raise PydanticCustomError("date", "a date") from error


def _day(text: str) -> date:
    parsed = _date(text)
    if parsed.precision != "day":
        raise PydanticCustomError("day", "a day")
    return parsed.first


def _whole(text: object) -> int:
    if not (isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10):
        raise PydanticCustomError("whole", "a whole number")
    return int(text)


DateText: TypeAlias = Annotated[
    Any,
    AfterValidator(lambda value: _date(str(value))),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}),
]
DayText: TypeAlias = Annotated[
    Any,
    AfterValidator(lambda value: _day(str(value))),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
]
Whole: TypeAlias = Annotated[int, BeforeValidator(_whole)]


class Words(Entry):
    """The same words in both languages."""

    en: Written
    id: Written

    def text(self) -> Text:
        """The pair as the model's noun."""
        return Text(self.en, self.id)


def optional_text(words: Words | None) -> Text | None:
    """Words that may be absent."""
    return words.text() if words else None


SharedWords: TypeAlias = Annotated[
    Words,
    BeforeValidator(lambda value: {"en": value, "id": value} if isinstance(value, str) else value),
    WithJsonSchema({"anyOf": [{"type": "string"}, WORDS_SCHEMA]}),
]
"""Words in both languages, or one text that serves both."""

ModelT = TypeVar("ModelT", bound=BaseModel)

_EXPECTED = {
    "string_pattern_mismatch": "key",
    "string_too_short": "filled",
    "string_type": "text",
    "model_type": "mapping",
    "dict_type": "mapping",
    "list_type": "list",
    "tuple_type": "list",
    "literal_error": "choice",
    "enum": "choice",
    "too_short": "filled",
}


def checked(document: Document, path: Path, model: type[ModelT], data: Any) -> ModelT | None:
    """The value at `path` as `model`; where it is not one, None, and the document has problems."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _refuse(document, path, model, dict(detail))
        return None


def _refuse(document: Document, path: Path, model: type[BaseModel], detail: dict[str, Any]) -> None:
    location = (*path, *detail["loc"])
    kind = detail["type"]
    if kind == "missing":
        document.refuse(location[:-1], "109", key=str(location[-1]))
    elif kind == "extra_forbidden":
        known = _keys_near(model, detail["loc"][:-1])
        document.refuse(
            location,
            "108",
            key=str(location[-1]),
            near=nearest(str(location[-1]), known),
            known=", ".join(known),
        )
    else:
        document.refuse(
            location,
            "110",
            expected=_expected(kind, detail.get("ctx", {})),
            choices=", ".join(_QUOTED.findall(str(detail.get("ctx", {}).get("expected", "")))),
            got=shown(detail.get("input")),
        )


_QUOTED = re.compile(r"'([^']*)'")
"""pydantic joins the choices of a literal with English words; only the choices are kept."""


def _expected(kind: str, context: dict[str, Any]) -> str:
    if str(context.get("pattern", "")).startswith("^https"):
        return "url"
    return _EXPECTED.get(kind, kind)


def shown(written: object) -> str:
    """What stands in the file, cut to fit a message; of a list or mapping only its brackets."""
    if isinstance(written, list):
        return "[…]"
    return "{…}" if isinstance(written, dict) else str(written)[:60]


def _keys_near(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The keys allowed at `loc` below `model`, following the models named in annotations."""
    for step in loc:
        field = model.model_fields.get(str(step))
        inner = [m for m in _models(field.annotation) if field] if field else []
        model = inner[0] if inner else model
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in getattr(annotation, "__args__", ()) for m in _models(part)]
