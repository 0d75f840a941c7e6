"""The value of an expression, with its units and editions checked."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, getcontext
from itertools import pairwise

from macros.errors import KnowledgeError, nearest
from macros.facts.expressions import (
    All,
    Comparison,
    Function,
    Node,
    Number,
    Operation,
    Reference,
    Words,
    parse,
)
from macros.facts.quantities import ANY, DATE, MEASURES, Quantity, measure, ordinal_of
from macros.facts.registry import Registry, unknown
from macros.facts.selection import Choice, select
from macros.model import Claim, Observation, Period

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Evaluation:
    """What an expression may look at: the facts, the day, and the pages of each kind."""

    registry: Registry
    today: date
    pages: Mapping[str, int] = field(default_factory=dict)
    """How many pages of a kind each language has; `module` is one."""

    def holds(self, claim: Claim, above: tuple[str, ...] = ()) -> bool:
        """Whether the claim is true. Raises `KnowledgeError` F116 to F119, P204, P205."""
        _refuse_circle(claim, above)
        return _Evaluator(self, claim, (*above, claim.key)).true(parse(claim.holds))

    def references(self, claim: Claim, above: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """The observations that a claim rests on, those of the claims that it names included."""
        _refuse_circle(claim, above)
        found: list[Choice] = []
        for node in _walk(parse(claim.holds)):
            if isinstance(node, Function) and node.name == "claim":
                inner = self.registry.claim(_claim_key(node, claim))
                found.extend(self.references(inner, (*above, claim.key)))
            elif isinstance(node, Reference) and node.key in self.registry.facts:
                found.append(self.choose(node))
        return tuple({(c.fact.key, id(c.observation)): c for c in found}.values())

    def choose(self, node: Reference) -> Choice:
        """The observation that a reference means."""
        fact = self.registry.fact(node.key)
        return select(fact, today=self.today, period=node.period, edition=node.edition)


class _Evaluator:
    def __init__(self, evaluation: Evaluation, claim: Claim, above: tuple[str, ...]) -> None:
        self.evaluation = evaluation
        self.claim = claim
        self.expression = claim.holds
        self.above = above

    def arguments(self, name: str) -> KnowledgeError:
        return KnowledgeError("F117", nonsense="arguments", name=name, expression=self.expression)

    def true(self, node: Node) -> bool:
        if isinstance(node, All):
            return all([self.true(part) for part in node.parts])
        if isinstance(node, Function) and node.name == "claim":
            other = self.evaluation.registry.claim(_claim_key(node, self.claim))
            return self.evaluation.holds(other, self.above)
        if not isinstance(node, Comparison):
            raise KnowledgeError("F117", nonsense="no-comparison", expression=self.expression)
        sides = [self.value(operand) for operand in node.operands]
        self.one_edition(sides)
        for left, right in pairwise(sides):
            self.same_unit(left, right)
        return all(
            _COMPARE[sign](left.value, right.value)
            for sign, (left, right) in zip(node.operators, pairwise(sides), strict=True)
        )

    def one_edition(self, sides: list[Quantity]) -> None:
        editions = sorted(frozenset[str]().union(*(side.editions for side in sides)))
        if len(editions) > 1 and not self.claim.mixes:
            raise KnowledgeError("F118", editions=", ".join(editions), expression=self.expression)

    def same_unit(self, left: Quantity, right: Quantity) -> str:
        if ANY in (left.unit, right.unit) and DATE not in (left.unit, right.unit):
            return right.unit if left.unit == ANY else left.unit
        if left.unit != right.unit:
            raise self.units(left, right)
        return left.unit

    def units(self, left: Quantity, right: Quantity) -> KnowledgeError:
        plain = {"": "1", ANY: "1"}
        told = [plain.get(side.unit, side.unit) for side in (left, right)]
        return KnowledgeError(
            "F117", nonsense="units", left=told[0], right=told[1], expression=self.expression
        )

    def value(self, node: Node) -> Quantity:
        if isinstance(node, Number):
            return Quantity(node.value, ANY)
        if isinstance(node, Reference):
            return self.of(self.evaluation.choose(node))
        if isinstance(node, Operation):
            return self.operation(node)
        if isinstance(node, Function):
            return self.function(node)
        raise KnowledgeError("F117", nonsense="not-a-number", expression=self.expression)

    def of(self, choice: Choice) -> Quantity:
        observation = choice.observation
        if isinstance(observation.value, Period):
            if observation.value.start != observation.value.end:
                raise KnowledgeError(
                    "F117", nonsense="period", fact=choice.fact.key, expression=self.expression
                )
            return ordinal_of(observation.value.start.first)
        if not isinstance(observation.value, Decimal):
            raise KnowledgeError("F117", nonsense="not-a-number", expression=self.expression)
        unit = choice.fact.unit.key if choice.fact.unit else ""
        return Quantity(observation.value, unit, _editions(observation))

    def operation(self, node: Operation) -> Quantity:
        left, right = self.value(node.left), self.value(node.right)
        editions = left.editions | right.editions
        if node.operator in "+-":
            unit = self.same_unit(left, right)
            if node.operator == "+" and unit == DATE:
                raise self.units(left, right)
            if node.operator == "+":
                return Quantity(left.value + right.value, unit, editions)
            return Quantity(left.value - right.value, "" if unit == DATE else unit, editions)
        units = [unit for unit in (left.unit, right.unit) if unit not in ("", ANY)]
        if left.unit == right.unit == ANY:
            units = [ANY]
        if node.operator == "*":
            if len(units) > 1:
                raise self.units(left, right)
            return Quantity(left.value * right.value, "".join(units), editions)
        if right.value == 0:
            raise KnowledgeError("F117", nonsense="zero", expression=self.expression)
        if right.unit in ("", ANY):
            return Quantity(left.value / right.value, "".join(units), editions)
        self.same_unit(left, right)
        return Quantity(left.value / right.value, "", editions)

    def function(self, node: Function) -> Quantity:
        name = node.name
        if name in ("abs", "number", "round"):
            return self.arithmetic(name, node)
        if name in ("facts", "pages"):
            return self.counted(name, self.words(node))
        if name == "claim":
            raise self.arguments(name)
        if name not in MEASURES:
            known = ("abs", "number", "round", "facts", "pages", "claim", *MEASURES)
            near = nearest(name, known)
            raise KnowledgeError(
                "F117", nonsense="function", name=name, near=near, expression=self.expression
            )
        argument = node.arguments[0]
        if len(node.arguments) != 1 or not isinstance(argument, Reference):
            raise self.arguments(name)
        result = measure(name, self.evaluation.choose(argument).observation)
        if result is None:
            raise self.arguments(name)
        return result

    def arithmetic(self, name: str, node: Function) -> Quantity:
        if len(node.arguments) != (2 if name == "round" else 1):
            raise self.arguments(name)
        inner = self.value(node.arguments[0])
        if name == "abs":
            return Quantity(abs(inner.value), inner.unit, inner.editions)
        if name == "number":
            return Quantity(inner.value, "", inner.editions)
        places = node.arguments[1]
        if not isinstance(places, Number) or places.value != int(places.value):
            raise self.arguments(name)
        if int(places.value) >= getcontext().prec:
            return inner
        return Quantity(round(inner.value, int(places.value)), inner.unit, inner.editions)

    def counted(self, name: str, text: str) -> Quantity:
        if name == "facts":
            return Quantity(Decimal(len(self.evaluation.registry.starting(text))))
        if text not in self.evaluation.pages:
            raise unknown("pages", text, self.evaluation.pages)
        return Quantity(Decimal(self.evaluation.pages[text]))

    def words(self, node: Function) -> str:
        argument = node.arguments[0]
        if len(node.arguments) != 1 or not isinstance(argument, Words):
            raise self.arguments(node.name)
        return argument.value


def _editions(observation: Observation) -> frozenset[str]:
    return frozenset({observation.edition.key}) if observation.edition else frozenset()


def _refuse_circle(claim: Claim, above: tuple[str, ...]) -> None:
    if claim.key in above:
        raise KnowledgeError("F119", cycle=" → ".join((*above, claim.key)))


def _claim_key(node: Function, claim: Claim) -> str:
    argument = node.arguments[0]
    if len(node.arguments) != 1 or not isinstance(argument, Reference):
        raise KnowledgeError("F117", nonsense="arguments", name="claim", expression=claim.holds)
    return argument.key


def _walk(node: Node) -> list[Node]:
    """The node and all below it."""
    below: tuple[Node, ...] = ()
    if isinstance(node, All):
        below = node.parts
    elif isinstance(node, Comparison):
        below = node.operands
    elif isinstance(node, Operation):
        below = (node.left, node.right)
    elif isinstance(node, Function) and node.name != "claim":
        below = node.arguments
    return [node, *(inner for part in below for inner in _walk(part))]
