"""The expression language of claims: text → syntax tree.

    expression  = comparison { "and" comparison }
    comparison  = sum { ("==" | "!=" | "<" | "<=" | ">" | ">=") sum }
    sum         = product { ("+" | "-") product }
    product     = operand { ("*" | "/") operand }
    operand     = number | "(" expression ")" | name "(" arguments ")" | fact ["[" pin "]"]
    pin         = [period] ["@" edition]

Fact ids may hold hyphens, so a minus sign stands between spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, TypeAlias, TypeVar

from macros.errors import KnowledgeError

DEEPEST = 20
"""Levels of brackets: deeper ones are refused."""
LONGEST = 300
"""Numbers, names and signs: a longer expression is refused, since its tree is as deep."""


class Reference(NamedTuple):
    """A fact, perhaps pinned to a period and an edition."""

    key: str
    period: str | None = None
    edition: str | None = None


class Operation(NamedTuple):
    """Two operands and one of + - * /."""

    operator: str
    left: Node
    right: Node


class Comparison(NamedTuple):
    """Operands in a chain, as in a < b < c."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]


class All(NamedTuple):
    """Comparisons that must all hold."""

    parts: tuple[Node, ...]


class Function(NamedTuple):
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Decimal | str | Reference | Operation | Comparison | All | Function
"""Besides the classes above a number as written, which takes the unit of what it is compared with,
and a text in quotation marks, the argument of some functions."""

_Read = TypeVar("_Read")
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9]+(?:\.[0-9]+)?)
    | (?P<name>[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*)(?:\[(?P<pin>[^\]]*)\])?
    | "(?P<text>[^"]*)"
    | (?P<sign>==|!=|<=|>=|[-+*/<>(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})


def parse(text: str) -> Node:
    """The syntax tree of an expression. Raises `KnowledgeError` F116 with the place in it."""
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[re.Match[str]] = []
        at = 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if not match or len(self.tokens) == LONGEST:
                raise self.error(at)
            self.tokens.append(match)
            at = match.end()
        self.at = 0
        self.depth = 0

    def error(self, offset: int) -> KnowledgeError:
        offset += len(self.text[offset:]) - len(self.text[offset:].lstrip(" \t\n"))
        return KnowledgeError(
            "F116", expression=self.text, position=str(offset + 1), rest=self.text[offset:][:30]
        )

    def here(self) -> KnowledgeError:
        token = self.token()
        return self.error(token.start() if token else len(self.text))

    def token(self) -> re.Match[str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def sign(self, *wanted: str) -> str | None:
        """The next token if it is one of these signs or words; it is then used up."""
        token = self.token()
        found = token and (token["sign"] or (token["pin"] is None and token["name"]))
        if not found or found not in wanted:
            return None
        self.at += 1
        return found

    def whole(self) -> Node:
        node = self.expression()
        if self.token():
            raise self.here()
        return node

    def expression(self) -> Node:
        parts = [self.comparison()]
        while self.sign("and"):
            parts.append(self.comparison())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def comparison(self) -> Node:
        operands, operators = [self.sum()], []
        while sign := self.sign(*_COMPARISONS):
            operators.append(sign)
            operands.append(self.sum())
        return Comparison(tuple(operands), tuple(operators)) if operators else operands[0]

    def sum(self) -> Node:
        node = self.product()
        while sign := self.sign("+", "-"):
            node = Operation(sign, node, self.product())
        return node

    def product(self) -> Node:
        node = self.operand()
        while sign := self.sign("*", "/"):
            node = Operation(sign, node, self.operand())
        return node

    def operand(self) -> Node:
        if self.sign("("):
            return self.enclosed(self.expression)
        token = self.token()
        if not token or token["sign"] or token["name"] == "and":
            raise self.here()
        self.at += 1
        if token["number"]:
            return Decimal(token["number"])
        if token["text"] is not None:
            return token["text"]
        if token["pin"] is None and self.sign("("):
            return Function(token["name"], self.enclosed(self.arguments))
        if token["pin"] == "":
            raise self.error(token.start("pin"))
        period, _, edition = (token["pin"] or "").partition("@")
        return Reference(token["name"], period or None, edition or None)

    def arguments(self) -> tuple[Node, ...]:
        arguments = [self.sum()]
        while self.sign(","):
            arguments.append(self.sum())
        return tuple(arguments)

    def enclosed(self, read: Callable[[], _Read]) -> _Read:
        """What is read up to the bracket that closes the one before it."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.here()
        inner = read()
        if not self.sign(")"):
            raise self.here()
        self.depth -= 1
        return inner
