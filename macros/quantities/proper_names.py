"""Numbers that belong to a name: of a street, a town, a product, a body."""

from __future__ import annotations

import re

from macros.languages.vocabulary import SPACE, any_of
from macros.quantities.label_words import COUNTED
from macros.quantities.model import NumberContext
from macros.quantities.separators import GROUPED

_GROUP_OF = re.compile(rf"(?<!\w){any_of('groups of states')}{SPACE}\Z")
_GROUPS = ("7", "8", "10", "20", "24", "77")
"""Groups of States that are called by their number."""
_INSTITUTE_BEFORE = re.compile(rf"(?<!\w){any_of('institutes')}{SPACE}\Z")
"""What may be named after a day, such as Universitas 17 Agustus 1945."""
_STREET_AFTER = re.compile(
    rf"{SPACE}(?:{any_of('street directions')}{SPACE})?"
    rf"(?:(?:[A-Z][\w'.-]*|[0-9]+{any_of('ordinal endings')}){SPACE}){{0,3}}"
    rf"{any_of('streets')}(?![a-z])"
)
_NAME = r"(?:(?<![\w-])[a-z]?[A-Z][\w.&-]*|\([A-Z]{2,}\))"
_NAME_BEFORE = re.compile(rf"{_NAME}{SPACE}\Z")
_ACRONYM_BEFORE = re.compile(rf"(?<![\w-])[A-Z]{{2,}}[0-9]?[A-Z]*{SPACE}\Z")
_OPENING = re.compile(rf"(?<![A-Za-z])(?:\w+nya|{any_of('openers')}){SPACE}\Z")
"""What has a capital because it begins a sentence."""
_PLACE_BEFORE = re.compile(rf"(?<!\w){any_of('places')}{SPACE}\Z")
_PLACE_COUNTED = re.compile(rf"(?<!\w){any_of('places')}{SPACE}[0-9]")
GOES_ON = re.compile(rf"\Z|[.,;:!?)\]|\u201d\"'\n]|{SPACE}(?:[A-Z(]|{any_of('after a name')}\b)")
"""What may follow a number that belongs to the word before it."""
_TOWN_AFTER = re.compile(
    rf"{SPACE}[A-Z][a-z]+(?:{SPACE}[0-9]{{1,2}})?[.,;)]?(?:\Z|{SPACE}?\n|{SPACE})"
)
_TITLE_GOES_ON = re.compile(rf"{SPACE}(?!\w+{SPACE}?[0-9])[A-Z][A-Za-z-]{{2,}}")
_SMALL_WORD = re.compile(r"(?<!\w)[a-z][a-z]{3,}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDS_OF_A_TITLE = 3
_FAR = 20
"""Characters before a number that may name an institute."""
_VERSION = re.compile(r"[0-9]\.[0-9]")
_DOTTED = re.compile(r"[0-9]+[.,][0-9]+")


def is_address(number: NumberContext) -> bool:
    """10 Downing Street, Jakarta 10310, 1211 Geneva 19."""
    if not number.digits.isdigit():
        return False
    if _STREET_AFTER.match(number.right):
        return True
    named = _NAME_BEFORE.search(number.left) and not _OPENING.search(number.left)
    if len(number.digits) == 5 and named and re.match(r"\Z|[.,;)\n]", number.right):
        return True
    after_comma = number.left.endswith(", ") and len(number.digits) in (4, 5)
    return after_comma and _TOWN_AFTER.match(number.right) is not None


def is_in_name(number: NumberContext) -> bool:
    """Windows 11, Boeing 737, Python 3.11: the number belongs to the name before it."""
    if _GROUP_OF.search(number.left) and number.digits in _GROUPS:
        return True
    if not _NAME_BEFORE.search(number.left) or _OPENING.search(number.left):
        return False
    if _PLACE_BEFORE.search(number.left) or _PLACE_COUNTED.search(number.left + number.right):
        return False
    if _TITLE_GOES_ON.match(number.right) and is_in_title(number):
        return False
    short = len(number.digits) <= 3 or _DOTTED.fullmatch(number.digits)
    return bool(short) and not GROUPED.match(number.digits) and bool(GOES_ON.match(number.right))


def is_in_title(number: NumberContext) -> bool:
    """Whether all words around have capitals, so that a capital does not make a name of one."""
    around = f"{number.left} {number.right}"
    return not _SMALL_WORD.search(around) and len(_WORD.findall(around)) >= _WORDS_OF_A_TITLE


def is_institute(text: str, at: int) -> bool:
    """Whether the day or number at `at` is the name of an institute."""
    return _INSTITUTE_BEFORE.search(text, max(0, at - _FAR), at) is not None


def is_of_body(number: NumberContext) -> bool:
    """UNSCR 1325, TPS 12, MGI 2.0: a number that a body or a place has given, or a version."""
    plain = number.digits.isdigit() and len(number.digits) <= 4
    named = (plain or _VERSION.fullmatch(number.digits)) and _ACRONYM_BEFORE.search(number.left)
    if not named or _PLACE_BEFORE.search(number.left):
        return False
    titled = _TITLE_GOES_ON.match(number.right) and is_in_title(number)
    return not titled and not COUNTED.match(number.right)
