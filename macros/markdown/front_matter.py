"""The front matter that a page may have: an allow-list, the same in both languages."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from macros.datafiles.schema_types import DayText, Entry, Whole, Written
from macros.model import ModuleMeta, PageMeta

Texts = Annotated[list[Written], Meta(min_length=1)]


class ModuleEntry(Entry, frozen=True):
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


class FrontMatter(Entry, frozen=True):
    """The front matter of any page."""

    title: Written
    description: Written
    date: Annotated[
        DayText | None, Meta(description="News: figures are those known on this day")
    ] = None
    source: Annotated[
        Written | None, Meta(description="News: the source that the item reports on")
    ] = None
    module: ModuleEntry | None = None

    def meta(self) -> PageMeta:
        """The entry as the model's noun."""
        module = self.module.meta() if self.module else None
        return PageMeta(self.title, self.description, self.date, self.source or "", module)
