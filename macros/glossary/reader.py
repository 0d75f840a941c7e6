"""glossary.yml as text → the terms, with every problem of the file in one go."""

from __future__ import annotations

from collections.abc import Mapping

from macros.datafiles.validation import read_entries, validate
from macros.datafiles.yaml_source import read_yaml
from macros.errors import KnowledgeError, nearest
from macros.model import GlossaryFile, Location, Problem, Term


def read_glossary(
    text: str, path: str
) -> tuple[Mapping[str, Term], Mapping[str, Location], tuple[Problem, ...]]:
    """The terms of `text` by key, the place of what is wrong with the others, and all problems."""
    document = read_yaml(text, path, "F")
    if not document.problems and not document.data:
        document.refuse((), KnowledgeError("F102"))
    if not document.data:
        return {}, {}, tuple(document.problems)
    terms: dict[str, Term] = {}
    data = document.data
    if isinstance(data, dict) and data.get("terms"):
        terms = read_entries(document, "terms", Term)
        data = {**data, "terms": {}}  # They have told their own problems.
    validate(document, (), GlossaryFile, data)
    for key, term in terms.items():
        for index, other in enumerate(term.see):
            if other not in document.data["terms"]:
                error = KnowledgeError("F111", what="term", key=other, near=nearest(other, terms))
                document.refuse(("terms", key, "see", index), error)
    broken = {str(entry[1]): where for entry, where in document.broken.items() if len(entry) > 1}
    return terms, broken, tuple(document.problems)
