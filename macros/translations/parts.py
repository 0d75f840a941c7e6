"""A part of a section that both languages must have."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

PartKind: TypeAlias = Literal["link", "image", "table", "list", "box", "code", "footnote", "number"]


class Part(NamedTuple):
    """Something besides words; twins have the same ones, as `kind` and `detail` tell.

    `detail` is the address of a link or image, the columns and rows of a table, the items of a
    list and whether it is `ordered` or `plain`, the mark and type of an admonition, the language
    of a piece of code, the label of a footnote, or the digits of a number.
    """

    kind: PartKind
    detail: str
    at: int
    """Offset in the body of the page; negative for a part that stands in the front matter."""
