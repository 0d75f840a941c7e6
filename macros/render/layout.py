"""What blocks share: the heads of tables, what makes them scroll, and boxes that filter."""

from __future__ import annotations

from typing import TypeVar

from macros.render.context import PageContext
from macros.render.result import MacroResult, escape, tag

_Table = TypeVar("_Table", str, MacroResult)


def head_row(context: PageContext, *words: str) -> str:
    """The head of a table: the words of these keys, one over each column."""
    cells = (tag("th", escape(context.word(word)), scope="col") for word in words)
    return tag("thead", tag("tr", "".join(cells)))


def region(table: _Table, label: str, class_: str = "kb-table") -> _Table:
    """A table that scrolls by itself, never the page; a keyboard can reach it."""
    return tag("div", table, class_=class_, tabindex="0", role="region", aria_label=label)


def filter_box(context: PageContext, word: str) -> str:
    """A field that filters what follows; a script shows it."""
    field = '<input type="search" class="kb-filter__input" autocomplete="off">'
    label = tag("label", f"{escape(context.word(word))} {field}")
    return tag("p", label, class_="kb-filter", hidden="")
