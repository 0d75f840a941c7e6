"""What the style of a language avoids, ready to be looked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from macros.glossary.forms import Form
from macros.languages.style import Turn, key, pattern, turns
from macros.model import Locale


class Phrase(NamedTuple):
    """A phrase that is avoided, with what to write instead; or, without a turn, a good one."""

    instead: str = ""
    turn: Turn | None = None
    nameless: bool = True
    """Whether it is avoided even beside a word with a capital: it cannot be part of a name."""


@cache
def phrases(locale: Locale) -> tuple[Form[Phrase], ...]:
    """The phrases of a language; a longer one that is good style hides what it begins with."""
    return tuple(_phrases(locale))


def _phrases(locale: Locale) -> Iterator[Form[Phrase]]:
    for turn in turns(locale):
        for phrase, instead in turn.phrases.items():
            nameless = turn.at != "anywhere" or not phrase.islower()
            yield _form(phrase, turn.at, Phrase(instead, turn, nameless))
        for phrase in turn.unless:
            yield _form(phrase, "anywhere", Phrase())


def _form(phrase: str, at: str, told: Phrase) -> Form[Phrase]:
    literal = key(phrase)
    return Form((literal,), literal, partial(pattern, phrase, at), told)
