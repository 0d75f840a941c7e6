"""Characters that deceive: unseen ones, and ones that look like others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

Sort: TypeAlias = Literal["direction", "unseen", "control", "look-alike", "digit"]

_RARE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\xac\xae-\u024f\u02b9-\u02c1\u1e00-\u1eff"
    "\u2009\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a"
    "\u20a0-\u20c0\u2190-\u21ff\u2200-\u22ff\u2500-\u25ff\u2713\u2717]"
)
"""Whatever is not of the Latin script or of ordinary typography."""
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANKS = frozenset("\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")
"""Letters and marks that print as nothing, though Unicode calls them letters or marks."""
_JOINERS = frozenset("\u200d\ufe0f")
"""What pictures of several parts are made with."""
_LATIN_LOOKS = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХЅІЈԚԜαονικρυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧͿօսհոցՕՍ",
        "aeopcyxijshdqwABEKMHOPCTYXSIJQWaovikpuxABEZHIKMNOPTYXJouhngOU",
        strict=True,
    )
)
"""Cyrillic, Greek and Armenian letters, and the Latin ones that they look like."""


_LONGEST = 60
"""Letters of a word that are looked at on either side."""


class SuspiciousCharacter(NamedTuple):
    """One or more characters that an author should not have typed."""

    sort: Sort
    start: int
    end: int
    instead: str
    """What was perhaps meant; empty where nothing was."""


def suspicious_characters(text: str) -> Iterator[SuspiciousCharacter]:
    """Every deceptive character of a text; neighbours of a sort, and a mixed word, are one."""
    last: SuspiciousCharacter | None = None
    for found in _RARE.finditer(text):
        if last and found.start() < last.end:
            continue
        one = _judge(text, found.start())
        if one and last and (last.sort, last.end) == (one.sort, one.start):
            last = SuspiciousCharacter(one.sort, last.start, one.end, last.instead + one.instead)
        elif one:
            if last:
                yield last
            last = one
    if last:
        yield last


def _judge(text: str, at: int) -> SuspiciousCharacter | None:
    character = text[at]
    category = unicodedata.category(character)
    if _DIRECTION.match(character):
        return SuspiciousCharacter("direction", at, at + 1, "")
    if character in _JOINERS and _in_emoji(text, at):
        return None
    if character == "\ufffd":  # what could not be read, or a number that is no character
        return SuspiciousCharacter("control", at, at + 1, "")
    if category == "Cf" or character in _BLANKS or 0xFE00 <= ord(character) <= 0xFE0F:
        return SuspiciousCharacter("unseen", at, at + 1, "")
    if category in ("Cc", "Co", "Cn", "Cs", "Zl", "Zp"):
        return SuspiciousCharacter(
            "control", at, at + 1, " " if category[0] == "Z" or character == "\x85" else ""
        )
    if unicodedata.digit(character, None) is not None:
        return SuspiciousCharacter("digit", at, at + 1, str(unicodedata.digit(character)))
    if category.startswith("L"):
        return _letter(text, at)
    if category == "Mn":
        return _marks(text, at)
    plain = unicodedata.normalize("NFKC", character)
    alike = plain != character and plain.isascii() and not plain.isspace()
    alike = alike and (len(plain) == 1 or category == "Nl")
    return SuspiciousCharacter("look-alike", at, at + 1, plain) if alike else None


def _in_emoji(text: str, at: int) -> bool:
    """Whether a joiner or a chooser of variants makes one picture of its neighbours."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "\ufe0f":
        return _is_emoji(before) or behind == "\u20e3"
    return (_is_emoji(before) or before == "\ufe0f") and _is_emoji(behind)


def _is_emoji(character: str) -> bool:
    """Whether a character is a picture, or the colour of a skin."""
    return bool(character) and (
        unicodedata.category(character) == "So" or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _letter(text: str, at: int) -> SuspiciousCharacter | None:
    """A letter of another script inside a Latin word, or a whole word that looks Latin."""
    plain = unicodedata.normalize("NFKC", text[at])
    if plain.isascii():
        return SuspiciousCharacter("look-alike", at, at + 1, plain)
    start, end = _word(text, at)
    word = text[start:end]
    meant = "".join(_LATIN_LOOKS.get(c, unicodedata.normalize("NFKC", c)) for c in word)
    latin = any(unicodedata.name(c, "").startswith("LATIN") for c in word)
    if latin or meant.isascii():
        return SuspiciousCharacter("look-alike", start, end, meant if meant.isascii() else "")
    return None


def _word(text: str, at: int) -> tuple[int, int]:
    """The word around a letter."""
    start, end = at, at
    while start > max(0, at - _LONGEST) and text[start - 1].isalpha():
        start -= 1
    while end < min(len(text), at + _LONGEST) and text[end].isalpha():
        end += 1
    return start, end


def _marks(text: str, at: int) -> SuspiciousCharacter | None:
    """An accent that is typed apart from its letter, or several on one letter."""
    end = at + 1
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    before = text[at - 1 : at]
    composed = unicodedata.normalize("NFC", before + text[at])
    latin = unicodedata.name(before, "").startswith("LATIN") if before else False
    if latin or end - at > 3:
        whole = len(composed) == 1 and end == at + 1
        return SuspiciousCharacter("look-alike", max(at - 1, 0), end, composed if whole else before)
    return None
