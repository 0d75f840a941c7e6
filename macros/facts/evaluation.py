"""The value of an expression, with its units and editions checked."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, getcontext
from itertools import pairwise

from macros.errors import KnowledgeError, nearest
from macros.facts.expressions import All, Comparison, Function, Node, Operation, Reference, parse
from macros.facts.measures import ANY, DATE, MEASURES, Measure, measure, ordinal_of
from macros.facts.registry import Registry, unknown
from macros.facts.selection import Choice, select
from macros.model import Claim, Period

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_FUNCTIONS = ("abs", "number", "round", "facts", "pages", "claim", *MEASURES)


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

    def numbers(self, claim: Claim) -> frozenset[Decimal]:
        """The numbers that its expression writes, and those on record that it rests on; none where
        it cannot be evaluated."""
        try:
            written = {node for node in _walk(parse(claim.holds)) if isinstance(node, Decimal)}
            values = (choice.observation.value for choice in self.references(claim))
            return frozenset(written | {one for one in values if isinstance(one, Decimal)})
        except KnowledgeError:
            return frozenset()

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

    def one_edition(self, sides: list[Measure]) -> None:
        editions = sorted(frozenset[str]().union(*(side.editions for side in sides)))
        if len(editions) > 1 and not self.claim.mixes:
            raise KnowledgeError("F118", editions=", ".join(editions), expression=self.expression)

    def same_unit(self, left: Measure, right: Measure) -> str:
        if ANY in (left.unit, right.unit) and DATE not in (left.unit, right.unit):
            return right.unit if left.unit == ANY else left.unit
        if left.unit != right.unit:
            raise self.units(left, right)
        return left.unit

    def units(self, left: Measure, right: Measure) -> KnowledgeError:
        plain = {"": "1", ANY: "1"}
        told = [plain.get(side.unit, side.unit) for side in (left, right)]
        return KnowledgeError(
            "F117", nonsense="units", left=told[0], right=told[1], expression=self.expression
        )

    def value(self, node: Node) -> Measure:
        if isinstance(node, Decimal):
            return Measure(node, ANY)
        if isinstance(node, Reference):
            return self.of(self.evaluation.choose(node))
        if isinstance(node, Operation):
            return self.operation(node)
        if isinstance(node, Function):
            return self.function(node)
        raise KnowledgeError("F117", nonsense="not-a-number", expression=self.expression)

    def of(self, choice: Choice) -> Measure:
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
        editions = {observation.edition.key} if observation.edition else ()
        return Measure(observation.value, unit, frozenset(editions))

    def operation(self, node: Operation) -> Measure:
        left, right = self.value(node.left), self.value(node.right)
        editions = left.editions | right.editions
        if node.operator in "+-":
            unit = self.same_unit(left, right)
            if node.operator == "+" and unit == DATE:
                raise self.units(left, right)
            if node.operator == "+":
                return Measure(left.value + right.value, unit, editions)
            return Measure(left.value - right.value, "" if unit == DATE else unit, editions)
        units = [unit for unit in (left.unit, right.unit) if unit not in ("", ANY)]
        if left.unit == right.unit == ANY:
            units = [ANY]
        if node.operator == "*":
            if len(units) > 1:
                raise self.units(left, right)
            return Measure(left.value * right.value, "".join(units), editions)
        if right.value == 0:
            raise KnowledgeError("F117", nonsense="zero", expression=self.expression)
        if right.unit in ("", ANY):
            return Measure(left.value / right.value, "".join(units), editions)
        self.same_unit(left, right)
        return Measure(left.value / right.value, "", editions)

    def function(self, node: Function) -> Measure:
        match node.name, node.arguments:
            case "abs", (inner,):
                found = self.value(inner)
                return found._replace(value=abs(found.value))
            case "number", (inner,):
                return self.value(inner)._replace(unit="")
            case "round", (inner, Decimal() as places) if places == int(places):
                found = self.value(inner)
                if places >= getcontext().prec:
                    return found
                return found._replace(value=round(found.value, int(places)))
            case "facts", (str() as prefix,):
                return Measure(Decimal(len(self.evaluation.registry.starting(prefix))))
            case "pages", (str() as kind,):
                if kind not in self.evaluation.pages:
                    raise unknown("pages", kind, self.evaluation.pages)
                return Measure(Decimal(self.evaluation.pages[kind]))
            case name, (Reference() as fact,) if name in MEASURES:
                measured = measure(name, self.evaluation.choose(fact).observation)
                if measured:
                    return measured
        raise _unfit(node, self.expression)


def _refuse_circle(claim: Claim, above: tuple[str, ...]) -> None:
    if claim.key in above:
        raise KnowledgeError("F119", cycle=" → ".join((*above, claim.key)))


def _claim_key(node: Function, claim: Claim) -> str:
    match node.arguments:
        case (Reference(key=key),):
            return key
    raise _unfit(node, claim.holds)


def _unfit(node: Function, expression: str) -> KnowledgeError:
    """The refusal of a function that there is not, or else of its arguments."""
    name = node.name
    if name in _FUNCTIONS:
        return KnowledgeError("F117", nonsense="arguments", name=name, expression=expression)
    near = nearest(name, _FUNCTIONS)
    return KnowledgeError("F117", nonsense="function", name=name, near=near, expression=expression)


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
