"""From what stands in a YAML file to a value of a model, and to the JSON Schema of that model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import Tag, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import ErrorDetails, core_schema

from macros.datafiles.yaml_source import Document, Path, read_yaml
from macros.errors import nearest
from macros.model import Location, Problem
from macros.model.fields import Key

T = TypeVar("T")

_EXPECTED = {
    "string_type": "text",
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "mapping",
    "mapping_type": "mapping",
    "dataclass_type": "mapping",
    "too_short": "filled",
}
"""What was expected where pydantic says so itself."""
_CHOICES = frozenset({"enum", "literal_error"})
_CURLY = re.compile("[“”„‘’]")
_UNKNOWN = "unexpected_keyword_argument"
FORM = "\0"
"""Begins the tag of each form of an entry that may have several."""


@cache
def adapter(model: Any) -> TypeAdapter[Any]:
    """What reads a model. Made once, when it is first needed: that takes time."""
    return TypeAdapter(model)


def validate(document: Document, path: Path, model: Any, data: Any, context: Any = None) -> Any:
    """The value at `path` as `model`; where it is not one, None, and the document has problems.

    Every mistake is told, each with its place. `context` is handed to the validators. An entry
    that rests on a broken one is broken as well, for the same cause.
    """
    try:
        return adapter(model).validate_python(data, context=context)
    except ValidationError as error:
        # Of a list with unfit items pydantic says that it is too short as well.
        found = (
            one
            for one in error.errors(include_url=False)
            if one["type"] != "too_short" or not one["input"]
        )
        before = len(document.problems)
        places = [_tell(document, path, model, one) for one in found]
        told = _misspelt(document.problems[before:])
        document.problems[before:] = told
        causes = [problem.where for problem in told if problem.cause is None]
        document.broken.setdefault(path, (causes or places)[0])
        return None


def read_file(text: str, path: str, model: type[T]) -> tuple[Document, T | None]:
    """A data file, and what it holds as `model`; None where it is empty or cannot be used."""
    document = read_yaml(text, path, "F")
    entry = None if document.data is None else validate(document, (), model, document.data)
    return document, entry


def _misspelt(told: list[Problem]) -> list[Problem]:
    """The problems, and of a key that is missing because it is misspelt that this is the cause."""
    meant = {p.values["near"].split(", ")[0]: p.where for p in told if p.code[1:] == "108"}
    return [
        replace(p, cause=meant.get(p.values["key"])) if p.code[1:] == "109" else p for p in told
    ]


def read_entries(
    document: Document, section: str, model: type[T], context: Any = None, key_model: Any = Key
) -> dict[str, T]:
    """The sound entries of a section, by their ids; of the others what is wrong is told.

    They are checked one by one, so that a mistake in one hides none of the next.
    """
    written = document.data[section]
    if not isinstance(written, dict):
        validate(document, (section,), dict, written)
        return {}
    found: dict[str, T] = {}
    for key, data in written.items():
        path = (section, key)
        entry = validate(document, path, model, data, context)
        validate(document, path, key_model, key)
        if entry is not None and path not in document.broken:
            found[key] = entry
    return found


def abbreviated(written: object) -> str:
    """What stands in the file, cut to fit a message; of a list or mapping only its brackets."""
    if isinstance(written, list):
        return "[…]"
    return "{…}" if isinstance(written, dict) else str(written)[:60]


def _tell(document: Document, path: Path, model: Any, error: ErrorDetails) -> Location:
    """A mistake as pydantic describes it, as a problem of the document; its place."""
    sort, loc, values = error["type"], error["loc"], dict(error.get("ctx", {}))
    if sort == "broken":
        return document.broken[values["section"], values["key"]]
    keys = loc
    loc = tuple(step for step in loc if not str(step).startswith(FORM))
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
    if sort in _CHOICES and "[key]" in error["loc"][-1:]:
        sort, values = _UNKNOWN, {"known": _choices(values)}
    elif sort == _UNKNOWN:
        values = {"known": list(_keys(model, keys[:-1]))}
    where = (*path, *loc)
    number, told = _worded(sort, values, str(where[-1]) if where else "", error["input"])
    # What is missing stands nowhere: its place is the mapping around it.
    place = document.where(where[:-1] if number in ("109", "112") else where)
    document.problems.append(Problem(place, document.family + number, told))
    return place


def _worded(
    sort: str, values: dict[str, Any], key: str, written: Any
) -> tuple[str, dict[str, str]]:
    """The number of the code that tells a mistake, and the values of its words."""
    form = {"expected": _EXPECTED.get(sort, ""), "choices": "", "near": ""}
    match sort:
        case "missing":
            return "109", {"key": key}
        case "unexpected_keyword_argument":
            known = values["known"]
            curly = _CURLY.search(key)
            told = {"key": key, "near": nearest(key, known), "known": ", ".join(known)}
            return "108", told | ({"curly": curly[0], "near": ""} if curly else {})
        case "108":
            return "108", {**values, "near": "", "known": ""}
        case "111":
            near = nearest(values["key"], values.pop("known"))
            return "111", {**values, "near": near}
        case "enum" | "literal_error":
            choices = _choices(values)
            meant = _CURLY.sub("", str(written))
            near = meant if meant in choices and meant != written else ""
            form = {"expected": "choice", "choices": ", ".join(choices), "near": near}
        case "110":
            form = values
        case _ if sort not in _EXPECTED:
            return sort, values
    return "110", {**form, "got": form.get("got") or abbreviated(written)}


def _choices(values: Mapping[str, Any]) -> list[str]:
    return re.findall(r"'([^']*)'", values["expected"])


def _keys(model: Any, loc: tuple[int | str, ...]) -> Iterator[str]:
    """The keys that may stand in the mapping at `loc` of a model."""
    for step in loc:
        if str(step).startswith(FORM):
            model = next(one for one in get_args(_union(model)) if Tag(str(step)) in _marks(one))
            continue
        model = _inner(model)
        if is_dataclass(model):
            model = next(hint for name, hint in _fields(model) if name == step)
        else:
            model = get_args(model)[0 if get_origin(model) is tuple else 1]
    yield from (name for name, _ in _fields(_inner(model)) if name.isprintable())


def _union(hint: Any) -> Any:
    """The forms of an entry that may have several, each of them tagged."""
    return get_args(hint)[0] if hasattr(hint, "__metadata__") else hint


def _marks(hint: Any) -> tuple[Any, ...]:
    return getattr(hint, "__metadata__", ())


def _inner(hint: Any) -> Any:
    """A type without `Annotated` and `None`."""
    while hasattr(hint, "__metadata__") or get_origin(hint) in (Union, UnionType):
        hint = get_args(hint)[0]
    return hint


def _fields(model: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a model, by the keys that a file writes."""
    hints = get_type_hints(model, include_extras=True)
    for field in fields(model):
        marks = _marks(hints[field.name])
        aliases = [mark.alias for mark in marks if isinstance(mark, FieldInfo) and mark.alias]
        yield next(iter(aliases), field.name), hints[field.name]


class _Schema(GenerateJsonSchema):
    """A key that is left out has no value: YAML that is read as text cannot write `null`."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def json_schema(model: Any, *, nullable: bool = False) -> dict[str, Any]:
    """The form of a file as JSON Schema (draft 2020-12), the entries in it below `$defs`.

    `nullable` keeps `null` where a field may be None: of a file that is written and not read.
    """
    schema = adapter(model).json_schema(
        schema_generator=GenerateJsonSchema if nullable else _Schema
    )
    return {**schema, "$schema": _Schema.schema_dialect}
