"""Whether the two languages of a section say the same, as far as their states tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from macros.model import LOCALES, Locale, Location, Page
from macros.translations.lock import SyncRecord, SyncRecords
from macros.translations.sections import Section, read_sections


class SyncStatus(StrEnum):
    """How the two languages of a section stand to each other."""

    IN_LINE = "in-line"
    BEHIND_EN = "behind-en"
    """The Indonesian text has changed since, the English one has not."""
    BEHIND_ID = "behind-id"
    BOTH_CHANGED = "both-changed"
    NO_RECORD = "no-record"
    ONE_LANGUAGE = "one-language"

    @property
    def behind(self) -> Locale | None:
        """The language that has to follow the other one."""
        behind: dict[SyncStatus, Locale] = {SyncStatus.BEHIND_EN: "en", SyncStatus.BEHIND_ID: "id"}
        return behind.get(self)


@dataclass(frozen=True)
class SectionPair:
    """A section in both languages; None where a language lacks it."""

    anchor: str
    en: Section | None
    id: Section | None
    record: SyncRecord | None

    def __getitem__(self, locale: Locale) -> Section | None:
        return self.en if locale == "en" else self.id

    @property
    def standing(self) -> SyncStatus:
        """What has changed since the record was made."""
        if self.en is None or self.id is None:
            return SyncStatus.ONE_LANGUAGE
        if self.record is None:
            return SyncStatus.NO_RECORD
        changed = (self.en.state != self.record.en, self.id.state != self.record.id)
        return {
            (False, False): SyncStatus.IN_LINE,
            (True, False): SyncStatus.BEHIND_ID,
            (False, True): SyncStatus.BEHIND_EN,
            (True, True): SyncStatus.BOTH_CHANGED,
        }[changed]


class PagePair(NamedTuple):
    """A page in both languages, section by section."""

    key: str
    pages: Mapping[Locale, Page]
    sections: Mapping[Locale, tuple[Section, ...]]
    pairs: tuple[SectionPair, ...]

    def where(self, locale: Locale, section: Section | None) -> Location:
        """Where a section begins; of one that a language lacks, where its page does."""
        return Location(self.pages[locale].path, section.line if section else 1)

    def comparable(self) -> Iterator[tuple[Section, Section]]:
        """The sections, English and Indonesian, whose headings and text have a counterpart.

        A section that ran on into one that its twin lacks has none: it may hold more.
        """
        alone = {pair.anchor for pair in self.pairs if not (pair.en and pair.id)}
        longer = {
            before.anchor
            for sections in self.sections.values()
            for before, after in pairwise(sections)
            if after.anchor in alone
        }
        for pair in self.pairs:
            if pair.en and pair.id and pair.anchor not in longer:
                yield pair.en, pair.id


def read_twins(
    pages: Mapping[Locale, Mapping[str, Page]],
    records: SyncRecords,
    sections_of: Callable[[Page], tuple[Section, ...]] = read_sections,
) -> Iterator[PagePair]:
    """Every page of either language with its twin, in order of their keys."""
    for key in sorted({key for by_key in pages.values() for key in by_key}):
        found: dict[Locale, Page] = {
            locale: pages[locale][key] for locale in LOCALES if key in pages.get(locale, {})
        }
        sections = {locale: sections_of(page) for locale, page in found.items()}
        yield PagePair(key, found, sections, tuple(_pairs(key, sections, records)))


def _pairs(
    key: str, sections: Mapping[Locale, tuple[Section, ...]], records: SyncRecords
) -> Iterator[SectionPair]:
    """The sections of both languages, in the order of the English page, then the others."""
    en = {section.anchor: section for section in sections.get("en", ())}
    id_ = {section.anchor: section for section in sections.get("id", ())}
    for anchor in dict.fromkeys((*en, *id_)):
        yield SectionPair(anchor, en.get(anchor), id_.get(anchor), records.get((key, anchor)))
