"""Numbers that state no figure: of laws, parts, streets, telephones, times, versions and years."""

from __future__ import annotations

import re
from collections.abc import Callable

from macros.languages.vocabulary import SPACE, any_of
from macros.quantities.label_words import (
    CONNECTOR,
    CONTACT,
    COUNTED,
    COUNTED_NOUN,
    NAMED_LABEL,
    OF_A_CONTACT,
    is_counted,
    label,
)
from macros.quantities.model import NumberContext
from macros.quantities.proper_names import GOES_ON, is_address, is_in_name, is_of_body
from macros.quantities.separators import GROUPED
from macros.quantities.vocabulary import DASH
from macros.site_profile import profile

_NEAR = 60
"""Characters to either side that are looked at."""
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_YEAR_BEFORE = re.compile(rf"(?<!\w){any_of('before a year')}(?:{SPACE}|-)\Z", re.IGNORECASE)
_QUANTITY_BEFORE = re.compile(rf"(?<!\w){any_of('before a quantity')}{SPACE}\Z", re.IGNORECASE)
_LONGEST_LABEL = 5
"""Digits without a separator that a thing may be numbered with: ISO 27001."""
_NUMBERED = re.compile(
    rf"(?<!\w)(?:{any_of('number signs')}\.?{SPACE}|[#№]{SPACE}?)\Z", re.IGNORECASE
)
"""What says that a number of any length is one that a thing was given."""
_NOUN_AFTER = re.compile(rf"{SPACE}[a-z]")
_OF_A_PART = re.compile(r"[0-9]+[.,][0-9]{1,2}")
"""The number of a part; with three digits behind, it would be thousands."""
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]")
_BETWEEN = rf"(?:{DASH}|{any_of('between times')})"
_HOURS_AFTER = re.compile(
    rf"(?:{SPACE}?{_BETWEEN}{SPACE}?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?)?{SPACE}?"
    rf"(?:{any_of('after a time')}|[ap]\.m\.)(?!\w)"
)
_HOUR_BEFORE = re.compile(rf"(?<!\w){any_of('hours')}{SPACE}?\Z", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(rf"(?<!\w)(?:{any_of('before a time')}|{DASH}){SPACE}?\Z", re.IGNORECASE)
_CLOCK_TO = re.compile(rf"[0-9][.:][0-9]{{2}}{SPACE}?{_BETWEEN}{SPACE}?\Z")
_DIGITS_AFTER = re.compile(rf"(?:{SPACE}|[().-])*[0-9]")
_ENUMERATED = re.compile(rf"[.:;!?]{SPACE}\Z")
_UNITS = rf"(?!{any_of('units of figures', 'per cent', 'scales')}\b)"
_HEADED = re.compile(
    rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*[.)]{SPACE}|[0-9]{{1,2}}(?:\.[0-9]{{1,2}})+{SPACE}{_UNITS}"
)
_SYMBOL_BEFORE = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]|/[A-Z]{1,4})\.\Z")
"""The letters of a list, or of a document's symbol: a.1, CMW/C/SR.363."""
_FORMULA = re.compile(r"[A-Za-z]~0~\Z")
"""A number set low, as other sites write it: H~2~O."""
_GROWN = re.compile(COUNTED_NOUN, re.IGNORECASE)
"""What a number counts, where the blank between the two has been lost."""
_PER_UNIT = re.compile(rf"/{SPACE}?{any_of('per units')}(?![A-Za-z0-9])", re.IGNORECASE)
_WITH_AFTER = (
    re.compile(rf"{any_of('all the time')}\b"),  # 24 hours, 365 days, 7 days a week
    # The years of a decade: 1990-an, 90-an.
    re.compile(rf"[0-9]*0{any_of('decade endings', locale='id')}(?!\w)"),
)
"""What a number is the beginning of."""
_AFTER = (
    re.compile(r"\([0-9]{1,3}(?:[\u2013-][0-9]{1,3})?\)[,:;]"),  # the issue of a journal
    re.compile(rf"{SPACE}?[×x]{SPACE}?[0-9]"),  # a size
)
"""What stands behind such a number."""
_BEFORE = (
    # The pages of a journal: 12(3), 45–67; IOM, 2021: 23.
    re.compile(
        rf"(?:[0-9]{{4}}[a-z]?:|[0-9]\([0-9\u2013-]+\)[:,])(?:{SPACE}?[0-9]+{DASH})?{SPACE}?\Z"
    ),
    re.compile(rf"[0-9]{SPACE}?[×x]{SPACE}?\Z"),  # a size
)
"""What a number is the end of."""
_TO = rf"(?:{SPACE}?{DASH}{SPACE}?|{SPACE}{any_of('up to')}{SPACE})"
_COMPARED = re.compile(rf"(?<![\w.,])[0-9]{{1,3}}{SPACE}?(?:[<>=≤≥≠]|[<>=]=){SPACE}?\Z")
_ENDS = re.compile(
    rf"(?![\w%]|[.,][0-9]|{SPACE}?(?:%|{any_of('units of figures', 'counted')}(?!\w)))"
)
_COMPARED_WITH = re.compile(rf"{SPACE}?(?:[<>=≤≥≠]|[<>=]=){SPACE}?[0-9]{{1,3}}{_ENDS.pattern}")
"""Two small numbers and what one is to the other: 5 < 6."""
_SMALL_NUMBER = 3
"""Digits of a number that may be compared with another in a text that is about numbers."""
_OF_AN_AGE = re.compile(
    rf"(?<!\w){any_of('people of an age')}{SPACE}(?:{any_of('being of an age')}{SPACE}){{1,2}}"
    rf"(?:[0-9]{{1,2}}{_TO})?\Z",
    re.IGNORECASE,
)
_AGE_UNIT = any_of("years of age", "months of age", "and older")
_AGE_AFTER = re.compile(rf"(?:{_TO}[0-9]{{1,2}})?(?:{SPACE}{_AGE_UNIT})*(?!\w)")
"""A group by its age, behind the people whom it holds: children aged 6–23 months."""
_OF_WHOLE = re.compile(rf"{SPACE}{any_of('of a whole')}{SPACE}")


