"""Family T: what one section and its twin must share, part by part and call by call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeVar, get_args

from macros.errors import KnowledgeError, problem
from macros.languages.spelling import ordinal, spell
from macros.library import Library
from macros.markdown.calls import Places
from macros.model import Call, Locale, Location, Problem, other_locale
from macros.quantities.moments import moments
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.rules.registry import Scope, rule
from macros.translations.addresses import are_counterparts
from macros.translations.call_signature import use_of
from macros.translations.elements import Element, ElementKind
from macros.translations.sections import Section
from macros.translations.status import PagePair

_MISSING: Mapping[ElementKind, Literal["T105", "T106", "T112", "T113", "T114", "T115"]] = {
    "link": "T105",
    "image": "T106",
    "box": "T112",
    "code": "T113",
    "footnote": "T114",
    "number": "T115",
}
_WORD = re.compile(r"\w+")
_DIGITS = re.compile("[0-9]+")
_SPELLED = 6
"""Digits of the longest numbers that anybody writes in words."""

_Calls = dict[tuple[str, str], list[Call]]
_Part = TypeVar("_Part")


@rule("T105 T106 T107 T108 T109 T110 T111 T112 T113 T114 T115", scope=Scope.PAGES)
def parts_match(library: Library) -> Iterator[Problem]:
    """Each link, image, table, list, box, footnote and number of a section is in its twin."""
    for twins in library.twins.values():
        couple = _PairComparison(twins)
        for en, id_ in twins.comparable():
            if _shapes(en) != _shapes(id_):
                yield from couple.parts(en, id_)


@rule("T116 T117", scope=Scope.PAGES)
def calls_match(library: Library) -> Iterator[Problem]:
    """Each fact, claim, name and term of a section is in its twin, pinned in the same way."""
    for twins in library.twins.values():
        couple = _PairComparison(twins)
        for en, id_ in twins.comparable():
            if _uses(en) != _uses(id_):
                yield from couple.calls(en, id_, library)


class _PairComparison:
    """A page and its twin, as soon as something in them differs."""

    def __init__(self, twins: PagePair) -> None:
        self.twins = twins
        self.places: dict[Locale, Places] = {}

    def parts(self, en: Section, id_: Section) -> Iterator[Problem]:
        """What differs between the parts of two sections."""
        for kind in get_args(ElementKind):
            more_en, more_id = _more(kind, en, id_, "id"), _more(kind, id_, en, "en")
            if kind in ("table", "list"):
                yield from map(self.reshaped, more_en, more_id)
                both = min(len(more_en), len(more_id))
                more_en, more_id = more_en[both:], more_id[both:]
            if kind == "link":
                more_en, more_id = _without_counterparts(more_en, more_id)
            yield from self.missing(kind, more_en, "en", id_)
            yield from self.missing(kind, more_id, "id", en)

    def reshaped(self, part: Element, other: Element) -> Problem:
        """A table or list whose counterpart has another shape."""
        where, twin = self.where("en", part), self.where("id", other).row
        (first, second), (its_first, its_second) = part.detail.split(), other.detail.split()
        if part.kind == "table":
            here, there = f"{first} × {second}", f"{its_first} × {its_second}"
            return problem(where, "T108", here=here, there=there, twin=twin)
        if first != its_first:
            return problem(where, "T110", here=first, there=its_first, twin=twin)
        return problem(where, "T111", twin=twin)

    def missing(
        self, kind: ElementKind, parts: Iterable[Element], locale: Locale, twin: Section
    ) -> Iterator[Problem]:
        """Parts of one language that the other one lacks in the same section."""
        other = other_locale(locale)
        for part in parts:
            elsewhere = self.surplus[other].get(part[:2], "")
            head = self.head(other, twin)
            where = self.where(locale, part)
            if kind == "table":
                yield problem(where, "T107", twin=head, elsewhere=elsewhere)
            elif kind == "list":
                yield problem(where, "T109", twin=head, elsewhere=elsewhere)
            else:
                # A number that is told as a typed figure goes when its call comes.
                yield problem(
                    where,
                    _MISSING[kind],
                    part=part.detail,
                    twin=head,
                    elsewhere=elsewhere,
                    cause=where if kind == "number" else None,
                )

    def calls(self, en: Section, id_: Section, library: Library) -> Iterator[Problem]:
        """What differs between the calls of two sections; nothing where one of them is wrong."""
        more_en, more_id = _by_key(en, id_), _by_key(id_, en)
        if self.fails("en", more_en, library) or self.fails("id", more_id, library):
            return
        for key in dict.fromkeys((*more_en, *more_id)):
            mine, theirs = more_en.get(key, []), more_id.get(key, [])
            for call, other in zip(mine, theirs, strict=False):
                here, there, twin = str(use_of(call)), str(use_of(other)), other.where.row
                yield problem(call.where, "T117", here=here, there=there, twin=twin)
            both = min(len(mine), len(theirs))
            yield from self.missing_calls(mine[both:], "id", id_)
            yield from self.missing_calls(theirs[both:], "en", en)

    def missing_calls(
        self, calls: Iterable[Call], other: Locale, twin: Section
    ) -> Iterator[Problem]:
        """Calls of one language that the other one lacks in the same section."""
        for call in calls:
            use, head = use_of(call), self.head(other, twin)
            elsewhere = self.surplus[other].get(use, "")
            yield problem(call.where, "T116", call=str(use), twin=head, elsewhere=elsewhere)

    def fails(self, locale: Locale, more: _Calls, library: Library) -> bool:
        """Whether a call cannot be made: that is told elsewhere, and it may only be misspelt."""
        # A call may name another page.
        context = PageContext(library.site or library, self.twins.pages[locale])
        try:
            for call in (call for calls in more.values() for call in calls):
                evaluate(call, context)
        except KnowledgeError:
            return True
        return False

    def where(self, locale: Locale, part: Element) -> Location:
        """The place of a part; what stands in the front matter is told at the page's start."""
        page = self.twins.pages[locale]
        if part.at < 0:
            return Location(page.path)
        if locale not in self.places:
            self.places[locale] = Places.of_body(page)
        return self.places[locale].where(part.at)

    def head(self, locale: Locale, section: Section) -> str:
        """Where a section begins, as a message tells it."""
        return self.twins.where(locale, section).row

    @cached_property
    def surplus(self) -> Mapping[Locale, Mapping[Hashable, str]]:
        """For each language, where it has what the other one lacks in the same section."""
        found: dict[Locale, dict[Hashable, str]] = {"en": {}, "id": {}}
        for en, id_ in self.twins.comparable():
            for listed in (_shapes, _uses):
                here, there = Counter(listed(en)), Counter(listed(id_))
                found["en"].update(dict.fromkeys(here - there, self.head("en", en)))
                found["id"].update(dict.fromkeys(there - here, self.head("id", id_)))
        return found


