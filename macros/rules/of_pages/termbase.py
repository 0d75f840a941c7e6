"""What family G looks for in a language: forms of glossary.yml, and names on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeAlias

from macros.glossary.forms import Form, form_of, small_letters
from macros.glossary.phrases import Phrase, phrases
from macros.library import Library
from macros.model import (
    LOCALES,
    AvoidedForm,
    Bilingual,
    Fact,
    Kind,
    Locale,
    Observation,
    Term,
    other_locale,
)

_LEAST = 6
"""Letters of the shortest word that surely belongs to the other language."""


class Avoided(NamedTuple):
    """A form that the glossary avoids, and the term that it belongs to."""

    form: AvoidedForm
    term: Term


class Foreign(NamedTuple):
    """The form of a term in the other language."""

    term: Term


class Name(NamedTuple):
    """A name that was in force at some time, and the fact that it belongs to."""

    text: str
    fact: Fact
    short: bool


Wanted: TypeAlias = Avoided | Foreign | Name | Phrase
Names: TypeAlias = Mapping[tuple[bool, Locale], str]
"""A name by whether it is the short one, and by language."""


class TermBase:
    """The forms to look for in one language, and the names that keep them."""

    def __init__(self, library: Library, locale: Locale) -> None:
        self.library = library
        self.locale = locale
        self.forms = (*self._avoided(), *self._foreign(), *self._names(), *phrases(locale))

    @cached_property
    def official(self) -> tuple[str, ...]:
        """Names that keep their form, in small letters; needed once the first form is found."""
        names = (small_letters(" ".join(name.split())) for name in self._official())
        return tuple(dict.fromkeys(names))

    def _avoided(self) -> Iterator[Form[Wanted]]:
        for term in self.library.terms.values():
            for avoided in term.avoid.get(self.locale, ()):
                yield form_of(avoided.form, self.locale, Avoided(avoided, term))

    def _foreign(self) -> Iterator[Form[Wanted]]:
        """Forms of the other language that are none of this one, nor avoided in it anyway.

        Words that are too alike, such as migran and migrant, are left out.
        """
        other = other_locale(self.locale)
        own = {text.casefold() for text in self._own()}
        own |= {
            avoided.form.casefold()
            for term in self.library.terms.values()
            for avoided in term.avoid.get(self.locale, ())
        }
        for term in self.library.terms.values():
            form = term.form[other].casefold()
            here = term.form[self.locale].casefold()
            alike = here.startswith(form) or form.startswith(here)
            if len(form) >= _LEAST and form not in own and not alike:
                yield form_of(term.form[other], other, Foreign(term))

    def _names(self) -> Iterator[Form[Wanted]]:
        """The names of what has had more than one."""
        for fact in self.library.registry.facts.values():
            if _changed(fact):
                for observation in fact.observations:
                    for (short, locale), text in names_of(observation).items():
                        if locale == self.locale:
                            yield form_of(text, locale, Name(text, fact, short))

    def _own(self) -> Iterator[str]:
        """Every form of a term that this language may use."""
        for term in self.library.terms.values():
            yield term.form[self.locale]
            if term.short:
                yield term.short[self.locale]
            yield from term.also.get(self.locale, ())

    def _official(self) -> Iterator[str]:
        """Every name that somebody else has chosen, in either language.

        Names that have changed are looked for themselves.
        """
        yield from self._own()
        registry = self.library.registry
        for source in registry.sources.values():
            for name in (source.title, source.publisher, source.short or source.title):
                yield from (name.en, name.id)
        for fact in registry.facts.values():
            if fact.kind in (Kind.NAME, Kind.TEXT) and not _changed(fact):
                for o in fact.observations:
                    for text in (o.value, o.short, o.role):
                        if isinstance(text, Bilingual):
                            yield from (text.en, text.id)


def _changed(fact: Fact) -> bool:
    """Whether it is the name of something that has had more than one."""
    return fact.kind is Kind.NAME and len(fact.observations) > 1


def names_of(observation: Observation) -> Names:
    """A name in full and in short, in both languages."""
    texts = ((False, observation.value), (True, observation.short))
    return {
        (short, locale): text[locale]
        for short, text in texts
        if isinstance(text, Bilingual)
        for locale in LOCALES
    }
