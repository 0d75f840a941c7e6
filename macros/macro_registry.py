"""What is known of every macro: its function, and what other rooms must know of its calls.

A macro is registered by `@macro(…)` on its function, in the module that has it. Rooms below
`render` ask here for its properties, so that no list of names stands anywhere else.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])
_MACROS: dict[str, Macro] = {}


@dataclass(frozen=True)
class Macro:
    """A macro as registered; `macro` says what its properties mean."""

    function: Callable[..., Any] = field(repr=False)
    dry_run: Callable[..., Any] = field(repr=False)
    same_on_all_pages: bool = False
    lists_facts: bool = False
    appearance: frozenset[str] = frozenset()
    distinct_forms: frozenset[str] = frozenset()
    unsearched: frozenset[str] = frozenset()
    tells_invention: bool = False
    brings_source: bool = False
    is_mark: bool = False

    @property
    def name(self) -> str:
        """What a call begins with."""
        return self.function.__name__

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """What a call may give, as authors write it.

        `as` is a word of Python's own, so that the function's parameter is `as_`.
        """
        given = list(inspect.signature(self.function).parameters.values())[1:]
        return MappingProxyType({one.name.rstrip("_"): one for one in given})

    @cached_property
    def pins(self) -> Mapping[str, str | None]:
        """The keywords that decide which thing is shown, with what stands for them if absent."""
        return {
            name: one.default
            for name, one in self.parameters.items()
            if one.kind is one.KEYWORD_ONLY and name not in self.appearance
        }


def macro(
    *,
    dry_run: Callable[..., Any] | None = None,
    same_on_all_pages: bool = False,
    lists_facts: bool = False,
    appearance: tuple[str, ...] = (),
    distinct_forms: frozenset[str] = frozenset(),
    unsearched: tuple[str, ...] = (),
    tells_invention: bool = False,
    brings_source: bool = False,
    is_mark: bool = False,
) -> Callable[[_Function], _Function]:
    """Register a function as the macro of its name.

    `dry_run` stands in for it in the check: refused the same, with the same ids, but no HTML.
    `same_on_all_pages`: it shows the same facts, or is refused the same, on all pages of a language
    and a day, so that the check makes a call once.
    `lists_facts`: it shows facts with all about them. It is no use of a fact, it is made after all
    other calls because it tells which pages use one, and needs no entry at its page's end.
    `appearance`: keywords that choose between words for the same thing. The languages may differ
    in them; all other keywords pin what is shown, and must be the same in both.
    `distinct_forms`: values of `form` that show something else than the value after all.
    `unsearched`: CSS classes of elements that the full text search leaves out.
    `tells_invention`: it tells the reader that the box or section around it is made up, so that
    the figures there need no record.
    `is_mark`: it stands behind a sentence, and has no words in it.
    `brings_source`: what it shows leads to the document that it rests on.
    """

    def register(function: _Function) -> _Function:
        if function.__name__ in _MACROS:
            raise ValueError(f"two macros are called {function.__name__}")
        _MACROS[function.__name__] = Macro(
            function,
            dry_run or function,
            same_on_all_pages,
            lists_facts,
            frozenset(appearance),
            distinct_forms,
            frozenset(unsearched),
            tells_invention,
            brings_source,
            is_mark,
        )
        return function

    return register


def registered() -> Mapping[str, Macro]:
    """All macros by their names. Raises `LookupError` where `render.dispatch` was not imported."""
    if not _MACROS:
        raise LookupError("no macro is registered yet")
    return MappingProxyType(_MACROS)


def _no_macro() -> None:
    """Stands for the function of a name that no macro has; nobody calls it."""


_UNKNOWN = Macro(_no_macro, _no_macro)


def macro_called(name: str) -> Macro:
    """What is known of a macro by its name; of a name that no macro has, nothing is."""
    return registered().get(name, _UNKNOWN)
