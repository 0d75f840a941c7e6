"""What blocks share: the heads of tables, boxes that filter, and groups that open."""

from __future__ import annotations

from macros.render.context import PageContext
from macros.render.result import MacroResult, TocEntry, block, escape, tag


def head_row(context: PageContext, *words: str) -> str:
    """The head of a table: the words of these keys, one over each column."""
    cells = (tag("th", escape(context.word(word)), scope="col") for word in words)
    return tag("thead", tag("tr", "".join(cells)))


def filter_box(context: PageContext, word: str) -> str:
    """A field that filters what follows; a script shows it."""
    field = '<input type="search" class="kb-filter__input" autocomplete="off">'
    label = tag("label", f"{escape(context.word(word))} {field}")
    return tag("p", label, class_="kb-filter", hidden="")


def group_of(title: str, anchor: str, count: int, listed: str) -> MacroResult:
    """Entries of a long list below a heading, folded; a box that filters opens it."""
    heading = tag("h2", escape(title), id=anchor)
    summary = tag("summary", f"{heading} {tag('small', str(count))}")
    entry = TocEntry(title, anchor)
    group = tag("details", summary + listed, class_="kb-filter__group kb-fold")
    return block(group, toc=[entry])