def near(text: str, start: int, end: int) -> NumberContext:
    """The surroundings of `text[start:end]`, no further than the block that it is in."""
    left = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    right = text[end : end + _NEAR].partition("\n")[0]
    return NumberContext(text[start:end], left, right, start == 0 or text[start - 1] == "\n")


def label_of(number: NumberContext, trail: str, between: str) -> str:
    """Whether a word gives the number to a thing: label, contact, or nothing.

    `trail` is what made the number before it innocent, and `between` what stands between the two.
    """
    if len(between) > _NEAR:
        trail = ""  # Too far away to be of one label.
    if is_contact(number) or (trail == "contact" and OF_A_CONTACT.fullmatch(between)):
        return "contact"
    if trail and re.fullmatch(rf"{SPACE}?{DASH}{SPACE}?", between):
        return trail
    if number.left.endswith("(") and not number.right.startswith(")"):
        return ""
    short = len(number.digits) <= _LONGEST_LABEL or _NUMBERED.search(number.left)
    plain = number.digits.isdigit() and short
    if plain or _OF_A_PART.fullmatch(number.digits):
        found = label(profile().labels).search(number.left)
        named = found or NAMED_LABEL.search(number.left)
        if named or (trail == "label" and CONNECTOR.fullmatch(between)):
            word = (found["label"] or "") if found else ""
            return "" if is_counted(word, number.digits, number.right) else "label"
    return ""


def is_innocent(number: NumberContext) -> bool:
    """Whether what stands around a number, or its form, makes it no figure."""
    return any(is_so(number) for is_so in _REASONS)


OTHER = "other"
"""The trail of a number that no label has made innocent."""


def is_contact(number: NumberContext) -> bool:
    """A telephone number, a postcode, a code of digits."""
    starts = number.digits.startswith("0") and number.digits[1:2].isdigit()
    if starts or number.left.endswith("+"):
        return True
    ends = GOES_ON.match(number.right) or _DIGITS_AFTER.match(number.right)
    return ends is not None and CONTACT.search(number.left) is not None


def _is_attached(number: NumberContext) -> bool:
    """EMM2.0, A4, COVID-19, 10.c, 12A, 4K; not 3,330,457people, whose blank has been lost."""
    if GROUPED.match(number.digits) or _GROWN.match(number.right):
        return False
    before = number.left[-1:]
    if before.isalpha() or before == "_":
        return True
    if before in ("-", "/", "\u2011") and number.left[-2:-1].isalpha():
        return True
    after = number.right[:1]
    if _SYMBOL_BEFORE.search(number.left) or _FORMULA.search(number.left + "0" + number.right[:1]):
        return True
    return after.isalpha() or (after == "." and number.right[1:2].isalpha()) or after == "_"


