"""Which module addresses which objective or target, as a table."""

from __future__ import annotations

from collections.abc import Callable

from macros.errors import KnowledgeError
from macros.macro_registry import macro
from macros.render.context import PageContext
from macros.render.layout import region
from macros.render.result import MacroResult, block, escape, tag
from macros.site.profile import ModuleMeta
from macros.site.training import module_link, modules, objective, target

_ROWS: dict[str, tuple[str, Callable[..., MacroResult], Callable[[ModuleMeta], set[str]]]] = {
    "objectives": ("objective.", objective, lambda module: set(map(str, module.objectives))),
    "targets": ("target.", target, lambda module: set(module.targets)),
}
"""The facts that are the rows, the macro that shows one of them, and those that a module serves."""


@macro()
def module_matrix(context: PageContext, which: str) -> MacroResult:
    """A row for each objective of the GCM, or target of the SDGs, and a column for each module.

    Raises `KnowledgeError` P203 for anything else than `objectives` and `targets`.
    """
    if which not in _ROWS:
        known = ", ".join(_ROWS)
        raise KnowledgeError(
            "P203", macro="module_matrix", argument="which", why="value", known=known
        )
    prefix, macro, served_by = _ROWS[which]
    served = [(module.number, served_by(module)) for module, _ in modules(context)]
    rows = []
    for fact in context.library.registry.starting(prefix):
        number = fact.key.removeprefix(prefix).replace("-", ".")
        head = tag("th", macro(context, number), scope="row")
        cells = (_cell(context, module, number in numbers) for module, numbers in served)
        rows.append(tag("tr", block(head, *cells)))
    caption = context.word(f"matrix-{which}")
    parts = block(
        tag("caption", escape(caption)), _head(context, which), tag("tbody", block(*rows))
    )
    table = tag("table", parts, class_="kb-matrix__table")
    return block(_key(context), region(table, caption, "kb-table kb-matrix"))


def _key(context: PageContext) -> str:
    """What the numbers above the columns stand for, where every reader sees it, on paper too."""
    entries = (
        tag("li", module_link(context, module, page), value=str(module.number))
        for module, page in modules(context)
    )
    lead = tag("p", escape(context.word("matrix-key")))
    return lead + tag("ol", "".join(entries), class_="kb-matrix__key")


def _head(context: PageContext, which: str) -> str:
    cells = [tag("th", escape(context.word(which)), scope="col")]
    for module, page in modules(context):
        before, after = f"{context.word('module')} ", f": {context.title(page)}"
        cells.append(tag("th", f"{_said(before)}{module.number}{_said(after)}", scope="col"))
    return tag("thead", tag("tr", "".join(cells)))


def _cell(context: PageContext, module: int, served: bool) -> str:
    """A mark for the eye and words for the ear, which also stand there without styles."""
    if not served:
        return tag("td", f"– {_said(context.word('not-addressed'))}")
    told = f"{context.word('module')} {module} {context.word('addresses')}"
    return tag("td", f"{tag('span', '●', aria_hidden='true')} {_said(told)}")


def _said(text: str) -> str:
    return tag("span", escape(text), class_="kb-said")
