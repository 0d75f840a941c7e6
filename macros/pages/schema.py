"""The front matter that a page may have: an allow-list, the same in both languages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model import ModuleMeta, PageMeta
from macros.schema import DayText, Entry, Whole, Written

Texts = Annotated[list[Written], Field(min_length=1)]


class ModuleEntry(Entry):
    """What a training module states about itself."""

    number: Whole
    minutes: Whole
    objectives: list[Whole]
    targets: list[Written]
    prerequisites: list[Whole]
    outcomes: Texts
    questions: Texts

    def meta(self) -> ModuleMeta:
        """The entry as the model's noun."""
        return ModuleMeta(
            number=self.number,
            minutes=self.minutes,
            objectives=tuple(self.objectives),
            targets=tuple(self.targets),
            prerequisites=tuple(self.prerequisites),
            outcomes=tuple(self.outcomes),
            questions=tuple(self.questions),
        )


class FrontMatter(Entry):
    """The front matter of any page."""

    title: Written
    description: Written
    date: DayText | None = Field(None, description="News: figures are those known on this day")
    source: Written | None = Field(None, description="News: the source that the item reports on")
    module: ModuleEntry | None = None

    def meta(self) -> PageMeta:
        """The entry as the model's noun."""
        module = self.module.meta() if self.module else None
        return PageMeta(self.title, self.description, self.date, self.source or "", module)
