"""facts.yml as text → `Registry`, with every problem of the file in one go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import fields

from macros.datafiles.schema_types import KEY, Words, checked, optional_text
from macros.datafiles.validation import shown
from macros.datafiles.yaml_source import Document, Path, read_yaml
from macros.errors import KnowledgeError, nearest
from macros.facts.consistency import history, names_in_lists
from macros.facts.registry import Registry
from macros.facts.schema import (
    SECTIONS,
    ClaimEntry,
    CorrectionEntry,
    EditionEntry,
    FactEntry,
    FactsFile,
    ObservationEntry,
    SourceEntry,
    UnitEntry,
)
from macros.facts.values import read_value
from macros.languages.dates import parse_period
from macros.languages.numbers import SYMBOL
from macros.model import (
    NUMERIC,
    WITH_UNIT,
    Claim,
    Correction,
    Edition,
    Fact,
    Group,
    Kind,
    Observation,
    PartialDate,
    Period,
    Problem,
    Source,
    Unit,
)

T = TypeVar("T")


def read_facts(text: str, path: str) -> tuple[Registry, tuple[Problem, ...]]:
    """The facts of `text`, and what is wrong with it. What is wrong is left out of the facts."""
    document = read_yaml(text, path, "F")
    if not document.problems and not document.data:
        document.refuse((), "102")
    elif not isinstance(document.data, dict):
        if not document.problems:
            document.refuse((), "110", expected="mapping", choices="", got=shown(document.data))
    else:
        return _Reader(document).registry(), tuple(document.problems)
    return Registry(readable=False), tuple(document.problems)


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.entries: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
        self.written: dict[str, list[str]] = {}
        self._sections()
        self.groups = {k: Group(k, e.text()) for k, e in self._of("groups", Words)}
        self.units = {k: Unit(k, e.text(), e.symbol or "") for k, e in self._of("units", UnitEntry)}
        self.editions = {
            k: Edition(k, e.title.text(), e.published)
            for k, e in self._of("editions", EditionEntry)
        }
        self.sources = {k: _source(k, e) for k, e in self._of("sources", SourceEntry)}

    def registry(self) -> Registry:
        facts = {k: self._fact(k, e) for k, e in self._of("facts", FactEntry)}
        whole = {k: fact for k, fact in facts.items() if fact}
        names = self.written.get("facts", ())
        self.document.problems.extend(names_in_lists(whole, whole.keys() ^ set(names)))
        claims = {k: self._claim(k, e) for k, e in self._of("claims", ClaimEntry)}
        registry = Registry(self.groups, self.units, self.editions, self.sources, whole, claims)
        broken = {
            key: self.document.first_problem((name, key))
            for name, keys in self.written.items()
            for key in keys
            if key not in getattr(registry, name)
        }
        return replace(registry, broken=broken)

    def _sections(self) -> None:
        data: dict[str, Any] = self.document.data
        for name in data.keys() - SECTIONS.keys():
            self.document.refuse(
                (name,), "108", key=name, near=nearest(name, SECTIONS), known=", ".join(SECTIONS)
            )
        for field in fields(FactsFile):
            if field.name in data:
                self._section(field.name, data[field.name])
            elif field.required:
                self.document.refuse((), "109", key=field.name)

    def _section(self, name: str, section: Any) -> None:
        if not isinstance(section, dict):
            self._refuse_value((name,), "mapping", shown(section))
            return
        self.written[name] = list(section)
        for key, data in section.items():
            entry = checked(self.document, (name, key), SECTIONS[name], data)
            if entry is not None and _well_formed(self.document, (name, key), key):
                self.entries[name][key] = entry

    def _of(self, name: str, model: type[T]) -> list[tuple[str, T]]:
        return list(self.entries[name].items())

    def _known(self, table: dict[str, T], key: str | None, path: Path, what: str) -> T | None:
        """The entry that `key` names; where there is none, a problem at `path`."""
        if key is None:
            return None
        if key not in table and key not in self.written.get(f"{what}s", ()):
            self.document.refuse(path, "111", what=what, key=key, near=nearest(key, table))
        return table.get(key)

    def _fact(self, key: str, entry: FactEntry) -> Fact | None:
        path: Path = ("facts", key)
        before = len(self.document.problems)
        named = (*path, "group") if entry.group else path
        group = self._known(self.groups, entry.group or key.partition(".")[0], named, "group")
        unit = self._known(self.units, entry.unit, (*path, "unit"), "unit")
        if (entry.kind in WITH_UNIT) != (entry.unit is not None):
            wanted = "109" if entry.kind in WITH_UNIT else "108"
            self.document.refuse((*path, "unit"), wanted, key="unit", near="", known="")
        if entry.kind is Kind.MONEY and unit and not SYMBOL.fullmatch(unit.symbol):
            self._refuse_value((*path, "unit"), "currency", unit.key)
        observations = [
            self._observation((*path, "observations", i), entry.kind, o)
            for i, o in enumerate(entry.observations)
        ]
        whole = tuple(o for o in observations if o)
        if not group or (entry.unit and not unit) or len(whole) < len(observations):
            return None
        if len(self.document.problems) > before:
            return None
        fact = Fact(
            key=key,
            kind=entry.kind,
            label=entry.label.text(),
            group=group,
            observations=whole,
            unit=unit,
            compact=entry.style == "compact",
            review=entry.review,
            note=optional_text(entry.note),
            differs=optional_text(entry.differs),
            where=self.document.where(path),
        )
        self.document.problems.extend(history(fact))
        return fact

    def _observation(self, path: Path, kind: Kind, entry: ObservationEntry) -> Observation | None:
        before = len(self.document.problems)
        source = self._known(self.sources, entry.source, (*path, "source"), "source")
        edition = self._known(self.editions, entry.edition, (*path, "edition"), "edition")
        period = self._period((*path, "period"), kind, entry.period)
        known = self._known_since(path, kind, entry, source)
        try:
            value = read_value(kind, entry.value)
        except KnowledgeError as error:
            self.document.problems.append(error.at(self.document.where((*path, "value"))))
        if len(self.document.problems) > before or source is None:
            return None
        return Observation(
            value=value,
            source=source,
            known=known,
            period=period,
            edition=edition,
            qualifier=entry.qualifier,
            note=optional_text(entry.note),
            starts=entry.from_ or date.min,
            short=optional_text(entry.short),
            role=optional_text(entry.role),
            corrected=_correction(entry.corrected),
            where=self.document.where(path),
        )

    def _period(self, path: Path, kind: Kind, written: str | None) -> Period | None:
        if written is None:
            if kind in NUMERIC:
                self.document.refuse(path, "109", key="period")
            return None
        try:
            return parse_period(written)
        except ValueError:
            self._refuse_value(path, "period", written)
            return None

    def _refuse_value(self, path: Path, expected: str, got: str) -> None:
        self.document.refuse(path, "110", expected=expected, choices="", got=got)

    def _known_since(
        self, path: Path, kind: Kind, entry: ObservationEntry, source: Source | None
    ) -> date:
        """The last day that the written date may mean: never earlier than is certain."""
        if kind is Kind.NAME:
            return date.min
        if entry.known is not None:
            known: PartialDate = entry.known
            return known.last
        if source is not None and source.published is None:
            self.document.refuse(path, "112", source=source.key)
        published = source.published if source else None
        return published.last if published else date.min

    def _claim(self, key: str, entry: ClaimEntry) -> Claim:
        return Claim(
            key=key,
            holds=entry.holds,
            text=optional_text(entry.text),
            why=optional_text(entry.why),
            mixes=optional_text(entry.mixes),
            where=self.document.where(("claims", key, "holds")),
        )


def _source(key: str, entry: SourceEntry) -> Source:
    return Source(
        key=key,
        title=entry.title.text(),
        publisher=entry.publisher,
        accessed=entry.accessed,
        published=entry.published,
        url=entry.url or "",
        language=entry.language or "",
        note=optional_text(entry.note),
    )


def _well_formed(document: Document, path: Path, key: str) -> bool:
    if KEY.fullmatch(key):
        return True
    document.refuse(path, "110", expected="key", choices="", got=key)
    return False


def _correction(entry: CorrectionEntry | None) -> Correction | None:
    return Correction(entry.day, entry.why.text()) if entry else None
