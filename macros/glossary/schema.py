"""The form of glossary.yml, as one declaration."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from macros.datafiles.schema_types import DateText, Entry, Key, SharedWords, Words, Written


class AvoidEntry(Entry, frozen=True):
    """A form that must not be used, since when and why."""

    form: Written
    why: Words
    since: DateText | None = None


class FormsEntry(Entry, frozen=True):
    """Other forms, by language."""

    en: list[Written] = field(default_factory=list)
    id: list[Written] = field(default_factory=list)


class AvoidedEntry(Entry, frozen=True):
    """Outdated or wrong forms, by language."""

    en: list[AvoidEntry] = field(default_factory=list)
    id: list[AvoidEntry] = field(default_factory=list)


class TermEntry(Entry, frozen=True):
    """A term: its preferred form and meaning in both languages."""

    en: Written
    id: Written
    definition: Words
    basis: Annotated[
        Literal["read", "own"], Meta(description="Whether the definition paraphrases a source")
    ]
    short: SharedWords | None = None
    source: Written | None = None
    also: FormsEntry = FormsEntry()
    avoid: AvoidedEntry = AvoidedEntry()
    see: list[Key] = field(default_factory=list)
    note: Words | None = None


class GlossaryFile(Entry, frozen=True):
    """glossary.yml: the terms of the site."""

    terms: dict[Key, TermEntry]
