"""Text without meaning in both languages, for measuring on larger sites.

Words of syllables, drawn as Zipf's law has it, and bent as their language bends them; in between,
one word in seven of those that are given, as often as it stands there. The seed makes each run the
same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import accumulate

from macros.model import Locale

WORDS, SECTIONS = 450, 8
"""Words and sections of a page, about those of the real modules."""
_ROOTS = 6000
_BORROWED = 1 / 7
_STARTS = {
    "id": ("b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w"),
    "en": ("b", "br", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "pl", "r", "s", "sh", "t"),
}
_VOWELS = {"id": ("a", "e", "i", "o", "u"), "en": ("a", "e", "i", "o", "u", "ea", "ou")}
_FAULTS = {"disini"}
"""What might come about by chance, and would be a slip."""
_ENDS = {"id": ("", "n", "ng", "r", "s"), "en": ("", "n", "r", "ck", "ll", "nd")}


class Writer:
    """Writes text of one language, the same each time."""

    def __init__(self, locale: Locale, seed: str = "search", borrowed: Sequence[str] = ()) -> None:
        self.chance = random.Random(f"{seed} {locale}")
        syllable = [a + b for a in _STARTS[locale] for b in _VOWELS[locale]]
        shapes = (2, 2, 2, 3)
        self.roots = [
            "".join(self.chance.choices(syllable, k=self.chance.choice(shapes)))
            + self.chance.choice(_ENDS[locale])
            for _ in range(_ROOTS)
        ]
        self.often = list(accumulate(1 / (rank + 3) for rank in range(_ROOTS)))
        self.borrowed = borrowed
        self.bend: Callable[[str], str] = self._affixed if locale == "id" else self._ended

    def words(self, count: int) -> list[str]:
        """Words in a row, bent and borrowed."""
        drawn = self.chance.choices(self.roots, cum_weights=self.often, k=count)
        return [
            self.chance.choice(self.borrowed)
            if self.borrowed and self.chance.random() < _BORROWED
            else self.bend(root)
            for root in drawn
        ]

    def text(self, count: int) -> str:
        """Words in a row, with a capital."""
        return " ".join(self.words(count)).capitalize()

    def _affixed(self, root: str) -> str:
        """Indonesian: half of the words have a prefix, a suffix, or both."""
        if self.chance.random() < 0.5:
            return root
        prefix = self.chance.choice(("", "me", "pe", "ber", "di", "ter", "ke", "se"))
        suffix = self.chance.choice(("", "kan", "an", "i", "nya"))
        if prefix in ("me", "pe"):
            return prefix + _nasal(root) + suffix
        bent = prefix + root + ("an" if prefix == "ke" else suffix)
        return root if bent in _FAULTS else bent

    def _ended(self, root: str) -> str:
        """English: half of the words have an ending."""
        ends = ("s", "ed", "ing", "er", "ment", "ation", "ly")
        return root + self.chance.choice(ends) if self.chance.random() < 0.5 else root


_SOUNDS: Sequence[tuple[str, str, int]] = (
    ("k", "ng", 1), ("p", "m", 1), ("s", "ny", 1), ("t", "n", 1), ("aeiough", "ng", 0),
    ("bf", "m", 0), ("cdj", "n", 0),
)  # fmt: skip
"""First letters, the sound before them, and how many letters it swallows."""


def _nasal(root: str) -> str:
    for letters, sound, lost in _SOUNDS:
        if root[0] in letters:
            return sound + root[lost:]
    return root
