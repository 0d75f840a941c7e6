"""What must hold between the observations of a fact, and between facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from macros.errors import nearest, problem
from macros.model import Fact, Kind, NameRef, Observation, Problem


def history(fact: Fact) -> Iterator[Problem]:
    """One value an edition, source and period; two values of a period need an explanation."""
    seen: dict[object, Observation] = {}
    values: dict[object, set[object]] = {}
    for o in fact.observations:
        first = seen.setdefault((o.period, o.edition, o.source.key, o.starts), o)
        if first is not o:
            yield problem(o.where, "F113", fact=fact.key, line=str(first.where.line))
        values.setdefault(o.period, set()).add(o.value)
    rivals = any(len(different) > 1 for different in values.values())
    if rivals and fact.differs is None and fact.kind is not Kind.NAME:
        yield problem(fact.where, "F114", fact=fact.key)


def names_in_lists(facts: Mapping[str, Fact], broken: Set[str]) -> Iterator[Problem]:
    """Every name that a list refers to exists; of `broken` facts the problem is told elsewhere."""
    names = {key for key, fact in facts.items() if fact.kind is Kind.NAME}
    for fact in facts.values():
        for observation in fact.observations:
            for item in observation.value if isinstance(observation.value, tuple) else ():
                if isinstance(item, NameRef) and item.fact not in names | broken:
                    near = nearest(item.fact, names)
                    yield problem(observation.where, "F111", what="name", key=item.fact, near=near)
