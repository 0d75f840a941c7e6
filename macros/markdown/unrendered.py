"""What was meant as Markdown and shows as text: the marks that stand in a page's visible text.

The text comes from the rendering, so whatever became an element is not looked at. The kinds are
those of Python-Markdown, of its extensions, and of other sites' Markdown (GitHub, Docusaurus,
Obsidian, Pandoc), because authors bring all of them along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, cast

from macros.model.document import HEADINGS

CODE = "\ufffc"
"""Stands in the text for code, which holds marks by right, and before an element that begins a
line: what such an element holds begins none, as in `**1)** text`."""
CELLS = frozenset({"td", "th"})
HEADS = HEADINGS | {"dt", "summary", "caption", "title"}
"""Elements of one line, in which a number or a dash at the beginning begins no list."""


_NO_WORDS = re.compile("[\ufffc\U000f0000-\U0010ffff]")
"""Code, and the calls of macros."""


Mark: TypeAlias = Literal[
    "bold", "emphasis", "strike", "mark", "script", "keys", "critic", "code", "attributes",
    "callout", "footnote", "wiki", "link", "html", "entity", "shortcode", "math", "include",
    "backslash", "conflict", "fence", "task", "bullet", "tab", "box", "directive", "definition",
    "address", "abbreviation", "table", "heading", "quotation", "item", "bracket", "letter",
]  # fmt: skip
"""The kinds of marks, as the catalogue of messages has words for them."""


class Unrendered(NamedTuple):
    """A mark that is left: its kind, and where it stands in the text."""

    kind: Mark
    start: int
    end: int

    def shown(self, text: str) -> str:
        """The mark as a message shows it, with a little of what follows."""
        whole = self.kind in _ANYWHERE and self.end - self.start > 2
        line = text[self.start : self.end if whole else max(self.end, self.start + 30)]
        return _NO_WORDS.sub("…", line.partition("\n")[0][:60]).strip()


_ADDRESS = (
    r"(?:https?://|mailto:|\#[\w-]|\.{0,2}/|[\w-]+/"
    r"|[^\s()\[\]<>]*\.(?:md|html?|pdf|png|jpe?g|webp|svg|org|com|int|net|id)\b)"
)
_TAGS = (
    "a|b|blockquote|br|center|code|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe"
    "|img|ins|kbd|li|mark|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr"
    "|u|ul|video"
)

_ANYWHERE: Mapping[Mark, str] = MappingProxyType(
    {
        # Not the stars of significance behind a figure, nor those that lead to a note: 0.45**.
        "bold": r"""(?:(?<![\w)*\\])\*{2,}|(?<!\*)\*{2,}(?=\w))(?=[^*]*\w)[^*]{1,500}\*{2,}
            |(?<![\w*)])\*{2,}(?=\w)
            |(?<=[^\W\d][:.!?,])\*{2,}(?!\w)
            |(?<!\w)__(?=[^\W_])[^\n_]+__(?!\w)""",
        "emphasis": r"""(?<![\w*\\])\*(?=\w)[^*\n]*[^*\s]\*(?![\w*])
            |(?<![\w*\\])\*(?=[^\W\d])[^*\n]+\s\*(?![\w*])
            |(?<![\w*\\\n])(?<=.)\*[ ](?=[^\W\d])[^*\n]*[^*\s]\*(?![\w*])
            |(?<![\w\\])_(?=[^\W_])[^_\n]*[^\s_]_(?!\w)""",
        "strike": r"~~(?=[^~\n]*\w)[^~\n]+~~",
        "mark": r"(?<![=\w])==(?=[^\s=])[^=\n]+==(?!=)",
        "script": r"\^\^?(?=[^\s^])[^\s^]{1,40}\^|(?<=\w)~[^\s~]{1,20}~(?!~)",
        "keys": r"(?<![\w+])\+\+(?=[\w\"])[\w\"+ -]+\+\+(?![\w+])",
        "critic": r"\{(?:\+\+|--|==|>>|~~)|(?:\+\+|--|==|<<|~~)\}",
        "code": r"`{2,}|(?<!\w)`(?=\S)|(?<=\S)`(?!\w)",
        "attributes": r"\{[ ]?(?:[.#][A-Za-z]|[A-Za-z][\w-]*=)[^{}\n]*+\}",
        "callout": r"\[![A-Za-z]+\]|^[ \t]*+[!?]>[ ]",
        "footnote": r"\[\^[^\[\]\s]++\]|\^\[[^\]\n]|\[@[\w:.-]+\]",
        "wiki": r"\[\[[^\[\]\n]+\]\]",
        "link": rf"""!?\[[^\[\]\n]{{0,300}}\]\([^)\n]+\)?|\]\]\([^\s)]
            |!?\[[^\[\]\n]{{1,300}}\]\s+\({_ADDRESS}[^)\n]*\)?
            |\([^()\n]{{1,300}}\)\[{_ADDRESS}[^\[\]\n]*+\]
            |!?\[(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]*+\]\[[^\[\]\n^]*+\]
            |<(?:https?|mailto):[^<>\s]*>?""",
        "html": rf"</?(?:{_TAGS})(?:\s[^<>\n]*)?/?>|<!--",
        "entity": r"&(?:nbsp|amp|lt|gt|quot|[nm]dash|hellip|copy|\#x?[0-9A-Fa-f]{2,6});",
        "shortcode": r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,40}:(?![\w:/])",
        "math": r"\$\$[^$]{1,500}\$\$",
        "include": r"(?<!-)-++8<-+",
        "backslash": r"""\\(?=\n\S)|\\(?=[!"\#$%&'()*+,./:;<=>?@\[\]^_`{|}~-])""",
    }
)
_AT_START: Mapping[Mark, str] = MappingProxyType(
    {
        "conflict": r"(?:<{7}|={7}|>{7}|\|{7})(?=\s|$)",
        "fence": r"(?:`{3,}|~{3,})",
        "task": r"(?:[-*+][ ]*)?(?:\[[ ]\]|\[[xX]?\](?=\s|$))",
        "bullet": r"[•‣⁃▪▫◦●○∙·■◆❖➢➤\uf0b7\uf0a7][ \t\u00a0]*(?=\S)",
        "tab": r"={3}[!+]?[ ]+\S|={2,5}[!+]?[ ]*[\"“”'‘]",
        "box": r"(?:!!!|\?\?\?\+?)[ ]*(?:\S|$)|[!?]{3}\+?[ ]+\w|(?:!!|\?\?)[ ]?\w+[ ]+[\"“”'‘]",
        "directive": r":{3,}|/{3,}[ ]*(?:\w|\||$)|\.\.[ ]\w+::",
        "definition": r":[ \t]+\S",
        "address": rf"\[[^\]\n]+\]:[ ]*<?(?:{_ADDRESS}|\()",
        "abbreviation": r"\*\[[^\]\n]+\]:",
        "table": r"""\|[^\n]*\|[ \t]*$|\+[-=+]{3,}\+
            |\|?[ \t]*+:?-{2,}:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)++\|?[ \t]*$""",
        "heading": r"\#{1,6}[ ]+(?=\w)|\#{2,6}(?=[^\W\d])|={3,}[ ]*$|-{3,}[ ]*$",
        "quotation": r">+[ ]?(?=[^\W\d]|[\"“‘*`])",
    }
)
"""At the beginning of a line, but not of one in a cell or a heading."""


