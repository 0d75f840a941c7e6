"""Jinja as the judge of what the page language's own patterns do not know."""

from __future__ import annotations

import re
from typing import Literal

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.errors import KnowledgeError

_JINJA = ImmutableSandboxedEnvironment(loader=None, cache_size=0, keep_trailing_newline=True)

_ENDS = {"variable_end", "block_end", "raw_end", "comment_end"}
_PLACE = re.compile(r" at \d+$")
"""An offset in the text, of which the place of the problem tells more."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character of UTF-16: an escape can write it, nothing can print it."""


def first(text: str) -> tuple[int, str]:
    """The length of what a text begins with; none, and Jinja's reason, where it has no end."""
    at = 0
    try:
        for _, token, value in _JINJA.lexer.tokeniter(text, None):
            at = text.index(value, at) + len(value)
            if token in _ENDS:
                return at, ""
    except TemplateSyntaxError as error:
        return 0, _reason(error)
    return 0, "the braces are not closed"


def _reason(error: TemplateSyntaxError) -> str:
    return _PLACE.sub("", error.message or "")


def read_call(source: str) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """Name, arguments and keywords of a call. Raises `KnowledgeError` for anything else."""
    if source.startswith(("{{-", "{{+")) or source.rstrip().endswith(("-}}", "+}}")):
        raise KnowledgeError("P201", what="whitespace")
    try:
        body = _JINJA.parse(source).body
    except TemplateSyntaxError as error:
        raise KnowledgeError("P201", what="unreadable", reason=_reason(error)) from error
    except (RecursionError, ValueError) as error:
        # Brackets or digits without end.
        raise KnowledgeError("P201", what="expression") from error
    expression = body[0].nodes[0] if body and isinstance(body[0], nodes.Output) else None
    if not isinstance(expression, nodes.Call) or not isinstance(expression.node, nodes.Name):
        raise KnowledgeError("P201", what=_named(expression))
    if expression.dyn_args or expression.dyn_kwargs:
        raise KnowledgeError("P201", what="expression")
    name = expression.node.name
    keywords: dict[str, str] = {}
    for keyword in expression.kwargs:
        if keyword.key in keywords:
            raise KnowledgeError("P203", macro=name, argument=keyword.key, why="twice", known="")
        keywords[keyword.key] = _literal(keyword.value)
    return name, tuple(map(_literal, expression.args)), keywords


def _named(expression: nodes.Node | None) -> Literal["filter", "variable", "expression"]:
    if isinstance(expression, nodes.Filter):
        return "filter"
    if isinstance(expression, nodes.Name):
        return "variable"
    return "expression"


def _literal(node: nodes.Node) -> str:
    if (
        isinstance(node, nodes.Const)
        and isinstance(node.value, str)
        and not _HALF.search(node.value)
    ):
        return node.value
    raise KnowledgeError("P201", what="argument")
