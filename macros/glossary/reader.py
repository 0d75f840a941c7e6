"""glossary.yml as text → the terms, with every problem of the file in one go."""

from __future__ import annotations

from collections.abc import Mapping

from macros.errors import nearest
from macros.glossary.schema import GlossaryFile, TermEntry
from macros.model import LOCALES, AvoidedForm, Problem, Term, Text
from macros.nodes import Document, read_yaml
from macros.schema import checked, optional_text


def read_glossary(text: str, path: str) -> tuple[Mapping[str, Term], tuple[Problem, ...]]:
    """The terms of `text` by key, and what is wrong with it."""
    document = read_yaml(text, path, "F")
    if not document.problems and not document.data:
        document.refuse((), "102")
    data = document.data if isinstance(document.data, dict) else {}
    terms: dict[str, Term] = {}
    if document.data and checked(document, (), GlossaryFile, {**data, "terms": {}}):
        for key, entry in (data.get("terms") or {}).items():
            term = checked(document, ("terms", key), TermEntry, entry)
            if term:
                terms[key] = _term(document, key, term)
    _check_see(document, terms)
    return terms, tuple(document.problems)


def _term(document: Document, key: str, entry: TermEntry) -> Term:
    return Term(
        key=key,
        form=Text(entry.en, entry.id),
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


def _check_see(document: Document, terms: Mapping[str, Term]) -> None:
    for key, term in terms.items():
        for index, other in enumerate(term.see):
            if other not in terms:
                document.refuse(
                    ("terms", key, "see", index),
                    "111",
                    what="term",
                    key=other,
                    near=nearest(other, terms),
                )
