"""From the type of a msgspec struct to a function that reads what is written as that type.

msgspec's own conversion stops at the first mistake and knows nothing of ours; here every mistake
of a value is told, each with the way to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache, reduce
from itertools import chain
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NoReturn,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from msgspec import Meta, Struct
from msgspec.structs import fields

from macros.errors import nearest

T = TypeVar("T")
StructT = TypeVar("StructT", bound=Struct)
Reader: TypeAlias = Callable[[Any], T]
"""From what is written to the value that it means. Raises `Unfit`."""


class FieldError(NamedTuple):
    """One mistake: the way to it, the number of its code, and the values of its words."""

    path: tuple[str | int, ...]
    number: str
    values: Mapping[str, str]


class ValidationErrors(Exception):
    """Everything that is wrong with a value."""

    def __init__(self, refusals: list[FieldError]) -> None:
        super().__init__(refusals)
        self.refusals = refusals

    def below(self, step: str | int) -> Iterable[FieldError]:
        """The refusals as the value around this one tells them."""
        return (refusal._replace(path=(step, *refusal.path)) for refusal in self.refusals)


def refuse(expected: str, written: object, choices: str = "") -> NoReturn:
    """Raise that the value has another form than expected."""
    values = {"expected": expected, "choices": choices, "got": shown(written)}
    raise ValidationErrors([FieldError((), "110", values)])


def shown(written: object) -> str:
    """What stands in the file, cut to fit a message; of a list or mapping only its brackets."""
    if isinstance(written, list):
        return "[…]"
    return "{…}" if isinstance(written, dict) else str(written)[:60]


def reader_of(model: type[StructT]) -> Reader[StructT]:
    """What reads a mapping as this struct. Keys are told in the order of its fields."""
    return _mapping(model)


@cache
def _mapping(model: type[Struct]) -> Reader[Any]:
    keys = {f.encode_name: (f.name, _reader(f.type), f.required) for f in fields(model)}

    def read(written: Any) -> Struct:
        if not isinstance(written, dict):
            refuse("mapping", written)
        values: dict[str, Any] = {}
        refusals: list[FieldError] = []
        for key, (name, reader, required) in keys.items():
            if key in written:
                try:
                    values[name] = reader(written[key])
                except ValidationErrors as unfit:
                    refusals.extend(unfit.below(key))
            elif required:
                refusals.append(FieldError((), "109", {"key": key}))
        refusals.extend(_unknown(key, list(keys)) for key in written if key not in keys)
        if refusals:
            raise ValidationErrors(refusals)
        return model(**values)

    return read


def _unknown(key: str, known: list[str]) -> FieldError:
    values = {"key": key, "near": nearest(key, known), "known": ", ".join(known)}
    return FieldError((key,), "108", values)


def _reader(kind: Any) -> Reader[Any]:
    """What reads the values of a type, of those that the project declares.

    None stands for a key that is left out: YAML that is read as text cannot write it.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return reduce(_limited, arguments[1:], _reader(arguments[0]))
    if origin in (Union, UnionType):
        return _reader(arguments[0])
    if origin is list:
        return _list(_reader(arguments[0]))
    if origin is dict:
        return _table(_reader(arguments[0]), _reader(arguments[1]))
    if origin is Literal:
        return _choice({choice: choice for choice in arguments})
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if issubclass(kind, StrEnum):
        return _choice({member.value: member for member in kind})
    return _mapping(kind)


def _limited(reader: Reader[Any], meta: Meta) -> Reader[Any]:
    """A reader whose values are also as `meta` says: by its `read`, by its pattern or length."""
    extra = meta.extra or {}
    pattern = re.compile(meta.pattern or "")
    further, expected, least = extra.get("read"), extra.get("expected", "text"), meta.min_length

    def read(written: Any) -> Any:
        value = reader(written)
        if further:
            value = further(value)
        if least and len(value) < least:
            refuse("filled", written)
        if meta.pattern and not pattern.fullmatch(value):
            refuse(expected, written)
        return value

    return read


def _whatever(written: Any) -> Any:
    return written


def text(written: Any) -> str:
    """A scalar, which YAML that is read as text always gives as text."""
    return written if isinstance(written, str) else refuse("text", written)


_SIMPLE: Mapping[Any, Reader[Any]] = {str: text, Any: _whatever}


def _choice(choices: Mapping[str, Any]) -> Reader[Any]:
    def read(written: Any) -> Any:
        if not isinstance(written, str) or written not in choices:
            refuse("choice", written, ", ".join(choices))
        return choices[written]

    return read


def _list(item: Reader[T]) -> Reader[list[T]]:
    def read(written: Any) -> list[T]:
        if not isinstance(written, list):
            refuse("list", written)
        return _parts((index, item, part) for index, part in enumerate(written))

    return read


def _table(key: Reader[Any], value: Reader[Any]) -> Reader[dict[str, Any]]:
    def read(written: Any) -> dict[str, Any]:
        if not isinstance(written, dict):
            refuse("mapping", written)
        names = ((name, key, name) for name in written)
        values = ((name, value, part) for name, part in written.items())
        parts = _parts(chain(names, values))
        return dict(zip(parts, parts[len(written) :], strict=False))

    return read


def _parts(parts: Iterable[tuple[str | int, Reader[T], Any]]) -> list[T]:
    """The parts of a list or a mapping as read. Raises `Unfit` with the mistakes of all."""
    values: list[T] = []
    refusals: list[FieldError] = []
    for step, reader, part in parts:
        try:
            values.append(reader(part))
        except ValidationErrors as unfit:
            refusals.extend(unfit.below(step))
    if refusals:
        raise ValidationErrors(refusals)
    return values
