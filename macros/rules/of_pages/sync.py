"""Family T: sections whose text has changed since both languages were last brought in line."""

from __future__ import annotations

from collections.abc import Iterator

from macros.errors import problem
from macros.library import Library
from macros.model import Locale, Location, Problem, Severity, other_locale
from macros.rules.registry import Scope, rule
from macros.translations.status import PagePair, SectionPair, SyncStatus

LOCK = "twins.lock"


@rule("T201 T202 T203 T206", scope=Scope.PAGES)
def sections_are_in_line(library: Library) -> Iterator[Problem]:
    """Neither language of a section changes without the other one."""
    if library.records is None:
        if library.twins:
            cause = library.broken_files.get(LOCK)
            yield problem(Location(LOCK), "T206", Severity.WARNING, cause=cause)
        return
    for twins in library.twins.values():
        for pair in twins.pairs:
            yield from _changed(library, twins, pair)
        yield from _unrecorded(twins)


def _changed(library: Library, twins: PagePair, pair: SectionPair) -> Iterator[Problem]:
    """The language that is behind is told where its own section begins.

    A call that is refused is no change that could be carried over: it is the cause.
    """
    standing, section = pair.standing, f"{twins.key}#{pair.anchor}"
    if standing.behind:
        ahead = other_locale(standing.behind)
        where = twins.where(standing.behind, pair[standing.behind])
        twin = twins.where(ahead, pair[ahead]).row
        cause = _refused_call(library, twins, pair, ahead)
        yield problem(where, "T201", Severity.WARNING, section=section, twin=twin, cause=cause)
    elif standing is SyncStatus.BOTH_CHANGED:
        twin = twins.where("id", pair.id).row
        where = twins.where("en", pair.en)
        yield problem(where, "T202", Severity.WARNING, section=section, twin=twin)


def _refused_call(
    library: Library, twins: PagePair, pair: SectionPair, locale: Locale
) -> Location | None:
    """The place of a call in the section that cannot be made."""
    found, section = library.uncertain.get((locale, twins.key)), pair[locale]
    if not found or not section or found.path != twins.pages[locale].path:
        return None
    lines = [other.line for each in twins.pairs if (other := each[locale])]
    begins = max((line for line in lines if line <= found.line), default=0)
    return found if section.line == begins else None


def _unrecorded(twins: PagePair) -> Iterator[Problem]:
    """Sections without a record; a page that has none at all is told once."""
    new = [pair for pair in twins.pairs if pair.standing is SyncStatus.NO_RECORD]
    known = [pair for pair in twins.pairs if pair.record]
    if new and not known:
        where = Location(twins.pages["en"].path)
        yield problem(where, "T203", Severity.WARNING, section=twins.key)
        return
    for pair in new:
        section = f"{twins.key}#{pair.anchor}"
        yield problem(twins.where("en", pair.en), "T203", Severity.WARNING, section=section)


@rule("T204", scope=Scope.PAGES)
def records_have_sections(library: Library) -> Iterator[Problem]:
    """A record that belongs to no section is left over from one that was moved or taken out."""
    unreadable = {key for _, key in library.unreadable}
    known = {(key, pair.anchor) for key, twins in library.twins.items() for pair in twins.pairs}
    for section, record in (library.records or {}).items():
        if section not in known and section[0] not in unreadable:
            name, page = "#".join(section), section[0]
            yield problem(record.where, "T204", Severity.WARNING, section=name, page=page)
