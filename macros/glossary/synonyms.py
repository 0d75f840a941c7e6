"""synonyms.yml: words that readers use for what the site calls otherwise, for its search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from msgspec import Meta

from macros.datafiles.schema_types import Entry, Written, checked
from macros.datafiles.yaml_source import read_yaml
from macros.model import Locale, Problem

_Words = Annotated[list[Written], Meta(min_length=1)]
Synonyms: TypeAlias = tuple[Mapping[Locale, tuple[str, ...]], ...]
"""For each notion its words in each language."""


class SynonymsFile(Entry, frozen=True):
    """The file: a list of notions, each with its words in both languages."""

    synonyms: list[SynonymEntry]


class SynonymEntry(Entry, frozen=True):
    """The words of one notion: who types one of them finds the others too."""

    en: _Words
    id: _Words


def read_synonyms(text: str, path: str) -> tuple[Synonyms, tuple[Problem, ...]]:
    """The notions, and what is wrong with the form of the file."""
    document = read_yaml(text, path, "F")
    if document.data is None:
        return (), tuple(document.problems)
    entry = checked(document, (), SynonymsFile, document.data)
    found: Synonyms = tuple(
        {"en": tuple(one.en), "id": tuple(one.id)} for one in (entry.synonyms if entry else ())
    )
    return found, tuple(document.problems)
