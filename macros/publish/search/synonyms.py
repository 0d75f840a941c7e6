"""Words that mean the same, from the term base and from the list of readers' words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from macros.glossary.synonyms import Synonyms
from macros.model import LOCALES, Locale, Term


class SynonymSet(NamedTuple):
    """Forms of one notion: who types any of them looks for the ones that the pages have."""

    used: tuple[str, ...]
    """Forms in the pages' own language."""
    known: tuple[str, ...]
    """Forms that only readers use: avoided ones, and those of the other language."""


def notions(terms: Mapping[str, Term], synonyms: Synonyms, locale: Locale) -> Iterator[SynonymSet]:
    """The terms in the order of the glossary, then the words that readers use."""
    for term in terms.values():
        used = [term.form[locale], *term.also.get(locale, ())]
        known = [avoided.form for forms in term.avoid.values() for avoided in forms]
        if term.short:
            used.append(term.short[locale])
        for other in LOCALES:
            if other != locale:
                known += [term.form[other], *term.also.get(other, ())]
                known += [term.short[other]] if term.short else []
        yield SynonymSet(tuple(used), tuple(known))
    for written in synonyms:
        others = [form for other in LOCALES if other != locale for form in written[other]]
        yield SynonymSet(tuple(written[locale]), tuple(others))
