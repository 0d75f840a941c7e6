"""Words that mean the same, from the term base and from the list of readers' words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from macros.model import LOCALES, Locale, Term

_WORDS = Path(__file__).with_name("readers-words.yml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SynonymSet(NamedTuple):
    """Forms of one notion: who types any of them looks for the ones that the pages have."""

    used: tuple[str, ...]
    """Forms in the pages' own language."""
    known: tuple[str, ...]
    """Forms that only readers use: avoided ones, and those of the other language."""


def notions(terms: Mapping[str, Term], locale: Locale) -> Iterator[SynonymSet]:
    """The terms in the order of the glossary, then the readers' words."""
    for term in terms.values():
        used = [term.form[locale], *term.also.get(locale, ())]
        known = [avoided.form for avoided in term.avoid]
        if term.short:
            used.append(term.short[locale])
        for other in LOCALES:
            if other != locale:
                known += [term.form[other], *term.also.get(other, ())]
                known += [term.short[other]] if term.short else []
        yield SynonymSet(tuple(used), tuple(known))
    for written in readers_words():
        others = [form for other in LOCALES if other != locale for form in written[other]]
        yield SynonymSet(tuple(written[locale]), tuple(others))


@cache
def readers_words() -> Sequence[Mapping[Locale, Sequence[str]]]:
    """The list as it is written."""
    words: Sequence[Mapping[Locale, Sequence[str]]] = yaml.load(
        _WORDS.read_text(encoding="utf-8"), Loader=_LOADER
    )
    return words
