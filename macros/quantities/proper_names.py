"""Numbers that belong to a name: of a street, a town, a product, a body."""

from __future__ import annotations

import re

from macros.quantities.label_words import COUNTED
from macros.quantities.model import NumberContext
from macros.quantities.vocabulary import SPACE

_GROUP_OF = re.compile(rf"(?<!\w)(?:Group{SPACE}of|Kelompok){SPACE}\Z")
_GROUPS = ("7", "8", "10", "20", "24", "77")
"""Groups of States that are called by their number."""
_INSTITUTE_BEFORE = re.compile(
    r"(?<!\w)(?:Universit(?:as|y|i)|Institut|Stadion|Monumen|Museum|Lapangan|Bandara|Masjid|"
    rf"Rumah{SPACE}Sakit|RS|Taman|Gedung|SD|SMP|SMA|SMK|Yayasan){SPACE}\Z"
)
"""What may be named after a day, such as Universitas 17 Agustus 1945."""
_STREET_AFTER = re.compile(
    rf"{SPACE}(?:(?:East|West|North|South){SPACE})?"
    rf"(?:(?:[A-Z][\w'.-]*|[0-9]+(?:st|nd|rd|th)){SPACE}){{0,3}}"
    r"(?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Lane|Square|Boulevard|Drive|Way|Route|Rue|Chemin|"
    r"Quai|Place)(?![a-z])"
)
_NAME_BEFORE = re.compile(rf"(?:(?<![\w-])[a-z]?[A-Z][\w.&-]*|\([A-Z]{{2,}}\)){SPACE}\Z")
_ACRONYM_BEFORE = re.compile(rf"(?<![\w-])[A-Z]{{2,}}[0-9]?[A-Z]*{SPACE}\Z")
_OPENING = re.compile(
    r"(?<![A-Za-z])(?:\w+nya|Numbers?|Participants|Beneficiaries|People|"
    r"Peserta|Orang|Migrants?|Migran|Women|Perempuan|We|They|It|He|She|I|You|Kami|Kita|Mereka|Over|About|Some|Around|Nearly|Almost|In|At|By|The|Only|More|Than|Fewer|Up|To|Of|And|But|"
    r"With|From|All|These|Those|Its|Their|Roughly|Approximately|Every|Each|For|On|After|Before|"
    r"Until|Between|A|An|As|Just|Just|Sebanyak|Sekitar|Lebih|Dari|Kurang|Hampir|Ada|Pada|Di|Dan|"
    r"Total|Semua|Sejumlah|Para|Setiap|Ke|Hanya|Dengan|Untuk|Dalam|Sebesar|Selama|Setelah|Sejak|"
    r"Antara|Kira-kira|Terdapat|Seluruh|Sedikitnya|Setidaknya|Bersama|Kini|Oleh|Yang|Sudah|Telah|"
    rf"There|Then|Now|Today|Is|Are|Was|Were|Has|Have|Had){SPACE}\Z"
)
GOES_ON = re.compile(
    rf"\Z|[.,;:!?)\]|\u201d\"'\n]|{SPACE}(?:[A-Z(]|(?:is|are|was|were|has|and|or|in|on|of|at|for|by|"
    r"to|with|from|as|the|adalah|ialah|dan|atau|di|pada|untuk|dari|yang|ini|itu|ikut|telah|dengan|"
    r"juga)\b)"
)
"""What may follow a number that belongs to the word before it."""
_TOWN_AFTER = re.compile(
    rf"{SPACE}[A-Z][a-z]+(?:{SPACE}[0-9]{{1,2}})?[.,;)]?(?:\Z|{SPACE}?\n|{SPACE})"
)
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
    found = _NAME_BEFORE.search(number.left)
    if not found or _OPENING.search(number.left):
        return False
    short = len(number.digits) <= 3 or _DOTTED.fullmatch(number.digits)
    return bool(short) and GOES_ON.match(number.right) is not None


def is_institute(text: str, at: int) -> bool:
    """Whether the day or number at `at` is the name of an institute."""
    return _INSTITUTE_BEFORE.search(text, max(0, at - _FAR), at) is not None


def is_of_body(number: NumberContext) -> bool:
    """UNSCR 1325, TPS 12, MGI 2.0: a number that a body or a place has given, or a version."""
    plain = number.digits.isdigit() and len(number.digits) <= 4
    named = (plain or _VERSION.fullmatch(number.digits)) and _ACRONYM_BEFORE.search(number.left)
    return bool(named) and not COUNTED.match(number.right)
