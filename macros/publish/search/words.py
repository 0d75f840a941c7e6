"""A text → its words, and where each of them stands in the index. The browser does the same."""

from __future__ import annotations

import re
import unicodedata

from macros.languages.morphology import Affixes, candidates

_SHELF = 3
"""Letters of a shelf: in most words these stay as they are whatever is added."""
_WORD = re.compile(r"[^\W_]+")
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
    """The words of a text, in order."""
    return _WORD.findall(fold(text))


def shelf(word: str, rules: Affixes) -> str:
    """Where a root stands in the index: mostly the same place for a word and its forms.

    It is the beginning of the shortest candidate, less a sound that a prefix may swallow, so that
    a search for one word needs one or two files.
    """
    bare = [part[len(_lost(part, rules)) :] for part in candidates(word, rules)]
    return min((len(part) < _SHELF, len(part), part) for part in bare)[2][:_SHELF]


def _lost(word: str, rules: Affixes) -> str:
    return next((sound for sound in rules.lost if word.startswith(sound)), "")
