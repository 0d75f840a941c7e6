"""The checked facts: immutable, and the only way from an id to a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from macros.errors import KnowledgeError, nearest
from macros.model import Claim, Edition, Fact, Group, Kind, Location, Source, Unit

T = TypeVar("T")
_What: TypeAlias = Literal[
    "fact",
    "name",
    "claim",
    "source",
    "group",
    "term",
    "page",
    "pages",
    "diagram",
    "module",
    "section",
    "form",
]


@dataclass(frozen=True)
class Registry:
    """Everything that facts.yml holds, in the order of the file."""

    groups: Mapping[str, Group] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    broken: Mapping[str, Location] = field(default_factory=dict)
    """Ids that stand in the file but cannot be used, and the place of what is wrong with them."""
    readable: bool = True
    """Whether the file as a whole could be read."""

    def fact(self, key: str) -> Fact:
        """The fact of this id. Raises `KnowledgeError` P204 with the nearest ids."""
        return _get(self.facts, key, "fact")

    def name(self, key: str) -> Fact:
        """The fact of this id, which must be a name. Raises P204 otherwise."""
        fact = self.facts.get(key)
        if fact is None or fact.kind is not Kind.NAME:
            names = (k for k, f in self.facts.items() if f.kind is Kind.NAME)
            raise unknown("name", key, names)
        return fact

    def claim(self, key: str) -> Claim:
        """The claim of this id. Raises P204."""
        return _get(self.claims, key, "claim")

    def source(self, key: str) -> Source:
        """The source of this id. Raises P204."""
        return _get(self.sources, key, "source")

    def group(self, key: str) -> Group:
        """The group of this id. Raises P204."""
        return _get(self.groups, key, "group")

    def of_group(self, key: str) -> tuple[Fact, ...]:
        """The facts of a group, in the order of the file."""
        return tuple(fact for fact in self.facts.values() if fact.group.key == key)

    def starting(self, prefix: str) -> tuple[Fact, ...]:
        """The facts whose ids start so, in the order of the file."""
        return tuple(fact for key, fact in self.facts.items() if key.startswith(prefix))


def _get(entries: Mapping[str, T], key: str, what: _What) -> T:
    if key not in entries:
        raise unknown(what, key, entries)
    return entries[key]


def unknown(what: _What, key: str, known: Iterable[str]) -> KnowledgeError:
    """The refusal of an id that does not exist, with the nearest that do."""
    return KnowledgeError("P204", what=what, key=key, near=nearest(key, known))
