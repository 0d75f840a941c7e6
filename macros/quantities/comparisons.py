"""Claims in words: doubled, three times as many, a third of, one in 27; dua kali lipat, sepertiga.

Each pattern asks for what makes a claim of its words: "twice a year", "a third party", "the first
half" and "beban ganda" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from macros.languages.vocabulary import SPACE, any_of, words
from macros.model import LOCALES, Locale
from macros.quantities.model import Form, Quantity
from macros.quantities.number_words import read_number
from macros.quantities.separators import read
from macros.quantities.vocabulary import LIMITS, number_words

_SIGNS: Mapping[str, str] = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5"}
_SIGNS_MORE: Mapping[str, str] = {"⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅛": "1/8"}
SIGNS = {**_SIGNS, **_SIGNS_MORE}
_FACTORS = words("multiplying")
_TIMES = words("once and more")
_PARTS = {one: words("parts", one) for one in LOCALES}

# ---- English
_VERB, _PART = any_of("multiplying"), any_of("parts", locale="en")
_NUMBER = f"(?:a{SPACE}hundred|hundred|{number_words('en', 2, 20)})"
_ONE_TO_NINE = number_words("en", 1, 9)
_COUNT = rf"(?P<count>{_NUMBER}|[0-9]+(?:[.,][0-9]+)?)"
_WHOSE, _NO_WHOLE = any_of("whose", locale="en"), any_of("no whole", locale="en")
_COMPARED = (
    rf"{SPACE}(?:{any_of('compared', locale='en')}|(?:the|its|their){SPACE}(?:\w+{SPACE})?"
    rf"{any_of('measures')})\b"
)
_OFTEN = rf"{SPACE}{any_of('how often', locale='en')}\b"
_ENGLISH = (
    rf"(?P<verb>{_VERB})(?:ed|ing|es)\b"
    rf"|(?P<bare>{_VERB})e{SPACE}(?=(?:{_WHOSE}|that|those|what)\b)"
    rf"|(?P<fold>{_NUMBER}|[0-9]+)(?:-|{SPACE})?fold\b"
    rf"|{_COUNT}{SPACE}?(?:times|[×x])\b(?={_COMPARED})"
    rf"|(?P<twice>{any_of('once and more')})(?={_COMPARED})"
    rf"|(?P<one>{_ONE_TO_NINE}|[0-9]{{1,2}}){SPACE}"
    rf"(?:in|out{SPACE}of|(?:of|in){SPACE}every){SPACE}(?:every{SPACE})?"
    rf"(?P<many>{_NUMBER}|[0-9]{{1,3}})\b(?!{SPACE}?[%–-]|[.,][0-9])"
    rf"|(?P<upper>[0-9]{{1,2}})/(?P<lower>[0-9]{{1,2}})(?={SPACE}of\b)"
    rf"|(?<!-)(?P<part>half)\b(?={SPACE}{any_of('having halves')}\b"
    rf"|{SPACE}{_WHOSE}{SPACE}(?!{_NO_WHOLE}\b))"
    rf"|(?<=\bin{SPACE}|\bby{SPACE})(?P<cut>half)\b(?!{SPACE}an?\b|-)"
    rf"|(?:(?P<over>an?|{_ONE_TO_NINE})(?:{SPACE}|-))(?P<under>{_PART})"
    rf"(?P<plural>s?)\b(?P<of>{SPACE}of\b)?(?!(?:{SPACE}|-)majorit)"
)
_LIMITED_ENGLISH = (
    rf"(?P<verb>{_VERB})e?\b|(?P<part>half)\b(?!{SPACE}an?{SPACE}|-)"
    rf"|(?P<twice>twice)\b(?!{_OFTEN})|{_COUNT}{SPACE}times\b(?!{_OFTEN})"
    rf"|(?P<over>an?|{number_words('en', 1, 4)}){SPACE}(?P<under>{_PART})(?P<plural>s?)\b(?P<of>)"
)

# ---- Indonesian
_ONES = number_words("id", 1, 10)
_DENOMINATOR, _NO_WHOLE_ID = any_of("parts", locale="id"), any_of("no whole", locale="id")
_COUNT_ID = rf"(?P<count>{_ONES}|seratus|[0-9]+(?:[.,][0-9]+)?)"
_INDONESIAN = (
    rf"{_COUNT_ID}{SPACE}kali(?:{SPACE}lipat\b|\b(?={SPACE}{any_of('compared', locale='id')}\b))"
    rf"|(?:ber|me)?lipat{SPACE}(?P<fold>{_ONES})\b"
    rf"|(?<!salah{SPACE})(?P<one>{_ONES}|[0-9]{{1,2}}){SPACE}(?:dari|di{SPACE}antara|dalam)"
    rf"{SPACE}(?:setiap{SPACE}|tiap{SPACE})?(?P<many>{_ONES}|dua{SPACE}puluh|seratus|"
    rf"[0-9]{{1,3}})\b(?!{SPACE}?[%–-]|[.,][0-9])"
    rf"|(?P<upper>[0-9]{{1,2}})/(?P<lower>[0-9]{{1,2}})(?={SPACE}(?:dari|bagian)\b)"
    rf"|(?P<over>{_ONES}){SPACE}per(?:{SPACE}|-)?(?P<under>{_DENOMINATOR})(?:nya)?\b"
    rf"(?!{SPACE}{_NO_WHOLE_ID}\b)"
    rf"|se(?P<whole>per{_DENOMINATOR})(?:nya)?\b(?!{SPACE}{_NO_WHOLE_ID}\b|-)"
    rf"|(?P<part>{any_of('half', locale='id')})(?:nya)?\b"
    rf"(?!{SPACE}(?:{_NO_WHOLE_ID}|{any_of('scales')})\b|-)"
)
_LIMITED_INDONESIAN = rf"{_COUNT_ID}{SPACE}kali\b(?!{SPACE}{any_of('how often', locale='id')}\b)"
_GROWS_ID = re.compile(rf"{any_of('growing')}{SPACE}\Z", re.IGNORECASE)

# ---- What must stand around
_STATES_ONLY = re.compile(rf"{SPACE}(?:(?:{any_of('defining')}|=|{_ONES}|seratus|sebelas)\b|[0-9])")
_AIM_AFTER = re.compile(rf"{SPACE}{any_of('manifold aims')}\b|:", re.IGNORECASE)
_VERB_AFTER = re.compile(rf"{SPACE}{any_of('after doubled')}\b|[^\w ]|\Z")
_NO_SUBJECT = re.compile(
    rf"(?:\A|[,;(\n]{SPACE}?|(?<!\w){any_of('before an adjective')}{SPACE})\Z", re.IGNORECASE
)
"""What stands before doubled where it is an adjective: doubled words."""
_NUMBER_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{_ONES}|puluh|ratus|belas)|[0-9]){SPACE}\Z", re.IGNORECASE
)
_ONE_OF_TWO = re.compile(rf"(?<!\w)(?:first-|{any_of('one of two')}{SPACE})\Z", re.IGNORECASE)
_NEAR = 24
"""Characters before a claim that may bound it."""


@cache
def _claims(locale: Locale) -> re.Pattern[str]:
    return re.compile(_ENGLISH if locale == "en" else _INDONESIAN, re.IGNORECASE)


@cache
def _limited(locale: Locale) -> re.Pattern[str]:
    return re.compile(_LIMITED_ENGLISH if locale == "en" else _LIMITED_INDONESIAN, re.I)


@cache
def limit_before(locale: Locale) -> re.Pattern[str]:
    """What bounds the quantity behind it: over, nearly; lebih dari, hampir."""
    bounds = any_of("limits", locale=locale)
    return re.compile(rf"(?<!\w)(?P<limit>{bounds}){SPACE}(?:menjadi{SPACE})?\Z", re.IGNORECASE)


def beginnings(locale: Locale) -> Iterator[str]:
    """Patterns of how the words begin that state no number and may state a claim."""
    yield from (
        (*words("half", locale), *_FACTORS, *_TIMES)
        if locale == "en"
        else (
            *words("half", locale),
            *("lipat", "berlipat", "melipat"),
            f"seper{any_of('parts', locale='id')}",
        )
    )


def beginnings_behind_one(locale: Locale) -> frozenset[str]:
    """How the words begin behind one or satu where these begin a number or a claim."""
    groups = ["scales", "per cent", "points", *(("multipliers", "parts") if locale == "en" else ())]
    larger = {word for group in groups for word in words(group, locale)}
    between = {"en": ("in", "out", "of"), "id": ("dari", "di", "dalam", "kali", "per", "setengah")}
    return frozenset(word[:3] for word in (*larger, *between[locale]))


def read_claim(text: str, at: int, locale: Locale) -> Quantity | None:
    """The claim in words that begins at `at`; None where there is none."""
    bound = limit_before(locale).search(text, max(0, at - _NEAR), at)
    found = _claims(locale).match(text, at)
    if found is None and (
        bound or (locale == "id" and _GROWS_ID.search(text, max(0, at - 12), at))
    ):
        found = _limited(locale).match(text, at)
    if found is None or not _holds(found, text, bound is not None):
        return None
    form, value = _meaning(found, locale)
    if value is None:
        return None
    start = bound.start() if bound else at
    limit = LIMITS[locale][bound["limit"].lower()] if bound else ""
    return Quantity(start, found.end(), form, value, limit=limit)


def read_sign(text: str, at: int) -> Quantity:
    """The fraction that one character states."""
    over, under = SIGNS[text[at]].split("/")
    return Quantity(at, at + 1, Form.PART, Decimal(over) / Decimal(under))


def _holds(found: re.Match[str], text: str, bounded: bool) -> bool:
    """Whether what stands around the words leaves them a claim."""
    groups = found.groupdict()
    before = max(0, found.start() - _NEAR)
    if groups.get("verb") and not bounded and not _VERB_AFTER.match(text, found.end()):
        return not _NO_SUBJECT.search(text, before, found.start())
    if groups.get("fold") and _AIM_AFTER.match(text, found.end()):
        return False
    if groups.get("part") and _ONE_OF_TWO.search(text, before, found.start()):
        return False
    is_half = (groups.get("part") or "").lower() == "setengah"
    if is_half and _NUMBER_BEFORE.search(text, before, found.start()):
        return False
    if groups.get("under") and "plural" in groups:
        by = text[max(0, found.start() - 3) : found.start()].lower() == "by "
        return bool(bounded or by or groups["of"] or (groups["plural"] and not _alone(found, text)))
    if groups.get("under") or groups.get("whole"):
        states = _STATES_ONLY.match(text, found.end()) and not bounded
        return not states and not _alone(found, text)
    return True


def _alone(found: re.Match[str], text: str) -> bool:
    """Whether the words are all that their block holds, as in a table's cell."""
    before = text[: found.start()].endswith("\n") or found.start() == 0
    return before and text[found.end() : found.end() + 1] in ("", "\n")


