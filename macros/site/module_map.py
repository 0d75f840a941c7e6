"""Which module serves which objective or target, as the modules' own front matter says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.errors import KnowledgeError
from macros.facts.registry import unknown
from macros.languages.lists import join
from macros.macro_registry import macro
from macros.model import Page
from macros.render.context import PageContext
from macros.render.result import MacroResult, block, escape, tag
from macros.site.profile import ModuleMeta
from macros.site.training import modules, objective, target

_ROWS: dict[str, tuple[str, Callable[..., MacroResult]]] = {
    "objectives": ("objective.", objective),
    "targets": ("target.", target),
}
"""What the facts that are the rows begin with, and the macro that shows one of them."""


@macro()
def modules_for(context: PageContext, key: str) -> MacroResult:
    """The modules that serve `objective.6` or `target.8.7`, linked; first those whose own it is.

    Raises `KnowledgeError` P204 where no module serves it.
    """
    html = _named(context, key)
    if not html:
        raise unknown("module", key, ())
    return MacroResult(html, "", html)


@macro()
def module_map(context: PageContext, which: str) -> MacroResult:
    """All objectives of the GCM, or targets of the SDGs, each with the modules that serve it.

    Raises `KnowledgeError` P203 for anything else than `objectives` and `targets`.
    """
    if which not in _ROWS:
        known = ", ".join(_ROWS)
        raise KnowledgeError("P203", macro="module_map", argument="which", why="value", known=known)
    prefix, macro = _ROWS[which]
    rows = []
    for fact in context.library.registry.starting(prefix):
        number = fact.key.removeprefix(prefix).replace("-", ".")
        served = _named(context, f"{prefix}{number}") or escape(context.word("none"))
        rows.append(tag("li", block(macro(context, number), f" – {served}")))
    return tag("ul", block(*rows), class_="kb-module-map")


def _named(context: PageContext, key: str) -> str:
    """The modules that have an objective or a target as their own, and those to take it up with."""
    kind, _, number = key.partition(".")
    own = list(_links(context, lambda module: number in _served(module, kind)))
    also = list(_links(context, lambda module: key in (f"objective.{n}" for n in module.also)))
    told = [join(own, context.locale)] if own else []
    if also:
        told.append(context.word("taught-with").format(modules=join(also, context.locale)))
    return ", ".join(told)


def _served(module: ModuleMeta, kind: str) -> set[str]:
    return {*map(str, module.objectives)} if kind == "objective" else {*module.targets}


def _links(context: PageContext, serves: Callable[[ModuleMeta], bool]) -> Iterator[str]:
    for module, page in modules(context):
        if serves(module):
            yield _link(context, module, page)


def _link(context: PageContext, module: ModuleMeta, page: Page) -> str:
    text = f"{context.word('module').lower()} {module.number}"
    return tag("a", escape(text), href=context.href(page.key), title=context.title(page))