def _shapes(section: Section) -> list[Hashable]:
    return [part[:2] for part in section.parts]


def _uses(section: Section) -> list[Hashable]:
    return [use_of(call) for call in section.calls]


def _more(kind: str, section: Section, twin: Section, locale: Locale) -> list[Element]:
    """The parts of a kind that `twin`, a section in the language `locale`, lacks."""
    if kind == "number":
        return _more_numbers(section, twin, locale)
    mine, theirs = ([part for part in one.parts if part.kind == kind] for one in (section, twin))
    return _left_over(mine, theirs, lambda part: part.detail)


def _left_over(
    mine: Iterable[_Part], theirs: Iterable[_Part], key: Callable[[_Part], Hashable]
) -> list[_Part]:
    """Those of `mine` for which `theirs` has no counterpart left, one for one."""
    left = Counter(map(key, theirs))
    more: list[_Part] = []
    for one in mine:
        if left[key(one)] > 0:
            left[key(one)] -= 1
        else:
            more.append(one)
    return more


def _more_numbers(section: Section, twin: Section, locale: Locale) -> list[Element]:
    """The numbers that `twin` does not have at all, neither in digits nor in words.

    The languages need not repeat a number equally often.
    """
    there = {part.detail for part in twin.parts if part.kind == "number"}
    here = {part.detail: part for part in reversed(section.parts) if part.kind == "number"}
    lacking = [part for digits, part in here.items() if digits not in there]
    if lacking:
        same = _same_moments(section, twin, locale)
        lacking = [part for part in lacking if part.detail not in same]
    words = set(_WORD.findall(twin.words.casefold())) if lacking else set()
    return [part for part in lacking if not _in_words(part.detail, words, locale)]


def _same_moments(section: Section, twin: Section, locale: Locale) -> set[str]:
    """The digits of what `twin`, in the language `locale`, says with other ones: 2 p.m., 14.00."""
    said = {moment for moment, _ in moments(twin.words, locale)}
    here = moments(section.words, other_locale(locale))
    return {digits for moment, text in here if moment in said for digits in _DIGITS.findall(text)}


def _without_counterparts(
    english: list[Element], indonesian: list[Element]
) -> tuple[list[Element], ...]:
    """The links that are not those of one page of another site in its two languages."""
    left, more = list(indonesian), []
    for part in english:
        same = (one for one in left if are_counterparts(part.detail, one.detail))
        if found := next(same, None):
            left.remove(found)
        else:
            more.append(part)
    return more, left


def _in_words(digits: str, words: set[str], locale: Locale) -> bool:
    """Whether a number is said in words: 7 as seven or seventh, tujuh or ketujuh."""
    if len(digits) > _SPELLED or digits != str(int(digits)):
        return False
    number = int(digits)
    told = (spell(number, locale), ordinal(number, locale)) if number else (spell(0, locale),)
    return any(words.issuperset(_WORD.findall(one)) for one in told)


def _by_key(section: Section, twin: Section) -> _Calls:
    """The calls that the twin lacks, by the name of the macro and the id that it shows."""
    more: _Calls = {}
    for call in _left_over(section.calls, twin.calls, use_of):
        more.setdefault(use_of(call)[:2], []).append(call)
    return more