def _meaning(found: re.Match[str], locale: Locale) -> tuple[Form, Decimal | None]:
    groups = {key: text for key, text in found.groupdict().items() if text}
    if "verb" in groups or "bare" in groups:
        verb = groups.get("verb", groups.get("bare", "")).lower()
        return Form.MULTIPLE, Decimal(_FACTORS[verb])
    if "twice" in groups:
        return Form.MULTIPLE, Decimal(_TIMES[groups["twice"].lower()])
    if "count" in groups or "fold" in groups:
        return Form.MULTIPLE, _number(groups.get("count", groups.get("fold", "")), locale)
    if "one" in groups or "upper" in groups:
        few = _number(groups.get("one", groups.get("upper", "")), locale)
        many = _number(groups.get("many", groups.get("lower", "")), locale)
        return Form.PART, few / many if few and many and few < many else None
    if "part" in groups or "cut" in groups:
        return Form.PART, Decimal("0.5")
    over = _number(groups.get("over", "1"), locale) or Decimal(1)
    under = groups.get("under", groups.get("whole", "")).lower().removeprefix("per").strip()
    return Form.PART, over / Decimal(_PARTS[locale][under])


def _number(word: str, locale: Locale) -> Decimal | None:
    if word[:1].isdigit():
        return read(word, locale)[0]
    number = read_number(word, 0, locale)
    return number.value if number else None
