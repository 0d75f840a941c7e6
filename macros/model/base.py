"""Words in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.fields import Entry, Text
from macros.problems import Locale


@dataclass(frozen=True)
class Bilingual(Entry):
    """The same words in both languages."""

    en: Text
    id: Text

    def __getitem__(self, locale: Locale) -> str:
        return self.en if locale == "en" else self.id
