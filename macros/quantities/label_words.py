"""The words that give a number to a thing, so that the number states no quantity."""

from __future__ import annotations

import re
from functools import cache

from macros.languages.morphology import affixes
from macros.languages.vocabulary import SPACE, any_of, source, words

_NUMBER = rf"(?:{SPACE}*{any_of('number signs')}\b\.?|{SPACE}*[#№§])?"


@cache
def label(of_site: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A label and all that may stand between it and its number, at the end of a text."""
    words_ = "|".join((any_of("labels", "centuries"), *map(source, of_site)))
    return re.compile(
        rf"(?:(?<!\w)(?P<label>{words_})(?:nya)?\.?{_NUMBER}|[#№§]){SPACE}*\(?\Z", re.IGNORECASE
    )


NAMED_LABEL = re.compile(
    rf"(?<!\w)(?i:{any_of('named labels')})"
    rf"(?:{SPACE}(?:[A-Z][\w/-]*|{any_of('within names')}|\([A-Z]+\))){{1,6}}{SPACE}\Z"
)
"""A label with a name between it and the number: Resolusi Dewan Keamanan 2388."""
CONTACT = re.compile(
    rf"(?<!\w){any_of('contacts')}\b[.:]?{SPACE}*(?:ke{SPACE})?[(+]*\Z", re.IGNORECASE
)
_JOINING = any_of("between labels")
CONNECTOR = re.compile(
    rf"(?:\([a-z0-9]{{1,4}}\))*\)?{SPACE}*+(?:,|;|&|/|[-\u2010-\u2015]|\b{_JOINING}\b\.?)?"
    rf"{SPACE}*+(?:{_JOINING}\b)?{SPACE}*+(?:[#(]|ayat|huruf){{0,2}}{SPACE}*+",
    re.IGNORECASE,
)
"""What stands between the numbers of one label: objectives 1, 2 and 3."""
_OR = any_of("or a contact")
OF_A_CONTACT = re.compile(rf"(?:{SPACE}|[()./+-]|\b{_OR}\b|,){{1,6}}|[^.0-9]{{0,40}}\b{_OR}{SPACE}")
COUNTED_NOUN = rf"{any_of('counted')}(?![A-Za-z])"
COUNTED = re.compile(
    rf"{SPACE}(?:{any_of('in all of')}{SPACE})?{COUNTED_NOUN}"
    rf"(?!{SPACE}(?:{any_of('ordinal after')}|[12]))",
    re.IGNORECASE,
)
"""What a number counts even behind a label: a session of 45 minutes."""
_OTHER_WORD = {one: re.compile(any_of("also other words", locale=one)) for one in ("en", "id")}
_ENGLISH_NOUN = re.compile(rf"{SPACE}(?:(?P<first>[a-z-]+){SPACE})?(?P<noun>[a-z]+s)(?![\w-])")
_VERB = r"(?:me|be[rlk]|di|ter)[a-z]{3}"
_INDONESIAN_NOUN = re.compile(
    rf"{SPACE}(?!{any_of('after a labelled thing')}(?!\w)|{_VERB})[a-z]{{3}}"
)
_FEWEST_NAMED = 10
"""Up to this, an Indonesian word in small letters behind a numbered thing may be its name."""
_NO_NOUN = affixes("en").stop


def is_counted(label: str, digits: str, right: str) -> bool:
    """Whether a number counts what follows it, although `label` stands before it.

    Trains 45 officers, daftar 52 nama: a label in the plural, or one that is also another word.
    """
    if COUNTED.match(right):
        return True
    english = label.endswith("s") and label.islower() and len(label) > 3
    if english or (_OTHER_WORD["en"].fullmatch(label) and label.islower()):
        found = _ENGLISH_NOUN.match(right)
        parts = (found["first"] or found["noun"], found["noun"]) if found else ()
        known = words("verbs in s")
        return bool(parts) and not any(part in known or part in _NO_NOUN for part in parts)
    if _OTHER_WORD["id"].fullmatch(label.lower()):
        large = not digits.isdigit() or int(digits) > _FEWEST_NAMED
        return large and _INDONESIAN_NOUN.match(right) is not None
    return False
