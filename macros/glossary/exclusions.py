"""Where a form that is out of use may stand: in quotations, names, and words about words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from functools import cached_property

from macros.glossary.forms import small_letters
from macros.languages.vocabulary import any_of

_GAP = r"[^\S\n]+"
_QUOTED = re.compile(
    r'"[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|‘[^’\n]{1,400}’(?!\w)'
    r"|(?<!\w)'[^'\n]{1,400}'(?!\w)"
)
_LAW = re.compile(
    rf"\b{any_of('laws')}\b(?P<number>[^\n;:]{{0,40}}?)\b{any_of('of a law')}{_GAP}"
    rf"(?:(?:[^\W\d_a-z][^\s,;:()]*,?|{any_of('within titles')}\b)[^\S\n]*){{1,40}}"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPOKEN_OF = re.compile(rf"\b{any_of('words about words')}{_GAP}$", re.IGNORECASE)
_FORMERLY = re.compile(
    rf"\b{any_of('formerly')}{_GAP}(?:{any_of('called')}{_GAP})?$", re.IGNORECASE
)
_CHANGE = re.compile(rf"\b{any_of('renaming')}\b", re.IGNORECASE)
_CLITICS = re.compile("(?:-?(?:nya|ku|mu|lah|kah|pun|tah))+$")
"""What even a name may have behind it."""
_WORD_BEFORE = re.compile(r"[\w,;)][^\S\n]$")
_CAPITAL_BEHIND = re.compile(r"[^\S\n][^\W\d_a-z]")
_NEAR = 40
_AROUND = 160
"""Characters before and behind a form that may belong to its sentence."""
_END = re.compile(r"[.!?][^\S\n]+(?=[^\Wa-z])|\n")


class Innocence:
    """A text with the places where somebody else speaks, or a name keeps its form.

    Worked out when the first form is found: in most texts there is none.
    """

    def __init__(self, text: str, names: Collection[str]) -> None:
        self.text = text
        self.names = names
        """Official names, in small letters."""
        self.small = small_letters(text)

    def holds(self, start: int, end: int) -> bool:
        """Whether a form is part of a quotation or a name, or is itself spoken about."""
        number = bisect_right(self._quoted, (start, len(self.text) + 1)) - 1
        if number >= 0 and self._quoted[number][1] >= end:
            return True
        if _SPOKEN_OF.search(self.text[max(start - _NEAR, 0) : start]):
            return True
        around = self._around(_CLITICS.sub("", self.small[start:end]))
        return any(self._stands(name, start - before) for name, before in around)

    def in_law(self, start: int, end: int, until: int | None) -> bool:
        """Whether a form stands in the title of a law, made before the year `until` if given."""
        number = bisect_right(self._laws, (start, len(self.text) + 1, 0)) - 1
        if number < 0 or self._laws[number][1] < end:
            return False
        return until is None or 0 < self._laws[number][2] < until

    def was_so(self, start: int, end: int) -> bool:
        """Whether the sentence says that something was called so before."""
        if _FORMERLY.search(self.text[max(start - _NEAR, 0) : start]):
            return True
        return bool(_CHANGE.search(self.text[slice(*self.sentence(start, end))]))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a form, as far as it is near."""
        first, last = max(start - _AROUND, 0), end + _AROUND
        ended = [match.end() for match in _END.finditer(self.text, first, start + 1)]
        following = _END.search(self.text, end, last)
        return max(ended, default=first), following.start() if following else last

    def _around(self, form: str) -> list[tuple[str, int]]:
        """The names that hold a form, and how much of each stands before it."""
        if form not in self._known:
            self._known[form] = [(name, name.index(form)) for name in self.names if form in name]
        return self._known[form]

    def _stands(self, name: str, at: int) -> bool:
        """Whether a name stands there as a whole."""
        if at < 0 or not self.small.startswith(name, at):
            return False
        beside = self.small[max(at - 1, 0) : at] + self.small[at + len(name) : at + len(name) + 1]
        return not any(letter.isalnum() for letter in beside)

    @cached_property
    def _known(self) -> dict[str, list[tuple[str, int]]]:
        """What was asked for before."""
        return {}

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        return [match.span() for match in _QUOTED.finditer(self.text)]

    @cached_property
    def _laws(self) -> list[tuple[int, int, int]]:
        """The titles of laws, and the year of each; 0 where it has none."""
        found = []
        for match in _LAW.finditer(self.text):
            year = _YEAR.search(match["number"])
            found.append((*match.span(), int(year[0]) if year else 0))
        return found


def in_name(text: str, start: int, end: int) -> bool:
    """Whether a form has a capital within a sentence, or before another word that has one."""
    if not text[start].isupper():
        return False
    before, behind = text[max(start - 2, 0) : start], text[end : end + 2]
    return bool(_WORD_BEFORE.match(before) or _CAPITAL_BEHIND.match(behind))
