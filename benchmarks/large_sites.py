"""Pages without meaning, for measuring the search on larger sites.

The text is generated: words of syllables, drawn as Zipf's law has it, and bent as their language
bends them; in between, one word in seven from the real pages, as often as it stands there. The
seed makes each run the same. The pages are never written: the builder of the index is given them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from macros.html.model import BuiltPage, BuiltSite
from macros.model import FOLDERS, LOCALES, Locale, Location
from macros.publish.search.article import read_article
from macros.publish.search.words import words_of

WORDS, SECTIONS = 450, 8
"""Words and sections of a page, about those of the real modules."""
_ROOTS = 6000
_BORROWED = 1 / 7
_STARTS = {
    "id": ("b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w"),
    "en": ("b", "br", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "pl", "r", "s", "sh", "t"),
}
_VOWELS = {"id": ("a", "e", "i", "o", "u"), "en": ("a", "e", "i", "o", "u", "ea", "ou")}
_ENDS = {"id": ("", "n", "ng", "r", "s"), "en": ("", "n", "r", "ck", "ll", "nd")}


def larger(site: BuiltSite, pages: int) -> BuiltSite:
    """The site with as many generated pages as make `pages` of each language."""
    made: dict[str, BuiltPage] = dict(site.pages)
    for locale in LOCALES:
        real = [page for page in site.pages.values() if page.locale == locale]
        writer = _Writer(locale, real)
        for number in range(max(0, pages - len(real))):
            page = writer.page(number)
            made[page.path] = page
    return replace(site, pages=made)


class _Writer:
    """Writes pages of one language, the same ones each time."""

    def __init__(self, locale: Locale, real: Sequence[BuiltPage]) -> None:
        self.locale: Locale = locale
        self.chance = random.Random(f"search {locale}")
        syllable = [a + b for a in _STARTS[locale] for b in _VOWELS[locale]]
        shapes = (2, 2, 2, 3)
        self.roots = [
            "".join(self.chance.choices(syllable, k=self.chance.choice(shapes)))
            + self.chance.choice(_ENDS[locale])
            for _ in range(_ROOTS)
        ]
        self.often = list(accumulate(1 / (rank + 3) for rank in range(_ROOTS)))
        articles = filter(None, map(read_article, real))
        self.borrowed = [
            word
            for article in articles
            for part in article.sections
            for word in words_of(part.text)
        ]
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

    def page(self, number: int) -> BuiltPage:
        """A page with a title, a description, and sections below headings."""
        path = f"{FOLDERS[self.locale]}generated/{number}/index.html"
        title, description = self._text(4), self._text(18)
        sections = "".join(
            f'<h2 id="s{at}">{self._text(3)}</h2><p>{self._text(WORDS // SECTIONS)}</p>'
            for at in range(SECTIONS)
        )
        html = f"<article><h1>{title}</h1>{sections}</article>"
        return BuiltPage(path, Location(path), html, self.locale, title, description)

    def _text(self, count: int) -> str:
        return " ".join(self.words(count)).capitalize()

    def _affixed(self, root: str) -> str:
        """Indonesian: half of the words have a prefix, a suffix, or both."""
        if self.chance.random() < 0.5:
            return root
        prefix = self.chance.choice(("", "me", "pe", "ber", "di", "ter", "ke", "se"))
        suffix = self.chance.choice(("", "kan", "an", "i", "nya"))
        if prefix in ("me", "pe"):
            return prefix + _nasal(root) + suffix
        return prefix + root + ("an" if prefix == "ke" else suffix)

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
