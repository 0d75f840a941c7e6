"""What was published is kept: against an earlier state, nothing goes or changes without a word.

Where a commit is named that a proposal is based on, the loss of something is an error, and what
only a reader can judge is told as a warning.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from macros.addresses.lock import read_lock
from macros.addresses.redirects import read_redirects
from macros.errors import problem
from macros.facts.constraints import bare, written
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.glossary.reader import read_glossary
from macros.library import Earlier, Library
from macros.markdown.page import read_page
from macros.model import (
    LOCALES,
    Address,
    Bilingual,
    Correction,
    Fact,
    Locale,
    Location,
    Observation,
    PartialDate,
    Problem,
    Severity,
    Source,
    Unit,
)
from macros.project_files import DOCS, FACTS, GLOSSARY, LOCK, REDIRECTS, TWINS
from macros.rules.addresses import Places
from macros.rules.registry import rule
from macros.translations.lock import SectionKey, read_records
from macros.translations.sections import read_sections

_LONGEST = 80
"""Characters of a text that a message repeats."""


@rule("F123 F140 F141 F146")
def records_are_kept(library: Library) -> Iterator[Problem]:
    """A new figure is a new observation; one that was published only changes with a correction."""
    earlier, text = library.earlier, _changed(library, FACTS)
    if earlier and text:
        comparison = _Comparison(library, read_facts(text, FACTS)[0], earlier)
        yield from comparison.facts()
        yield from comparison.rest()


_Aspect: TypeAlias = Literal[
    "kind", "unit", "symbol", "source", "qualifier", "known", "corrected", "published", "relation",
    "label", "group", "negative", "constraints", "digits", "short", "role", "url", "title",
    "publisher", "text", "term",
]  # fmt: skip


class _Part(NamedTuple):
    """A part of a record, before and after."""

    aspect: _Aspect
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


class _Comparison:
    """The records as they are, beside those of an earlier state."""

    def __init__(self, library: Library, before: Registry, earlier: Earlier) -> None:
        self.library, self.before, self.earlier = library, before, earlier
        self.now = library.registry
        self.today = library.today.isoformat()
        self.moved = {
            one.old.page.split("/")[2]: one.new.page.split("/")[2] if one.new.short else ""
            for one in library.redirects
            if one.old.short and one.old.page.startswith("/f/")
        }
        self.grown: set[str] = set()
        """The facts that have got another number of values, or none before."""
        self.dates: set[str] = set()
        """The sources whose date of publication decides since when a value was known."""

    def facts(self) -> Iterator[Problem]:
        """Every fact is still there, or has moved, with all that was said of it."""
        locked = {one.address.page for one in self.library.lock}
        for key, was in self.before.facts.items():
            fact = self.now.facts.get(key) or self.now.facts.get(self.moved.get(key, ""))
            if fact:
                yield from self.fact(was, fact)
            elif key not in {*self.now.broken, *self.moved} and f"/f/{key}/" not in locked:
                yield problem(Location(FACTS), "F141", self.earlier.weight, fact=key)
        self.grown |= self.now.facts.keys() - self.before.facts.keys()

    def fact(self, was: Fact, now: Fact) -> Iterator[Problem]:
        """What a fact says besides its values, and then these."""
        if len(was.observations) != len(now.observations):
            self.grown.add(now.key)
        explained = any(_corrections(now.observations, was.observations))
        units = [one.unit.key if one.unit else "" for one in (was, now)]
        substance = _Part("kind", was.kind.value, now.kind.value), _Part("unit", units[0], units[1])
        told = [part for part in substance if part.differs and not explained]
        yield from (self.changed(now.where, now.key, part) for part in told)
        words = (
            *_words("label", was.label, now.label),
            _Part("group", was.group.key, now.group.key),
            _Part("negative", was.negative or "", now.negative or ""),
            _Part("constraints", _limits(was), _limits(now)),
        )
        yield from self.reworded(now.where, now.key, words)
        if not told:
            yield from self.values(was, now)

    def values(self, was: Fact, now: Fact) -> Iterator[Problem]:
        """Each value that was there is, with the same source and date, or it is corrected."""
        excuses = list(_corrections(now.observations, was.observations))
        said = {(_slot(one), one.value, *_substance(one)) for one in was.observations}
        lost: list[Observation] = []
        for old in was.observations:
            same = [one for one in now.observations if _slot(one) == _slot(old)]
            whole = (old.value, *_substance(old))
            found = next((one for one in same if (one.value, *_substance(one)) == whole), None)
            if found:
                yield from self.reworded(found.where, now.key, _wording(old, found))
                continue
            rest = [o for o in same if (_slot(o), o.value, *_substance(o)) not in said]
            if not rest:
                lost.append(old)
                continue
            new = min(rest, key=lambda one: (one.value != old.value, one.source.key))
            if new in excuses:
                excuses.remove(new)
            elif new.value != old.value:
                yield self.overwritten(now, old, new)
            else:
                yield from self.substance(now, old, new)
        for old in lost:
            if excuses:
                excuses.pop()
            else:
                yield self.overwritten(now, old, None)

    def overwritten(self, fact: Fact, old: Observation, new: Observation | None) -> Problem:
        return problem(
            new.where if new else fact.where,
            "F123",
            self.earlier.weight,
            fact=fact.key,
            before=written(old.value, "en"),
            before_id=written(old.value, "id"),
            after=written(new.value, "en") if new else "",
            after_id=written(new.value, "id") if new else "",
            now="changed" if new else "gone",
            today=self.today,
        )

    def substance(self, fact: Fact, old: Observation, new: Observation) -> Iterator[Problem]:
        """What else a value says, where that has changed."""
        for part in map(_Part, _ASPECTS, _substance(old), _substance(new)):
            if part.differs and part.aspect == "known" and _by_source(old, new):
                self.dates.add(new.source.key)
            elif part.differs and part.aspect == "known" and _narrower(old.known, new.known):
                yield from self.reworded(new.where, fact.key, (part,))
            elif part.differs:
                yield self.changed(new.where, fact.key, part)

    def changed(self, where: Location, entry: str, part: _Part) -> Problem:
        return problem(
            where,
            "F140",
            self.earlier.weight,
            entry=entry,
            aspect=part.aspect,
            before=_short(part.before),
            after=_short(part.after),
            today=self.today,
        )

    def reworded(self, where: Location, entry: str, parts: Iterable[_Part]) -> Iterator[Problem]:
        """What a reviewer should look at; told only where a proposal is compared with its base."""
        for part in parts if self.earlier.weight is Severity.ERROR else ():
            if part.differs:
                yield _reworded(where, entry, part)

    def rest(self) -> Iterator[Problem]:
        """What values rest on, and what is claimed of them."""
        for key, source in self.now.sources.items():
            if was := self.before.sources.get(key):
                yield from self.source(key, was, source)
        for key, unit in self.now.units.items():
            old = self.before.units.get(key, unit)
            symbol = _Part("symbol", old.symbol, unit.symbol)
            if symbol.differs and unit.corrected in (None, old.corrected):
                yield self.changed(unit.where, key, symbol)
            limits = _Part("constraints", _limits(old), _limits(unit))
            yield from self.reworded(unit.where, key, (*_words("label", old, unit), limits))
        for key, edition in self.now.editions.items():
            before = self.before.editions.get(key, edition)
            published = _Part("published", before.published.iso, edition.published.iso)
            parts = (*_words("title", before.title, edition.title), published)
            yield from self.reworded(edition.where, key, parts)
        yield from self.claims()

    def source(self, key: str, was: Source, now: Source) -> Iterator[Problem]:
        published = _Part("published", _iso(was.published), _iso(now.published))
        explained = now.corrected not in (None, was.corrected)
        if key in self.dates and not explained:
            yield self.changed(now.where, key, published)
        parts = (
            _Part("url", was.url, now.url),
            *_words("title", was.title, now.title),
            *_words("publisher", was.publisher, now.publisher),
            *(() if key in self.dates else (published,)),
        )
        yield from self.reworded(now.where, key, parts)

    def claims(self) -> Iterator[Problem]:
        for key, was in self.before.claims.items():
            now = self.now.claims.get(key)
            if now is None:
                if key not in self.now.broken:
                    gone = _Part("relation", was.holds, "")
                    yield from self.reworded(Location(FACTS), key, (gone,))
                continue
            relation = _Part("relation", was.holds, now.holds)
            explained = now.corrected not in (None, was.corrected) or any(
                fact in f"{was.holds} {now.holds}" for fact in self.grown
            )
            if relation.differs and not explained:
                yield self.changed(now.where, key, relation)
            words = _words("text", was.text, now.text) if was.text and now.text else ()
            yield from self.reworded(now.where, key, words)


_ASPECTS: tuple[_Aspect, ...] = ("digits", "source", "qualifier", "known", "corrected")


def _substance(one: Observation) -> tuple[str, ...]:
    """What a value says besides itself, in the order of `_ASPECTS`."""
    day = one.corrected.day.isoformat() if one.corrected else ""
    # A zero at the end of a number is shown, and claims another precision.
    digits = f"{one.value:f}" if isinstance(one.value, Decimal) else ""
    return digits, one.source.key, one.qualifier or "", _iso(one.known), day


def _wording(old: Observation, new: Observation) -> Iterator[_Part]:
    """The words of a value that stayed as it was."""
    pairs: tuple[tuple[_Aspect, Bilingual | None, Bilingual | None], ...] = (
        ("short", old.short, new.short),
        ("role", old.role, new.role),
    )
    for aspect, before, after in pairs:
        if before and after:
            yield from _words(aspect, before, after)
        else:
            yield _Part(aspect, before.en if before else "", after.en if after else "")


def _slot(observation: Observation) -> tuple[object, ...]:
    """What a value is about: a second value for it would be another edition, or a correction."""
    return observation.period, observation.edition and observation.edition.key, observation.starts


def _corrections(
    now: Iterable[Observation], before: Iterable[Observation]
) -> Iterator[Observation]:
    """The values that were corrected since: a correction that was there excuses nothing new."""
    known: set[Correction | None] = {None, *(one.corrected for one in before)}
    return (one for one in now if one.corrected not in known)


def _by_source(old: Observation, new: Observation) -> bool:
    """Whether a value is known since another day only because its source has another date."""
    return (
        old.source.key == new.source.key
        and old.known == old.source.published
        and new.known == new.source.published
    )


def _limits(entry: Fact | Unit) -> str:
    """What is said of all values, on one line."""
    if entry.constraints is None:
        return ""
    limits, within = entry.constraints.range, entry.constraints.difference_within
    told = [("from", limits.from_), ("to", limits.to)] if limits else []
    told += [("times", within.times), ("percent", within.percent)] if within else []
    parts = [f"{name} {bare(one)}" for name, one in told if one is not None]
    parts += [f"except {leap.period.iso}" for leap in (within.except_ if within else ())]
    return ", ".join((*parts, *map(bare, entry.constraints.one_of)))


def _narrower(old: PartialDate | None, new: PartialDate | None) -> bool:
    """Whether a date only says more precisely what it said."""
    return bool(old and new and old.first <= new.first and new.last <= old.last)


def _iso(moment: PartialDate | None) -> str:
    return moment.iso if moment else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _words(aspect: _Aspect, before: Bilingual, after: Bilingual) -> Iterator[_Part]:
    """Words in the first language in which they differ."""
    for locale in LOCALES:
        part = _Part(aspect, before[locale], after[locale])
        if part.differs:
            yield part
            return


def _reworded(where: Location, entry: str, part: _Part) -> Problem:
    return problem(
        where,
        "F146",
        Severity.WARNING,
        entry=entry,
        aspect=part.aspect,
        before=_short(part.before),
        after=_short(part.after),
    )


def _changed(library: Library, path: str) -> str | None:
    """What stood in a data file, where now something else does that can be read."""
    file, text = library.files.get(path), library.earlier and library.earlier.text(path)
    return text if file and text and text != file.text else None


@rule("F146")
def preferred_words_are_kept(library: Library) -> Iterator[Problem]:
    """That a term has another preferred form, whoever reads the proposal should know."""
    text = _changed(library, GLOSSARY)
    if not text or not library.earlier or library.earlier.weight is not Severity.ERROR:
        return
    before, _, _ = read_glossary(text, GLOSSARY)
    for key, was in before.items():
        now = library.terms.get(key)
        for part in _words("term", was.form, now.form) if now else ():
            yield _reworded(now.where if now else Location(GLOSSARY), key, part)


@rule("F142 F143")
def addresses_are_kept(library: Library) -> Iterator[Problem]:
    """No line of addresses.lock is taken out, and no page goes without a redirect."""
    earlier = library.earlier
    if earlier is None:
        return
    text = earlier.text(LOCK)
    now = {one.address for one in library.lock}
    taken = [one.address for one in read_lock(text or "", LOCK)[0] if one.address not in now]
    gone = {address for address in taken if not address.anchor}
    in_order = sorted(library.lock, key=lambda one: one.address)
    for address in taken if LOCK not in library.broken_files else ():
        page = Address(address.page)
        if address == page or page not in gone:
            at = bisect(in_order, address, key=lambda one: one.address)
            where = in_order[at].where if at < len(in_order) else Location(LOCK)
            yield problem(where, "F142", earlier.weight, address=str(address))
    old = {*_pages_gone(library, earlier), *_redirects_gone(library, earlier)} - now - gone
    places = Places(library) if old else None
    for address in sorted(old):
        if places and not places.leads(address):
            yield problem(Location(REDIRECTS), "F143", earlier.weight, address=str(address))


def _pages_gone(library: Library, earlier: Earlier) -> Iterator[Address]:
    """The pages of which neither language is left."""
    known = library.keys | {key for _, key in library.unreadable}
    for path in earlier.changed():
        folder, _, key = path.removeprefix(f"{DOCS}/").partition("/")
        if folder in LOCALES and key.endswith(".md") and key not in known:
            yield Address(key)


def _redirects_gone(library: Library, earlier: Earlier) -> Iterator[Address]:
    """The old addresses that no line of redirects.yml names any more."""
    text = earlier.text(REDIRECTS) if REDIRECTS in earlier.changed() else None
    if text and REDIRECTS not in library.broken_files:
        now = {one.old for one in library.redirects}
        yield from (one.old for one in read_redirects(text, REDIRECTS)[0] if one.old not in now)


@rule("F144 F145")
def records_follow_the_texts(library: Library) -> Iterator[Problem]:
    """A record of twins.lock changes only with the text of its section, to what that now is."""
    earlier, text = library.earlier, _changed(library, TWINS)
    if earlier is None or not text or library.records is None:
        return
    before, _ = read_records(text, TWINS)
    for section, old in before.items():
        record = library.records.get(section)
        twins = library.recorded_twins.get(section[0])
        pair = next((p for p in twins.pairs if p.anchor == section[1]), None) if twins else None
        if record == old or not pair or not pair.en or not pair.id:
            continue
        name, now = "#".join(section), {"en": pair.en.state, "id": pair.id.state}
        was = _states(library, earlier, section)
        changed = [locale for locale in LOCALES if now[locale] != was[locale]]
        if record is None:
            yield problem(Location(TWINS), "F144", earlier.weight, section=name)
        elif any(record[one] not in (old[one], now[one]) for one in LOCALES if one not in changed):
            yield problem(record.where, "F144", earlier.weight, section=name)
        elif (
            len(changed) < len(LOCALES)
            and all(record[one] == now[one] for one in LOCALES)
            and earlier.weight is Severity.ERROR
        ):
            alone: Locale | Literal["none"] = changed[0] if changed else "none"
            yield problem(record.where, "F145", Severity.WARNING, section=name, alone=alone)


def _states(library: Library, earlier: Earlier, section: SectionKey) -> Mapping[Locale, str]:
    """The states of a section in the earlier texts of its page; empty where it was not there."""
    key, anchor = section
    found: dict[Locale, str] = {}
    for locale in LOCALES:
        path = f"{DOCS}/{locale}/{key}"
        text = earlier.text(path)
        page = read_page(text, path, locale, key, library.documents)[0] if text else None
        sections = read_sections(page) if page else ()
        found[locale] = next((one.state for one in sections if one.anchor == anchor), "")
    return found
