"""A text → its words, and where each of them stands in the index. The browser does the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.languages.morphology import Affixes, candidates
from macros.languages.numbers import shift
from macros.languages.spelling import spell
from macros.languages.vocabulary import SPACE, any_of
from macros.model import Locale
from macros.quantities.separators import TOKEN, read
from macros.quantities.vocabulary import SCALES

_SHELF = 3
"""Letters of a shelf: in most words these stay as they are whatever is added."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(
    rf"(?<![0-9.,])(?P<digits>{TOKEN.pattern})(?:{SPACE}(?P<scale>{any_of('scales')})(?!\w))?",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?<![\w.,-])[0-9]{1,2}(?![\w%]|[.,-][0-9])")
_THOUSAND = 1000
_APOSTROPHE = re.compile(r"['’ʼ`]s?\b")


def fold(text: str) -> str:
    """The text in small letters, without accents and without apostrophes."""
    text = _APOSTROPHE.sub("", text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", text)
    marks = {ord(c): None for c in set(text) if unicodedata.category(c).startswith("M")}
    return text.translate(marks).lower() if marks else text.lower()


def words_of(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def plain_numbers(text: str, locale: Locale) -> Iterator[str]:
    """The digits alone of what a text writes with separators or with a scale."""
    for found in _NUMBER.finditer(text):
        value, _ = read(found["digits"], locale)
        if value is not None and (found["scale"] or not found["digits"].isdigit()):
            value = shift(value, SCALES[found["scale"].lower()] if found["scale"] else 0)
            if value == value.to_integral_value() and value >= _THOUSAND:
                yield f"{value:.0f}"


def spelled_numbers(text: str, locale: Locale) -> Iterator[str]:
    """In one word each, the small numbers that a text has in digits."""
    for number in dict.fromkeys(_SMALL.findall(text)):
        if int(number) > 0 and (word := spell(int(number), locale)).isalpha():
            yield word


def shelf(word: str, rules: Affixes) -> str:
    """Where a root stands in the index: mostly the same place for a word and its forms.

    It is the beginning of the shortest candidate, less a sound that a prefix may swallow, so that
    a search for one word needs one or two files.
    """
    bare = [part[len(_lost(part, rules)) :] for part in candidates(word, rules)]
    return min((len(part) < _SHELF, len(part), part) for part in bare)[2][:_SHELF]


def _lost(word: str, rules: Affixes) -> str:
    return next((sound for sound in rules.lost if word.startswith(sound)), "")