def _joined(patterns: Mapping[Mark, str], lead: str = "") -> re.Pattern[str]:
    parts = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns.items())
    return re.compile(rf"{lead}(?:{parts})", re.VERBOSE | re.MULTILINE)


_INLINE = _joined(_ANYWHERE)
_LINE = _joined(_AT_START, r"^[ \t]*+")
_TIGHT = re.compile(r"^[ \t]*+(?P<mark>[-*+](?=[^\W\d])|[0-9]{1,2}(?=[.)][^\W\d]))", re.MULTILINE)
_SIGN = re.compile(r"^[ \t]*+(?P<mark>[–—―→⇒➔✓✔✗✘☐☑☒►▶▸»›⁕✦✱‐‑−o])[ \t\u00a0]+(?=\S)", re.MULTILINE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ITEM = re.compile(
    r"^[ \t]*+(?:(?P<dash>[-+*])[ \t]+(?=\S)"
    r"|(?P<open>\()?(?P<mark>[0-9]{1,2}|[a-zA-Z]|[ivx]{2,4}|[IVX]{2,4})(?P<close>\.?\)|\.)"
    r"[ \t]+(?=\S))",
    re.MULTILINE,
)


_SIGNS = re.compile(
    r"""[`~^|\\{}\uf0b7\uf0a7]|\*[*\w]|\w[*]|[:.!?,]\*\*|\*[ ]\w|__|_\w|==|\$\$|8<|\+\+
    |\](?:\(|\[|:|\s+\()|\)\[|\[[\[!^@xX\s\]]|&(?:\#(?!x27;|39;|34;)|amp;|lt;|gt;)|:[a-z][\w+-]+:
    |[\0\n][ \t\u00a0]*+(?:[-+*•‣⁃▪▫◦●○∙·■◆❖➢➤–—―→⇒➔✓✔✗✘☐☑☒►▶▸»›⁕✦✱‐‑−]|o[ \t\u00a0]
        |[!?]>|[!?]{2}|\#\S|\#[ ]\w|[=:/]{3}|:[ \t]|\.\.[ ]|[0-9]{1,2}[.)][^\W\d]
        |\(?(?:[0-9]{1,2}|[A-Za-z]|[ivxIVX]{2,4})[.)]+[ \t])""",
    re.VERBOSE,
)


def may_be_unrendered(text: str) -> bool:
    """Whether a text, with NUL where tags were and with entities, is worth a closer look.

    Of a page of prose it is not: that is what it is for.
    """
    return _SIGNS.search(text) is not None


def unrendered(tag: str, text: str, step: int = 0) -> Iterator[Unrendered]:
    """The marks in a text that one element, named `tag`, shows: the first of each kind, in order.

    The lines of the text are those of the source; code is exchanged for `CODE`. In a numbered list
    `step` is the number that the next item would have.
    """
    found: dict[Mark, Unrendered] = {}
    flowing = tag not in CELLS and tag not in HEADS
    if flowing:
        for match in _LINE.finditer(text):
            _keep(found, match)
        item = next(_items(text, step), None)
        if item:
            found.setdefault(item.kind, item)
    for match in _INLINE.finditer(text):
        _keep(found, match)
    taken = 0
    for one in sorted(found.values(), key=lambda one: (one.start, -one.end)):
        if one.start >= taken:
            taken = one.end
            yield one


def _keep(found: dict[Mark, Unrendered], match: re.Match[str]) -> None:
    kind = cast(Mark, match.lastgroup)
    start = match.start(kind)
    found.setdefault(kind, Unrendered(kind, start, match.end()))


def _items(text: str, step: int) -> Iterator[Unrendered]:
    """Lines that begin like items of a list.

    A line that merely happens to begin with a number, a letter or a star is none: a second one
    follows it, or, of the marks with which Python-Markdown begins a list, it is the first item or
    stands below other text.
    """
    yield from _tight(text)
    yield from _signs(text)
    lines = list(_ITEM.finditer(text))
    for index, match in enumerate(lines):
        following = lines[index + 1 : index + 2]
        first = not text[: match.start()].strip()
        if match["dash"]:
            if not first or any(other["dash"] for other in following):
                yield Unrendered("item", match.start("dash"), match.end("dash"))
            continue
        start, end = (
            match.start("open") if match["open"] else match.start("mark"),
            match.end("close"),
        )
        follows = any(_is_next(match, other) for other in following)
        if match["mark"].isdigit() and not match["open"]:
            if match["close"].endswith(")"):
                yield Unrendered("bracket", start, end)
            elif first or int(match["mark"]) in (1, step) or follows:
                yield Unrendered("item", start, end)
        elif follows:
            yield Unrendered("letter", start, end)


def _tight(text: str) -> Iterator[Unrendered]:
    """Two lines in a row that begin like items without the blank behind their marks."""
    lines = list(_TIGHT.finditer(text))
    for one, other in pairwise(lines):
        here, there = one["mark"], other["mark"]
        follows = here.isdigit() and there.isdigit() and int(there) == int(here) + 1
        if text.count("\n", one.start("mark"), other.start("mark")) == 1 and (
            follows or (here == there and not here.isdigit())
        ):
            yield Unrendered("item", one.start("mark"), one.end("mark"))


def _signs(text: str) -> Iterator[Unrendered]:
    """Two lines in a row that begin with the same sign: dashes, arrows, ticks of a typed list."""
    for one, other in pairwise(_SIGN.finditer(text)):
        if one["mark"] == other["mark"] and text.count("\n", one.end(), other.end()) == 1:
            yield Unrendered("bullet", one.start("mark"), one.end("mark"))


def _is_next(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two marks are of one sort and count on: 1) and 2), (a) and (b)."""
    here, there = one["mark"], other["mark"]
    if not there or (one["open"], one["close"]) != (other["open"], other["close"]):
        return False
    if here.isdigit() or there.isdigit():
        return here.isdigit() and there.isdigit() and int(there) == int(here) + 1
    roman = here.lower() in _ROMAN and there.lower() in _ROMAN
    if roman and _ROMAN.index(there.lower()) == _ROMAN.index(here.lower()) + 1:
        return here.islower() == there.islower()
    return len(here) == len(there) == 1 and ord(there) == ord(here) + 1
