"""synonyms.yml: words that readers use for what the site calls otherwise, for its search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import Field

from macros.datafiles.validation import read_file
from macros.model import Locale, Problem
from macros.model.fields import Entry, Text

_Words: TypeAlias = Annotated[tuple[Text, ...], Field(min_length=1)]
Synonyms: TypeAlias = tuple[Mapping[Locale, tuple[str, ...]], ...]
"""For each notion its words in each language."""


@dataclass(frozen=True)
class SynonymsFile(Entry):
    """The file: a list of notions, each with its words in both languages."""

    synonyms: tuple[SynonymEntry, ...]


@dataclass(frozen=True)
class SynonymEntry(Entry):
    """The words of one notion: who types one of them finds the others too."""

    en: _Words
    id: _Words


def read_synonyms(text: str, path: str) -> tuple[Synonyms, tuple[Problem, ...]]:
    """The notions, and what is wrong with the form of the file."""
    document, file = read_file(text, path, SynonymsFile)
    found = file.synonyms if file else ()
    return tuple({"en": one.en, "id": one.id} for one in found), tuple(document.problems)