def _is_compound(number: NumberContext) -> bool:
    """18/2017, 24/7, 10.7.1, 17:00, 978-92-9268: several numbers that are one sign."""
    if _PER_UNIT.match(number.right):
        return False
    if re.match(r"[/:.][0-9]|/[A-Za-z]", number.right) or re.search(
        r"[0-9][/.]\Z|:\Z", number.left
    ):
        return not (re.match("/[0-9]+", number.right) and _is_part(number))
    whole = re.search(r"[0-9-]*\Z", number.left)
    hyphens = (whole[0] if whole else "") + number.digits
    after = re.match(r"[0-9-]*", number.right)
    return (hyphens + (after[0] if after else "")).count("-") > 1


def _is_part(number: NumberContext) -> bool:
    """2/3 of: a fraction."""
    found = re.match("/[0-9]{1,2}", number.right)
    return bool(found and len(number.digits) < 3 and _OF_WHOLE.match(number.right, found.end()))


def _is_year(number: NumberContext) -> bool:
    if not _YEAR.fullmatch(number.digits):
        return False
    if _QUANTITY_BEFORE.search(number.left) and not GOES_ON.match(number.right):
        return not _NOUN_AFTER.match(number.right)
    return _YEAR_BEFORE.search(number.left) is not None or not COUNTED.match(number.right)


def _is_time(number: NumberContext) -> bool:
    if _HOURS_AFTER.match(number.right) or _HOUR_BEFORE.search(number.left):
        return len(number.digits) <= 5
    clock = _CLOCK.fullmatch(number.digits) and not number.right.startswith("%")
    if clock and _CLOCK_TO.search(number.left):
        return True
    return bool(clock and _CLOCK_BEFORE.search(number.left) and GOES_ON.match(number.right))


def _is_listed(number: NumberContext) -> bool:
    """2) or 2. in a list within a paragraph: a mark that nothing has opened."""
    if re.match(rf"\.{SPACE}[A-Z]", number.right) and _ENUMERATED.search(number.left):
        return number.digits.isdigit() and len(number.digits) < 3
    if not number.digits.isdigit() or not re.match(rf"\){SPACE}", number.right):
        return False
    return len(number.digits) < 3 and number.left.count("(") <= number.left.count(")")


def _is_bracketed(number: NumberContext) -> bool:
    """(1), [12], ^2: a mark that counts notes, paragraphs or lists."""
    pair = number.left[-1:] + number.right[:1]
    if pair in ("()", "[]") and number.digits.isdigit():
        return len(number.digits) < 3
    return number.left.endswith("^") or (number.at_start and number.right.startswith(")"))


def _is_heading(number: NumberContext) -> bool:
    """3. What to do; 4.2 Results."""
    return number.at_start and _HEADED.match(number.digits + number.right) is not None


def _is_compared(number: NumberContext) -> bool:
    """5 < 6: two small numbers that say no more than what one is to the other."""
    if not number.digits.isdigit() or len(number.digits) > _SMALL_NUMBER:
        return False
    after = _COMPARED_WITH.match(number.right)
    return after is not None or bool(_COMPARED.search(number.left) and _ENDS.match(number.right))


def _is_of_an_age(number: NumberContext) -> bool:
    """Children aged 6–23 months: the group that is meant, and no figure."""
    if len(number.digits) > 2 or not _OF_AN_AGE.search(number.left):
        return False
    after = _AGE_AFTER.match(number.right)
    return after is not None and not COUNTED.match(number.right[after.end() :])


def _is_part_of_a_sign(number: NumberContext) -> bool:
    """The beginning or the end of what states no figure."""
    return (
        any(one.match(number.digits + number.right) for one in _WITH_AFTER)
        or any(one.match(number.right) for one in _AFTER)
        or any(one.search(number.left) for one in _BEFORE)
    )


_REASONS: tuple[Callable[[NumberContext], bool], ...] = (
    _is_attached,
    _is_compound,
    _is_year,
    _is_time,
    is_address,
    is_in_name,
    is_of_body,
    _is_bracketed,
    _is_heading,
    _is_part_of_a_sign,
    _is_listed,
    _is_compared,
    _is_of_an_age,
)
