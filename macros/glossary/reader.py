"""glossary.yml as text → the terms, with every problem of the file in one go."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from macros.datafiles.schema_types import KEY, checked, optional_text
from macros.datafiles.validation import shown
from macros.datafiles.yaml_source import Document, read_yaml
from macros.errors import nearest
from macros.glossary.schema import GlossaryFile, TermEntry
from macros.model import LOCALES, AvoidedForm, Bilingual, Location, Problem, Term


def read_glossary(
    text: str, path: str
) -> tuple[Mapping[str, Term], Mapping[str, Location], tuple[Problem, ...]]:
    """The terms of `text` by key, the place of what is wrong with the others, and all problems."""
    document = read_yaml(text, path, "F")
    if not document.problems and not document.data:
        document.refuse((), "102")
    terms: dict[str, Term] = {}
    entries = _entries(document)
    for key, data in entries.items():
        where = ("terms", key)
        entry = checked(document, where, TermEntry, data)
        if not KEY.fullmatch(key):
            document.refuse(where, "110", expected="key", choices="", got=key)
        elif entry:
            terms[key] = _term(document, key, entry)
    _check_see(document, terms, entries.keys())
    broken = {key: document.first_problem(("terms", key)) for key in entries.keys() - terms.keys()}
    return terms, broken, tuple(document.problems)


def _entries(document: Document) -> dict[str, Any]:
    """What stands below `terms`; where the file has another form, nothing, and a problem."""
    if not document.data:
        return {}
    if not isinstance(document.data, dict):
        document.refuse((), "110", expected="mapping", choices="", got=shown(document.data))
        return {}
    terms = document.data.get("terms")
    # The terms are checked one by one, so that each shows its own problems.
    checked(document, (), GlossaryFile, {**document.data, **({"terms": {}} if terms else {})})
    if isinstance(terms, dict):
        return terms
    if terms:
        document.refuse(("terms",), "110", expected="mapping", choices="", got=shown(terms))
    return {}


def _term(document: Document, key: str, entry: TermEntry) -> Term:
    return Term(
        key=key,
        form=Bilingual(entry.en, entry.id),
        definition=entry.definition.text(),
        basis=entry.basis,
        short=optional_text(entry.short),
        source=entry.source or "",
        also={locale: tuple(getattr(entry.also, locale)) for locale in LOCALES},
        avoid=tuple(
            AvoidedForm(avoided.form, locale, avoided.why.text(), avoided.since)
            for locale in LOCALES
            for avoided in getattr(entry.avoid, locale)
        ),
        see=tuple(entry.see),
        note=optional_text(entry.note),
        where=document.where(("terms", key)),
    )


def _check_see(document: Document, terms: Mapping[str, Term], written: Set[str]) -> None:
    """Of a term that is written but wrong itself, the problem is told there."""
    for key, term in terms.items():
        for index, other in enumerate(term.see):
            if other not in written:
                document.refuse(
                    ("terms", key, "see", index),
                    "111",
                    what="term",
                    key=other,
                    near=nearest(other, terms),
                )
