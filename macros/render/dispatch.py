"""From a call on a page to the macro that answers it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType

from macros.errors import KnowledgeError, nearest
from macros.markdown.calls import parse_calls
from macros.model import Call
from macros.render import blocks, downloads, inline, matrix, records, training
from macros.render import messages_page as explanations
from macros.render.context import PageContext
from macros.render.result import MacroResult, escape, tag

Macro = Callable[..., MacroResult]


def example(context: PageContext, call: str) -> MacroResult:
    """A call as an author types it, shown as code and not made."""
    written = f"{{{{ {call} }}}}"
    parsed = parse_calls(written, "")
    if parsed.problems or len(parsed.calls) != 1:
        raise KnowledgeError("P203", macro="example", argument="call", why="value", known="")
    evaluate(parsed.calls[0], context)
    html = tag("code", escape(written))
    return MacroResult(html, written, html)


MACROS: Mapping[str, Macro] = MappingProxyType(
    {
        "fact": inline.fact,
        "change": inline.change,
        "claim": inline.claim,
        "name": inline.name,
        "term": inline.term,
        "source": inline.source,
        "objective": inline.objective,
        "target": inline.target,
        "example": example,
        "facts_table": blocks.facts_table,
        "chart": blocks.chart,
        "news_list": blocks.news_list,
        "timeline": blocks.timeline,
        "cards": blocks.cards,
        "sources_list": blocks.sources_list,
        "glossary": blocks.glossary,
        "module_box": training.module_box,
        "module_outcomes": training.module_outcomes,
        "module_questions": training.module_questions,
        "module_list": training.module_list,
        "module_matrix": matrix.module_matrix,
        "objectives_list": training.objectives_list,
        "principles_list": training.principles_list,
        "domains_list": training.domains_list,
        "targets_list": training.targets_list,
        "fact_index": records.fact_index,
        "fact_records": records.fact_records,
        "downloads": downloads.downloads,
        "messages_list": explanations.messages_list,
    }
)
"""Everything that a page can say."""
OUTLINES: Mapping[str, Macro] = MappingProxyType(
    {
        **MACROS,
        "fact_index": records.index_outline,
        "fact_records": records.records_outline,
        "messages_list": explanations.messages_outline,
    }
)
"""The same for the check: what fills a whole page is refused the same, but makes no HTML."""


def evaluate(call: Call, context: PageContext, macros: Mapping[str, Macro] = MACROS) -> MacroResult:
    """What the call gives on this page. Raises `KnowledgeError` with what is wrong with it."""
    macro = macros.get(call.name)
    if macro is None:
        near = nearest(call.name, macros)
        raise KnowledgeError("P202", macro=call.name, near=near, known=", ".join(macros))
    shape = (call.name, len(call.arguments), tuple(call.keywords))
    if shape not in _FIT:
        _check_arguments(call, macro)
        _FIT.add(shape)
    keywords = {"as_" if key == "as" else key: value for key, value in call.keywords.items()}
    return macro(context, *call.arguments, **keywords)


def _check_arguments(call: Call, macro: Macro) -> None:
    """Raises `KnowledgeError` P203 that names the argument that is wrong or missing.

    `as` is a word of Python's own, so that the macro's parameter is `as_`.
    """
    parameters = list(_signature(macro).parameters.values())[1:]
    names = [p.name.rstrip("_") for p in parameters]
    positional = [p for p in parameters if p.kind is not p.KEYWORD_ONLY]
    given = names[: len(call.arguments)]

    def refusal(argument: str, why: str) -> KnowledgeError:
        known = ", ".join(names)
        return KnowledgeError("P203", macro=call.name, argument=argument, why=why, known=known)

    if len(call.arguments) > len(positional):
        raise refusal(call.arguments[len(positional)], "many")
    for key in call.keywords:
        if key not in names:
            raise refusal(key, "unknown")
        if key in given:
            raise refusal(key, "twice")
    for parameter in positional[len(call.arguments) :]:
        if parameter.default is parameter.empty and parameter.name not in call.keywords:
            raise refusal(parameter.name, "missing")


_FIT: set[tuple[str, int, tuple[str, ...]]] = set()
"""How many arguments and which keywords were found right for a macro."""
_SIGNATURES: dict[Macro, inspect.Signature] = {}


def _signature(macro: Macro) -> inspect.Signature:
    if macro not in _SIGNATURES:
        _SIGNATURES[macro] = inspect.signature(macro)
    return _SIGNATURES[macro]


def plain(text: str, context: PageContext) -> str:
    """A text with its calls made, as plain text. Raises `KnowledgeError` of the first bad call."""
    parts: list[str] = []
    at = 0
    for call in parse_calls(text, "").calls:
        parts.extend((text[at : call.start], evaluate(call, context).text))
        at = call.end
    return "".join((*parts, text[at:]))
