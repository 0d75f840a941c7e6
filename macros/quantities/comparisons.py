"""Claims in words: doubled, three times as many, a third of, one in 27; dua kali lipat, sepertiga.

Each pattern asks for what makes a claim of its words: "twice a year", "a third party", "the first
half" and "beban ganda" are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from macros.model import Locale
from macros.quantities.model import Form, Quantity
from macros.quantities.number_words import read_number
from macros.quantities.separators import read
from macros.quantities.vocabulary import LIMITS, NUMBER_WORDS, SPACE

_VERBS: Mapping[str, str] = {
    "doubl": "2",
    "trebl": "3",
    "tripl": "3",
    "quadrupl": "4",
    "quintupl": "5",
    "halv": "0.5",
}
_PARTS: Mapping[str, int] = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "separuh": 2,
    "setengah": 2,
    "separo": 2,
}
_SIGNS: Mapping[str, str] = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5"}
_SIGNS_MORE: Mapping[str, str] = {"⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅛": "1/8"}
SIGNS = {**_SIGNS, **_SIGNS_MORE}

_SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|a hundred|hundred"
_COUNT = rf"(?P<count>{_SMALL}|[0-9]+(?:[.,][0-9]+)?)"
_MEASURE = (
    r"(?:numbers?|size|amounts?|share|rate|level|figures?|total|population|value|price|cost|"
    r"average|length|speed|budget|target|wage|income|height|distance|volume|sum|estimate\w*|"
    r"capacity|norm|minimum|maximum|limit|quota|pace|risk)\b"
)
_TIMES_AFTER = (
    rf"{SPACE}(?:as\b|more\b|less\b|fewer\b|(?:the|its|their){SPACE}(?:\w+{SPACE})?{_MEASURE}|"
    r"that\b|those\b|what\b|larger\b|"
    r"higher\b|bigger\b|greater\b|lower\b|smaller\b|faster\b|longer\b|over\b|exceed|above\b|"
    r"beyond\b|bigger\b|stronger\b|cheaper\b|richer\b|poorer\b)"
)
_OFTEN = (
    rf"{SPACE}(?:a|an|per|each|every|in|during|on|at|before|after|by|since|now|already|daily|"
    r"weekly|already|or|and)\b"
)
_TIME_EN = r"(?:day|days|time|hour|year|years|month|week|morning|afternoon|session|century|decade)"
_ENGLISH = (
    rf"(?P<verb>doubl|trebl|tripl|quadrupl|quintupl|halv)(?:ed|ing|es)\b"
    rf"|(?P<bare>double|triple|treble|quadruple){SPACE}(?=(?:the|that|those|what|its|their)\b)"
    rf"|(?P<fold>{_SMALL}|[0-9]+)(?:-|{SPACE})?fold\b"
    rf"|{_COUNT}{SPACE}?(?:times|[×x])\b(?={_TIMES_AFTER})"
    rf"|(?P<twice>twice|thrice)(?={_TIMES_AFTER})"
    rf"|(?P<one>one|two|three|four|five|six|seven|eight|nine|[0-9]{{1,2}}){SPACE}"
    rf"(?:in|out{SPACE}of|(?:of|in){SPACE}every){SPACE}(?:every{SPACE})?"
    rf"(?P<many>{_SMALL}|[0-9]{{1,3}})\b(?!{SPACE}?[%–-]|[.,][0-9])"
    rf"|(?P<upper>[0-9]{{1,2}})/(?P<lower>[0-9]{{1,2}})(?={SPACE}of\b)"
    rf"|(?<!-)(?P<part>half)\b(?={SPACE}(?:of|are|is|were|was|have|has|had|that|those|all)\b"
    rf"|{SPACE}(?:the|its|their|these){SPACE}(?!{_TIME_EN}\b|way\b|battle\b|story\b|rest\b))"
    rf"|(?<=\bin{SPACE}|\bby{SPACE})(?P<cut>half)\b(?!{SPACE}an?\b|-)"
    rf"|(?:(?P<over>an?|one|two|three|four|five|six|seven|eight|nine)(?:{SPACE}|-))"
    rf"(?P<under>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth)"
    rf"(?P<plural>s?)\b(?P<of>{SPACE}of\b)?(?!(?:{SPACE}|-)majorit)"
)
_LIMITED_ENGLISH = (
    rf"(?P<verb>doubl|tripl|trebl|quadrupl|halv)e?\b|(?P<part>half)\b(?!{SPACE}an?{SPACE}|-)"
    rf"|(?P<twice>twice)\b(?!{_OFTEN})|{_COUNT}{SPACE}times\b(?!{_OFTEN})"
    rf"|(?P<over>an?|one|two|three|four){SPACE}(?P<under>third|quarter|fifth|sixth|tenth)"
    r"(?P<plural>s?)\b(?P<of>)"
)
_ONES = "|".join(w for w, v in NUMBER_WORDS["id"].items() if 0 < v <= 10)
_DENOMINATORS = "tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|seratus"
_OFTEN_ID = (
    rf"{SPACE}(?:se(?:hari|minggu|bulan|tahun|jam|pekan)|dalam|per|setiap|tiap|pada|di|pertemuan|"
    r"rapat|selama|sejak|oleh|dan|atau|berturut-turut|lagi|ini|itu|yang|untuk|sudah|telah)\b"
)
_TIME_ID = (
    r"(?:hari|jam|abad|tahun|bulan|minggu|malam|waktu|matang|jadi|hati|terampil|baya|mati|"
    r"lingkaran|putaran|jalan|sadar|resmi|harga)"
)
_MORE_ID = (
    rf"{SPACE}(?:lebih|jumlah|nilai|besar|dari|daripada|banyak|angka|tingkat|luas|panjang|"
    rf"dibanding\w*|melebihi|melampaui|di{SPACE}atas)\b"
)
_COUNT_ID = rf"(?P<count>{_ONES}|seratus|[0-9]+(?:[.,][0-9]+)?)"
_INDONESIAN = (
    rf"{_COUNT_ID}{SPACE}kali(?:{SPACE}lipat\b|\b(?={_MORE_ID}))"
    rf"|(?:ber|me)?lipat{SPACE}(?P<fold>{_ONES})\b"
    rf"|(?<!salah{SPACE})(?P<one>{_ONES}|[0-9]{{1,2}}){SPACE}(?:dari|di{SPACE}antara|dalam)"
    rf"{SPACE}(?:setiap{SPACE}|tiap{SPACE})?(?P<many>{_ONES}|dua{SPACE}puluh|seratus|"
    rf"[0-9]{{1,3}})\b(?!{SPACE}?[%–-]|[.,][0-9])"
    rf"|(?P<upper>[0-9]{{1,2}})/(?P<lower>[0-9]{{1,2}})(?={SPACE}(?:dari|bagian)\b)"
    rf"|(?P<over>{_ONES}){SPACE}per(?:{SPACE}|-)?(?P<under>{_DENOMINATORS})(?:nya)?\b"
    rf"(?!{SPACE}{_TIME_ID}\b)"
    rf"|se(?P<whole>per(?:{_DENOMINATORS}))(?:nya)?\b(?!{SPACE}{_TIME_ID}\b|-)"
    rf"|(?P<part>separuh|separo|setengah)(?:nya)?\b"
    rf"(?!{SPACE}(?:{_TIME_ID}|juta|miliar|ribu|triliun)\b|-)"
)
_LIMITED_INDONESIAN = rf"{_COUNT_ID}{SPACE}kali\b(?!{_OFTEN_ID})"
_GROWS_ID = re.compile(
    rf"(?:naik|meningkat|melonjak|meroket|bertambah|tumbuh|berkembang|membesar|turun|berkurang|menjadi){SPACE}\Z",
    re.I,
)
_STATES_ONLY = re.compile(
    rf"{SPACE}(?:(?:is|was|are|adalah|ialah|berarti|sama|=|{_ONES}|seratus|sebelas)\b|[0-9])"
)
_AIM_AFTER = re.compile(
    rf"{SPACE}(?:purpose|aim|goal|objective|approach|task|role|answer|reason|strategy|mandate|"
    r"challenge|function|benefit|problem)s?\b|:",
    re.IGNORECASE,
)
"""A threefold aim is three aims."""
_VERB_AFTER = re.compile(
    rf"{SPACE}(?:since|in|to|from|between|over|by|within|during|after|and|as|its|the|their|again|"
    rf"every|last|this|that|for|at|on|under|before|while|or|again|overall|once)\b|[^\w ]|\Z"
)
_NO_SUBJECT = re.compile(
    rf"(?:\A|[,;(\n]{SPACE}?|(?<!\w)(?:an?|the|of|with|and|or|by|from|for|in|any|no){SPACE})\Z",
    re.IGNORECASE,
)
"""What stands before doubled where it is an adjective: doubled words."""
_NUMBER_BEFORE = re.compile(rf"(?:(?<!\w)(?:{_ONES}|puluh|ratus|belas)|[0-9]){SPACE}\Z", re.I)
_FIRST_HALF = re.compile(
    rf"(?<!\w)(?:first|second|other|latter|last|next|this|that|each|first-|kedua|pertama){SPACE}\Z",
    re.IGNORECASE,
)
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
    words = "|".join(sorted(LIMITS[locale], key=len)[::-1])
    return re.compile(rf"(?<!\w)(?P<limit>{words}){SPACE}(?:menjadi{SPACE})?\Z", re.IGNORECASE)


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
    if groups.get("part") and _FIRST_HALF.search(text, before, found.start()):
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
        return Form.MULTIPLE, Decimal(next(v for k, v in _VERBS.items() if verb.startswith(k[:5])))
    if "twice" in groups:
        return Form.MULTIPLE, Decimal(2 if groups["twice"].lower() == "twice" else 3)
    if "count" in groups or "fold" in groups:
        return Form.MULTIPLE, _number(groups.get("count", groups.get("fold", "")), locale)
    if "one" in groups or "upper" in groups:
        few = _number(groups.get("one", groups.get("upper", "")), locale)
        many = _number(groups.get("many", groups.get("lower", "")), locale)
        return Form.PART, few / many if few and many and few < many else None
    if "part" in groups or "cut" in groups:
        return Form.PART, Decimal("0.5")
    over = _number(groups.get("over", "1"), locale) or Decimal(1)
    return Form.PART, over / _under(groups, locale)


def _under(groups: Mapping[str, str], locale: Locale) -> Decimal:
    word = groups.get("under", groups.get("whole", "")).lower().removeprefix("per").strip()
    if word in _PARTS:
        return Decimal(_PARTS[word])
    return _number(word, locale) or Decimal(1)


def _number(word: str, locale: Locale) -> Decimal | None:
    if word[:1].isdigit():
        return read(word, locale)[0]
    number = read_number(word, 0, locale)
    return number.value if number else None
