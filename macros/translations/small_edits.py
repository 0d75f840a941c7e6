"""Edits of a text that change no word of substance: they need no counterpart in the other language.

Such an edit changes spaces, commas, quotation marks and the like, writes a word apart or together,
takes out a word that stands twice, or misspells a word or mends it. All numbers, calls, names,
negations, question marks stay. A misspelling is one letter too many, too few, another one or two
that changed places, not at the beginning and not an ending; of the two words just one is known on
the site, so that no word takes the place of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import yaml

_TOKEN = re.compile(r"\{[^{}]*\}|\d[\d.,–-]*\d|\w+|\S")
_WORD = re.compile(r"[^\W\d_]+")
_LIGHT = frozenset(",.;:'\"“”‘’«»()[]-–—…/")
"""Marks that may come and go; a question or an exclamation is another sentence."""
_STOPS = frozenset(".?!:")
_ENDS = ("s", "es", "d", "ed", "r", "er", "n", "an", "kan", "i", "nya", "lah", "kah", "pun", "ku")
"""Endings that make another form of a word of it, in either language."""
_SHORTEST, _MOST = 3, 5


@cache
def _listed(name: str) -> frozenset[str]:
    """The words of a list of small_edits.yml, of both languages."""
    text = Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    lists: dict[str, str] = yaml.safe_load(text)[name]
    return frozenset(" ".join(lists.values()).split())


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def is_small(before: str, after: str, known: Callable[[str], bool]) -> bool:
    """Whether the texts differ in nothing of substance.

    `known` tells whether a word stands elsewhere on the site: not in these two texts.
    """
    (old, begins), (new, _) = _heavy(before), _heavy(after)
    edits = [
        (old[start:end], new[first:last], {*old[start - 1 : start], *old[end : end + 1]}, start)
        for what, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes()
        if what != "equal"
    ]
    much = sum(max(len(gone), len(come)) for gone, come, _, _ in edits)
    return much <= _MOST and all(
        _slight(gone, come, beside, begins[start : start + 1] == [True], known)
        for gone, come, beside, start in edits
    )


def _slight(
    old: list[str], new: list[str], beside: set[str], begins: bool, known: Callable[[str], bool]
) -> bool:
    """One piece that differs: what stands beside it, and whether it begins a sentence."""
    words = old + new
    if "".join(old) == "".join(new) and all(map(_WORD.fullmatch, words)):
        return not any(word.lower() in _listed("weighty") for word in words)
    if len(words) == 1:  # A word that stands twice.
        alike = {word.lower() for word in beside}
        return words[0].lower() in alike and bool(_WORD.fullmatch(words[0]))
    return len(old) == len(new) and all(
        first == second or _misspelt(first, second, begins and not index, known)
        for index, (first, second) in enumerate(zip(old, new, strict=True))
    )


def _heavy(text: str) -> tuple[list[str], list[bool]]:
    """What may not come and go, and for each whether a sentence begins with it."""
    tokens = _TOKEN.findall(text)
    heavy = [(t, b) for t, b in zip(tokens, [".", *tokens], strict=False) if t not in _LIGHT]
    return [token for token, _ in heavy], [before in _STOPS for _, before in heavy]


def _misspelt(old: str, new: str, begins: bool, known: Callable[[str], bool]) -> bool:
    """Whether one of two words is the other one with a slip; a sentence may begin with it."""
    if not _WORD.fullmatch(old) or not _WORD.fullmatch(new):
        return False
    if not begins and (old[1:] == new[1:] and old[0].lower() == new[0].lower()):
        return False  # "May" and "may", "Polish" and "polish": a name or none
    if begins:
        old, new = old[0].lower() + old[1:], new[0].lower() + new[1:]
        if old == new:
            return True
    if old != old.lower() or new != new.lower() or min(len(old), len(new)) < _SHORTEST:
        return False
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    another_form = longer.startswith(shorter) and longer[len(shorter) :] in _ENDS
    if old[0] != new[0] or another_form or not _one_slip(old, new):
        return False
    real = [known(word) or word in _listed("alike") for word in (old, new)]
    return not {old, new} & _listed("weighty") and any(real) and not all(real)


def _one_slip(one: str, two: str) -> bool:
    """One letter more, less or another, or two neighbours exchanged."""
    same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    start = min(len(one), len(two)) if same is None else same
    a, b = one[start:], two[start:]
    if len(one) != len(two):
        return a[1:] == b or a == b[1:]
    swapped = len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or (a[1:] == b[1:] and len(one) > _SHORTEST + 1)
