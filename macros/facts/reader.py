"""facts.yml as text → `Registry`, with every problem of the file in one go."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from macros.datafiles.validation import abbreviated, read_entries
from macros.datafiles.yaml_source import Document, read_yaml
from macros.errors import KnowledgeError, nearest
from macros.facts.consistency import history, names_in_lists
from macros.facts.registry import Registry
from macros.model import FactsFile, Problem
from macros.model.facts import BROKEN, KIND, KNOWN, MOST, SIGNED


def read_facts(text: str, path: str) -> tuple[Registry, tuple[Problem, ...]]:
    """The facts of `text`, and what is wrong with it. What is wrong is left out of the facts."""
    document = read_yaml(text, path, "F")
    if not document.problems and not document.data:
        document.refuse((), KnowledgeError("F102"))
    elif isinstance(document.data, dict):
        return _registry(document), tuple(document.problems)
    elif not document.problems:
        got = abbreviated(document.data)
        error = KnowledgeError("F110", expected="mapping", choices="", near="", got=got)
        document.refuse((), error)
    return Registry(readable=False), tuple(document.problems)


def _registry(document: Document) -> Registry:
    known: dict[str, Any] = {field.name: {} for field in fields(FactsFile)}
    context = {KNOWN: known, BROKEN: document.broken, KIND: None, SIGNED: False, MOST: Decimal(1)}
    for name in document.data.keys() - known.keys():
        error = KnowledgeError("F108", key=name, near=nearest(name, known), known=", ".join(known))
        document.refuse((name,), error)
    hints = get_type_hints(FactsFile, include_extras=True)
    for field in fields(FactsFile):
        name = field.name
        if name in document.data:
            _, model = get_args(hints[name])
            known[name] |= read_entries(document, name, model, context)
        elif field.default_factory is MISSING:
            document.refuse((), KnowledgeError("F109", key=name))
    facts = known["facts"]
    for fact in facts.values():
        document.problems.extend(history(fact))
    broken = {str(path[1]): where for path, where in document.broken.items() if len(path) > 1}
    document.problems.extend(names_in_lists(facts, broken.keys()))
    known["claims"] = {
        key: replace(claim, where=document.where(("claims", key, "holds")))
        for key, claim in known["claims"].items()
    }
    return replace(Registry(**known), broken=broken)
