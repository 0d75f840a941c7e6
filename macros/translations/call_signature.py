"""What a macro call says, whatever it looks like: the same in both languages."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from macros.macro_registry import registered
from macros.model import Call

_FIGURE = re.compile(r"[0-9]+")
"""What both languages must say alike where each has words of its own: "art. 30", "Pasal 30"."""


class Use(NamedTuple):
    """A call without what may differ between the languages."""

    name: str
    key: str
    """The id of what is shown, or whatever the call names first."""
    pins: tuple[str, ...]
    """What else decides on the thing that is shown: period, edition, and the like."""

    def __str__(self) -> str:
        given = [f'"{self.key}"'] if self.key else []
        return f"{self.name}({', '.join((*given, *self.pins))})"


def use_of(call: Call) -> Use:
    """What a call says."""
    return _use(call.name, call.arguments, tuple(call.keywords.items()))


@cache
def _use(name: str, arguments: tuple[str, ...], keywords: tuple[tuple[str, str], ...]) -> Use:
    macro = registered().get(name)
    if macro is None:  # It is refused; there is nothing to compare.
        return Use(name, arguments[0] if arguments else "", ())
    named = dict(keywords)
    # `key="…"` may stand in place of the first argument.
    written = (*zip(macro.parameters, arguments, strict=False), *keywords)
    given = [
        " ".join(_FIGURE.findall(value)) if name in macro.appearance else value
        for name, value in written
        if name not in macro.pins and (name not in macro.appearance or _FIGURE.search(value))
    ]
    pins = [f'"{value}"' for value in given[1:]]
    if named.get("form") in macro.distinct_forms:
        pins.append(f'form="{named["form"]}"')
    for key in sorted(macro.pins.keys() & named.keys()):
        if named[key] != macro.pins[key]:
            pins.append(f'{key}="{named[key]}"')
    return Use(name, given[0] if given else "", tuple(pins))
