"""Family P: what `kb new` writes for an author to replace is never published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from typing import Final

from macros.errors import problem
from macros.library import Library
from macros.markdown.calls import Places
from macros.model import Bilingual, Locale, Problem
from macros.rules.registry import Scope, rule
from macros.site_profile import profile

LEAD = Bilingual(
    "Say here what this page is about, in a sentence or two.",
    "Jelaskan di sini isi halaman ini secara singkat.",
)
TEXT = Bilingual(
    "Write the text of this section in your own words.",
    "Tulislah isi bagian ini dengan kata-kata sendiri.",
)
FIGURES = Bilingual(
    "Figures come from calls, never typed by hand.",
    "Angka berasal dari panggilan, jangan diketik.",
)
_OF_ALL = (LEAD, TEXT, FIGURES)
"""The sentences that a new page of no kind of its own begins with."""

_SENTENCE = re.compile(r"(?:[^.!?:|\n]|\n(?![^\S\n]*+(?:[-*+>#|\n]|\d+\.|\w+:\s)))+[.!?]?")
_AROUND = " \t\n\"'*_+->#|[]"
"""What may stand around a sentence: marks of YAML and Markdown."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHARED, _ALIKE, _NOTHING = 0.7, 0.8, 0.4
"""How much two sentences have in common where one is the other lightly edited: in words (Dice's
coefficient), or in letters (Ratcliff and Obershelp's), of which those with few words in common are
not worth the time. Of all sentences of the site, the nearest has 0.59 and 0.67."""


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@cache
def _placeholders(locale: Locale) -> list[list[str]]:
    """The words of all of them, with those of the templates that the site has."""
    templates = (template for kind in profile().kinds for template in kind.templates)
    told = (found for template in templates for found in template.placeholders(locale))
    texts = dict.fromkeys(chain((one[locale] for one in _OF_ALL), told))
    return [_words(text) for text in texts]


@cache
def _holding(locale: Locale) -> Mapping[str, Sequence[int]]:
    """The numbers of those that hold a word."""
    holding: dict[str, list[int]] = {}
    for number, words in enumerate(_placeholders(locale)):
        for word in dict.fromkeys(words):
            holding.setdefault(word, []).append(number)
    return holding


TO_BE_REPLACED: Final = "P221"


@rule(TO_BE_REPLACED, scope=Scope.PAGES)
def placeholders_are_replaced(library: Library) -> Iterator[Problem]:
    """No sentence of the template is left in the front matter or in the text, not even edited."""
    for page in library.every_page:
        for places in (Places.of_header(page), Places.of_body(page)):
            for found in _SENTENCE.finditer(places.text):
                sentence = found[0].lstrip(_AROUND)
                start, sentence = found.end() - len(sentence), sentence.rstrip(_AROUND)
                if _is_placeholder(_words(sentence), page.locale):
                    where = places.where(start, start + len(sentence))
                    yield problem(where, TO_BE_REPLACED, sentence=" ".join(sentence.split()))


def _is_placeholder(words: list[str], locale: Locale) -> bool:
    """Whether the words are those of a placeholder, or nearly."""
    holding, placeholders = _holding(locale), _placeholders(locale)
    shared = Counter(chain.from_iterable(map(holding.__getitem__, holding.keys() & words)))
    return any(
        2 * count >= _NOTHING * (len(words) + len(placeholders[number]))
        and _edited(words, placeholders[number])
        for number, count in shared.items()
    )


def _edited(words: list[str], placeholder: list[str]) -> bool:
    """Whether so many words, or letters, are those of a placeholder that it was only edited."""
    both = sum((Counter(words) & Counter(placeholder)).values())
    if 2 * both / (len(words) + len(placeholder)) >= _SHARED:
        return True
    return SequenceMatcher(None, " ".join(placeholder), " ".join(words)).ratio() >= _ALIKE
