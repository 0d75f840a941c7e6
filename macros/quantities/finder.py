"""A text → every quantity in it that may be a figure, in the order of the text.

Digits are rare in prose whose figures are called, and number words rarer: the text is searched
once for both, and only what is found is looked at closely.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from macros.languages.vocabulary import any_of
from macros.model import Locale
from macros.quantities.comparisons import (
    SIGNS,
    beginnings,
    beginnings_behind_one,
    read_claim,
    read_sign,
)
from macros.quantities.dates import read_date, read_years
from macros.quantities.exclusions import OTHER, is_innocent, label_of, near
from macros.quantities.model import Form, Quantity
from macros.quantities.number_words import read_spelled
from macros.quantities.numerals import read_figure
from macros.quantities.proper_names import is_institute
from macros.quantities.vocabulary import NUMBER_WORDS

_ONE = {"en": "one", "id": "satu"}
_CONTEXT = 60
_SHORT = 12
_HOUR = re.compile(rf"(?<!\w){any_of('past the hour')} \Z", re.IGNORECASE)
"""Before a number word that tells the time of day."""


def read_quantities(text: str, locale: Locale) -> Iterator[Quantity]:
    """Everything in `text` that may be a figure; numbers that state none are left out."""
    yield from _Reader(text, locale).read()


@cache
def trigger(locale: Locale) -> re.Pattern[str]:
    """What may begin a quantity: a digit of any script, a fraction, or a word that counts.

    It is searched in lower case. Before a word, a match begins one character early.
    """
    one = _ONE[locale]
    # one and a, only where they begin a number or a claim
    larger = "|".join(beginnings_behind_one(locale))
    words = [word for word in NUMBER_WORDS[locale] if word != one]
    words += [*beginnings(locale), rf"{one}(?!\w)(?=\W+(?:{larger}))"]
    if locale == "en":
        words.append(rf"an?(?=[ \u00a0-](?:{larger}))")
    by_letter = {word[0]: [w[1:] for w in words if w[0] == word[0]] for word in words}
    counting = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    # The set at its head is what makes the search fast: most letters are passed over at once.
    return re.compile(rf"[^a-z-](?:(?<=[\d{''.join(SIGNS)}])|(?:{counting}))")


class _Reader:
    def __init__(self, text: str, locale: Locale) -> None:
        self.text = text
        self.locale = locale
        self.end = 0
        """Where the last quantity or innocent number ended."""
        self.trail = ""
        """What made the last number innocent."""

    def read(self) -> Iterator[Quantity]:
        # A pattern that minds no capitals takes twice the time.
        lower = self.text.lower()
        searched = "\n" + (lower if len(lower) == len(self.text) else self.text)
        pattern = trigger(self.locale)
        after = 0
        while found := pattern.search(searched, after):
            is_word = len(found[0]) > 1
            at = found.start() - 1 + is_word
            quantity, end = self.at_digit(at) if found[0].isdigit() else self.at_word(at)
            if quantity:
                yield quantity
            if end > at:
                self.end = end
            after = max(end + 1, found.end())

    def at_word(self, at: int) -> tuple[Quantity | None, int]:
        """The quantity that begins with the word or the sign at `at`, and where to go on."""
        if self.text[at] in SIGNS:
            return read_sign(self.text, at), at + 1
        if _HOUR.search(self.text, max(0, at - _SHORT), at) or is_institute(self.text, at):
            return None, at
        quantity = read_claim(self.text, at, self.locale)
        quantity = quantity or read_spelled(self.text, at, self.locale)
        self.trail = "" if quantity else self.trail
        return quantity, quantity.end if quantity else at

    def at_digit(self, at: int) -> tuple[Quantity | None, int]:
        """The quantity to which the digit at `at` belongs, and where to go on."""
        if self.text[at] not in "0123456789":
            return self.foreign(at)
        dated = read_date(self.text, at, self.locale) or read_years(self.text, at)
        if dated and dated.start >= self.end and not self.is_attached(dated.start):
            self.trail = ""
            return (None if is_institute(self.text, at) else dated), dated.end
        figure = read_figure(self.text, at, self.locale)
        stop = at + len(figure.digits)
        bare = figure.form is Form.NUMBER and not figure.power
        token = near(self.text, at, stop)
        label = label_of(token, self.trail, self.text[self.end : at]) if bare else ""
        claim = None if label else self.claim(at)
        if claim is None and bare and (label or is_innocent(token)):
            self.trail = label or OTHER
            return None, stop
        self.trail = ""
        found = claim or figure
        return found, found.end

    def claim(self, at: int) -> Quantity | None:
        """The claim that begins with the digit at `at`."""
        found = None if self.is_attached(at) else read_claim(self.text, at, self.locale)
        return replace(found, digits=self.text[at]) if found else None

    def is_attached(self, at: int) -> bool:
        """Whether a letter, a slash or a point ties the digit to what stands before it."""
        before = self.text[at - 1 : at]
        return before.isalnum() or (before in "/._" and bool(before))

    def foreign(self, at: int) -> tuple[Quantity, int]:
        """A number in digits of another script or width, with what stands behind it."""
        end = at
        plain = []
        while end < len(self.text) and (digit := unicodedata.digit(self.text[end], -1)) >= 0:
            plain.append(str(digit))
            end += 1
        tail = self.text[end : end + _CONTEXT]
        figure = read_figure(f"{''.join(plain)}{tail}", 0, self.locale)
        value, length = Decimal("".join(plain)), end - at
        if len(figure.digits) <= length:
            return replace(figure, start=at, end=at + figure.end, doubtful=True), at + figure.end
        return Quantity(at, end, Form.NUMBER, value, digits=self.text[at:end], doubtful=True), end
