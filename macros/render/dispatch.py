"""From a call on a page to the macro that answers it."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

import macros.render
from macros.errors import KnowledgeError, nearest
from macros.macro_registry import Macro, macro, registered
from macros.markdown.calls import parse_calls
from macros.model import Call
from macros.render.context import PageContext
from macros.render.result import MacroResult, escape, tag
from macros.text_edits import edited


@macro()
def example(context: PageContext, call: str) -> MacroResult:
    """A call as an author types it, shown as code and not made."""
    written = f"{{{{ {call} }}}}"
    parsed = parse_calls(written, "")
    if parsed.problems or len(parsed.calls) != 1:
        raise KnowledgeError("P203", macro="example", argument="call", why="value", known="")
    evaluate(parsed.calls[0], context)
    html = tag("code", escape(written))
    return MacroResult(html, written, html)


def evaluate(call: Call, context: PageContext, *, dry_run: bool = False) -> MacroResult:
    """What the call gives on this page; in a dry run the same facts and ids, maybe without HTML.

    Raises `KnowledgeError` with what is wrong with the call, the same in a dry run.
    """
    known = registered()
    found = known.get(call.name)
    if found is None:
        names = sorted(known)
        near = nearest(call.name, names)
        raise KnowledgeError("P202", macro=call.name, near=near, known=", ".join(names))
    shape = (call.name, len(call.arguments), tuple(call.keywords))
    if shape not in _FIT:
        _check_arguments(call, found)
        _FIT.add(shape)
    keywords = {"as_" if key == "as" else key: value for key, value in call.keywords.items()}
    function = found.dry_run if dry_run else found.function
    result: MacroResult = function(context, *call.arguments, **keywords)
    return result


def _check_arguments(call: Call, found: Macro) -> None:
    """Raises `KnowledgeError` P203 that names the argument that is wrong or missing."""
    names = list(found.parameters)
    positional = [n for n, one in found.parameters.items() if one.kind is not one.KEYWORD_ONLY]
    given = names[: len(call.arguments)]

    def refusal(
        argument: str, why: Literal["many", "unknown", "twice", "missing"]
    ) -> KnowledgeError:
        known = ", ".join(names)
        return KnowledgeError("P203", macro=call.name, argument=argument, why=why, known=known)

    if len(call.arguments) > len(positional):
        raise refusal(call.arguments[len(positional)], "many")
    for key in call.keywords:
        if key not in names:
            raise refusal(key, "unknown")
        if key in given:
            raise refusal(key, "twice")
    for name in positional[len(call.arguments) :]:
        one = found.parameters[name]
        if one.default is one.empty and name not in call.keywords:
            raise refusal(name, "missing")


_FIT: set[tuple[str, int, tuple[str, ...]]] = set()
"""How many arguments and which keywords were found right for a macro."""


def plain(text: str, context: PageContext) -> str:
    """A text with its calls made, as plain text. Raises `KnowledgeError` of the first bad call."""
    calls = parse_calls(text, "").calls
    return edited(text, ((call.start, call.end, evaluate(call, context).text) for call in calls))


for _module in iter_modules(macros.render.__path__, "macros.render."):
    # Each registers its macros. It stands last because some of them need what stands above; the
    # contract of layers sees what they import all the same.
    import_module(_module.name)
