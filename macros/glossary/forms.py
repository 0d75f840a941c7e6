"""The forms of a term in running text: found as the sentence bends them, fast where there are none.

What is in capitals, such as TKI, is only found in capitals. A name of two words, such as Pakta
Global, is found with its capitals: without them the words are common ones. Everything else is
found whatever its case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Generic, TypeVar

from macros.languages.morphology import prefixed
from macros.languages.vocabulary import any_of
from macros.model import Locale

_SPACE = r"[^\S\n]+"
_JOIN = {"en": rf"(?:{_SPACE}|[-‐‑])", "id": _SPACE}
_BETWEEN = any_of("between words of a term")
"""Small words that Indonesian may put between the words of a term."""
_REACH = 160
"""Characters that a form may take up, with everything that comes before, between and behind."""
_NAME = 2
"""Words of the longest name that has to have its capitals."""
_CLITIC = "(?:-?(?:nya|ku|mu))?(?:-?(?:lah|kah|pun|tah))?"
_ENDING = f"(?:-?(?:kan|an|i))?{_CLITIC}"
_FEWEST = 4
"""Letters of the shortest word that takes all prefixes here: shorter ones are too alike."""

Told = TypeVar("Told")
Told_co = TypeVar("Told_co", covariant=True)


@dataclass(frozen=True)
class Form(Generic[Told_co]):
    """A form to look for, and what to tell where it is found."""

    keys: tuple[str, ...]
    """In small letters, what stands in every text that holds the form."""
    key: str
    """The longest of them, which most texts do not have."""
    source: Callable[[], str]
    """Gives its pattern."""
    told: Told_co

    def may_stand_in(self, small: str) -> bool:
        """Whether a text in small letters has all the keys."""
        return self.key in small and all(key in small for key in self.keys)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when it is first needed: most forms stand in no text."""
        return re.compile(self.source())


@dataclass(frozen=True)
class Found(Generic[Told_co]):
    """A form in a text, from offset to offset."""

    start: int
    end: int
    told: Told_co


def form_of(text: str, locale: Locale, told: Told) -> Form[Told]:
    """A form as it stands in the glossary, ready to be looked for."""
    words = text.split()
    # The first letter may be lost to a prefix, and the last one in the plural.
    keys = [word.rstrip(",").lower() for word in words]
    keys[0] = keys[0] if is_acronym(words[0]) else keys[0][1:] or keys[0]
    keys[-1] = keys[-1].removesuffix("y") or keys[-1]
    return Form(tuple(keys), max(keys, key=len), partial(_source, words, locale), told)


def _source(words: list[str], locale: Locale) -> str:
    exact = len(words) <= _NAME and all(word[:1].isupper() for word in words)
    parts = [_word(words, number, locale, exact=exact) for number in range(len(words))]
    pattern = parts[0]
    for word, part in zip(words[1:], parts[1:], strict=True):
        gap = rf"(?:{_SPACE}(?:{_BETWEEN})){{0,2}}" if locale == "id" and word.islower() else ""
        pattern += gap + _JOIN[locale] + part
    return rf"(?<![\w.@]){pattern}(?![\w@])(?!\.\w)"


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals, and so means something else in small letters."""
    return len(word) > 1 and any(c.isupper() for c in word) and not any(c.islower() for c in word)


def _word(words: list[str], number: int, locale: Locale, *, exact: bool) -> str:
    """One word of a form, in the case that it must have; a comma behind it may be left out."""
    word = words[number].rstrip(",") or words[number]
    comma = ",?" if word != words[number] else ""
    last = number == len(words) - 1
    if locale == "en":
        pattern = _english(word, last=last)
    else:
        pattern = _indonesian(word, first=number == 0, last=last)
    if is_acronym(word) or word[:1].isdigit():
        return pattern + comma
    if exact:
        return f"(?:{pattern}|{re.escape(word.upper())}){comma}"
    return f"(?i:{pattern}){comma}"


def _indonesian(word: str, *, first: bool, last: bool) -> str:
    """A word with what may stand before and behind it, and doubled.

    Prefixes come before the first word of a term, endings behind the last.
    """
    core = re.escape(word)
    if first and word.isalpha() and word.islower():
        bent = prefixed(word, "id") if len(word) >= _FEWEST else {word}
        core = f"(?:{'|'.join(sorted(bent))}|(?:[mp]enge|di|ku|kau|non-){word})"
    twice = f"{core}(?:-{core}|2|²)?" if word.isalpha() or is_acronym(word) else core
    if not last or twice == core:
        return twice
    return twice + (_CLITIC if is_acronym(word) else _ENDING)


def _english(word: str, *, last: bool) -> str:
    """A word; the last one of a term in the plural and with an apostrophe, too."""
    core = re.escape(word)
    if not last:
        return core
    if word[-1] == "y" and word[-2:-1] not in ("a", "e", "o", "u") and not is_acronym(word):
        core = f"{re.escape(word[:-1])}(?:y|ies)"
    return f"{core}(?:e?s)?(?:['’]s?)?"


def small_letters(text: str) -> str:
    """The text in small letters and with plain spaces, each character at its place."""
    small = text.lower().replace("\u00a0", " ")
    if len(small) == len(text):
        return small
    # A few letters become two: they stay as they are.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("\u00a0", " ")


def find(text: str, small: str, forms: Iterable[Form[Told]]) -> Iterator[Found[Told]]:
    """The forms in a text, in order; of those that overlap only the longest.

    A form whose pattern has a group is found where the group begins. `small` is the same text in
    small letters: most forms are not in it at all.
    """
    found = [
        Found(match.start(match.lastindex or 0), match.end(), form.told)
        for form in forms
        if form.may_stand_in(small)
        for match in _matches(form, text, small)
    ]
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            end = one.end
            yield one


def _matches(form: Form[Told], text: str, small: str) -> Iterator[re.Match[str]]:
    """A form wherever its key stands; what is further from it than any form is long is no part."""
    at, end = small.find(form.key), 0
    while at >= 0:
        last = min(at + len(form.key) + _REACH, len(text))
        match = form.pattern.search(text, max(at - _REACH, end), last)
        if match and (match.end() < last or last == len(text)):
            yield match
            end = match.end()
        at = small.find(form.key, max(at + len(form.key), end))
