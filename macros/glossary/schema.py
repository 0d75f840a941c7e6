"""The form of glossary.yml, as one pydantic model."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.schema import DateText, Entry, Key, SharedWords, Words, Written


class AvoidEntry(Entry):
    """A form that must not be used, since when and why."""

    form: Written
    why: Words
    since: DateText | None = None


class FormsEntry(Entry):
    """Other forms, by language."""

    en: list[Written] = Field(default_factory=list)
    id: list[Written] = Field(default_factory=list)


class AvoidedEntry(Entry):
    """Outdated or wrong forms, by language."""

    en: list[AvoidEntry] = Field(default_factory=list)
    id: list[AvoidEntry] = Field(default_factory=list)


class TermEntry(Entry):
    """A term: its preferred form and meaning in both languages."""

    en: Written
    id: Written
    definition: Words
    basis: Literal["read", "own"] = Field(description="Whether the definition paraphrases a source")
    short: SharedWords | None = None
    source: Written | None = None
    also: FormsEntry = FormsEntry()
    avoid: AvoidedEntry = AvoidedEntry()
    see: list[Key] = Field(default_factory=list)
    note: Words | None = None


class GlossaryFile(Entry):
    """glossary.yml: the terms of the site."""

    terms: dict[Key, TermEntry]
