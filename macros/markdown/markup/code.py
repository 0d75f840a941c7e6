"""What on a page is code, a comment or a call, and therefore no markup.

Follows pymdownx.superfences and Python-Markdown line by line. Whatever the two could read
otherwise than it looks is noted as unclear and left as text, so that nothing hides in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from macros.markdown.exchange import REFUSED
from macros.model import Call

FILLED = "\ufffc"
"""Stands for each character of a call or of code."""

Unclear: TypeAlias = Literal["fence", "unclosed-fence", "quoted-fence", "shifted-fence", "comment"]

_OPENING = re.compile(r"([> \t]*)(`{3,}|~{3,})(?!.*\2)[ \t]*([\w#.+-]*)(.*)")
_BLANK = re.compile(r"(?:\n[ \t>]*)+(?=\n)")
_TICKS = re.compile(r"`+")
_CONTAINER = re.compile(r"[ \t]*(?:[*+-][ \t]|[0-9]+\.[ \t]|!!!|\?\?\?|===|\[\^|>)")
_COMMENT = re.compile(r"(?:(?!--|<!--|`).)*+-->", re.DOTALL)
_BLOCKS = (
    "address article aside blockquote body canvas center colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h[1-6] head header hgroup hr html iframe "
    "legend li link main map menu meta nav noframes noscript object ol optgroup option output p "
    "pre progress script section select style summary table tbody td template textarea tfoot th "
    "thead title tr ul video svg math audio"
)
_RAW = re.compile(rf"</?(?:{_BLOCKS.replace(' ', '|')})\b", re.IGNORECASE)


class Oddity(NamedTuple):
    """Something that Markdown may read otherwise than it looks."""

    sort: Unclear
    start: int
    end: int


class Plain(NamedTuple):
    """A text of the same length: calls and code filled, comments blank."""

    text: str
    odd: tuple[Oddity, ...]
    blocks: int
    """How many fenced blocks of code it has."""
    code: int
    """How many pieces of code between backticks it has."""
    raw: bool
    """Whether a block of HTML stands in it, inside which nothing is Markdown."""


def without_code(body: str, calls: Iterable[Call]) -> Plain:
    """The body of a page with everything filled that is surely no markup."""
    odd: list[Oddity] = []
    text = _replaced(body, ((call.start, call.end) for call in calls), FILLED)
    if "{{" in text or "{%" in text or "{#" in text:
        text = _replaced(text, (found.span() for found in REFUSED.finditer(text)), FILLED)
    fences = list(_fences(text, odd)) if "```" in text or "~~~" in text else []
    text = _replaced(text, fences, FILLED)
    deep = "\n    " in text or "\n\t" in text or text[:1] in (" ", "\t")
    prose = _replaced(text, _indented(text), FILLED) if deep else text
    spans = list(_inline(prose)) if "`" in prose else []
    prose = _replaced(prose, spans, FILLED)
    raw = _RAW.search(prose) is not None
    if raw:
        # Inside a block of HTML neither backticks nor indentation make code.
        prose, spans = text, []
    return Plain(_comments(prose, odd), tuple(odd), len(fences), len(spans), raw)


Span: TypeAlias = tuple[int, int]


def _replaced(text: str, spans: Iterable[Span], filler: str) -> str:
    """The text with these spans, in order and apart, filled."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], filler * (end - start))
        at = end
    return "".join((*parts, text[at:])) if parts else text


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _fences(text: str, odd: list[Oddity]) -> Iterator[Span]:
    """The fenced blocks as superfences finds them; none after an unclear one."""
    start, width, mark = 0, -1, ""
    block = -1
    """How far the block before the fence is indented."""
    for at, line in _lines(text):
        end = at + len(line)
        if not mark:
            block = -1 if not line.strip() else block if block >= 0 else _width(line)
            found = _OPENING.match(line)
            if found is None:
                continue
            unfit = _unfit(found, block)
            if unfit:
                odd.append(Oddity(unfit, at, end))
                return
            start, width, mark = at + found.end(1), len(found[1].expandtabs(4)), found[2]
            continue
        lead, content = _split(line, width)
        if not line.strip():
            continue
        if ">" in lead or len(lead) != width:
            odd.append(Oddity("shifted-fence", at, end))
            return
        if content.rstrip(" \t") == mark:
            yield start, end
            mark = ""
    if mark:
        odd.append(Oddity("unclosed-fence", start, start + len(mark)))


def _width(line: str) -> int:
    """How far a line is indented."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def _unfit(opening: re.Match[str], block: int) -> Unclear | None:
    """Why a fence may not open here: its line, or indented code right before it."""
    if ">" in opening[1]:
        return "quoted-fence"
    if opening[4].strip():
        return "fence"
    return "shifted-fence" if block >= len(opening[1].expandtabs(4)) + 4 else None


def _split(line: str, width: int) -> tuple[str, str]:
    """The first columns of a line, as far as they are blank or quotation marks, and the rest."""
    lead = ""
    for index, character in enumerate(line):
        if len(lead) >= width or character not in "> \t":
            return lead, line[index:]
        lead += " " * (4 - len(lead) % 4) if character == "\t" else character
    return lead, ""


def _indented(text: str) -> Iterator[Span]:
    """Code that is indented by four spaces, where no list, box or footnote can hold it."""
    blank, inside, start = True, False, -1
    holds = False
    """Whether the block being read, or the one before, may hold what is indented after it."""
    for at, line in _lines(text):
        if not line.strip():
            # To Markdown, a first line of blanks is the beginning of a paragraph.
            blank = at > 0 or not line
            continue
        deep = line.startswith(("    ", "\t"))
        inside = deep and not holds and (inside or blank)
        if inside:
            start = at if start < 0 else start
            end = at + len(line)
        elif start >= 0:
            yield start, end
            start = -1
        if not deep:
            holds = bool(_CONTAINER.match(line)) or (holds and not blank)
        blank = False
    if start >= 0:
        yield start, end


def _inline(text: str) -> Iterator[Span]:
    """Code between backticks, in the blocks whose every line opens and closes its own."""
    at = 0
    for gap in (*_BLANK.finditer(text), None):
        end = gap.start() if gap else len(text)
        if "`" in text[at:end]:
            spans = _paired(text, at, end)
            yield from spans or ()
        at = gap.end() if gap else end


def _paired(text: str, start: int, end: int) -> list[Span] | None:
    """The code of a block; None where a mark is escaped, or not closed on its own line."""
    spans: list[Span] = []
    opened: re.Match[str] | None = None
    line = start
    for found in _TICKS.finditer(text, start, end):
        if text[found.start() - 1 : found.start()] == "\\":
            return None
        if opened is None:
            opened = found
            while 0 <= line < found.end():
                line = text.find("\n", found.end(), end)
        elif 0 <= line < found.start():
            return None
        elif len(found[0]) == len(opened[0]):
            spans.append((opened.start(), found.end()))
            opened = None
    return spans if opened is None else None


def _comments(text: str, odd: list[Oddity]) -> str:
    """The text with its comments blank; one that browsers may end elsewhere is noted, and stays."""
    if "<!--" not in text:
        return text
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        found = _COMMENT.match(text, start + 4)
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        inner = found[0][:-3] if found else ""
        if found is None or inner.startswith((">", "->")) or ("\n" in inner and not alone):
            odd.append(Oddity("comment", start, start + 4))
            parts.append(text[at : start + 4])
            at = start + 4
        else:
            blank = re.sub(r"[^\n]", " ", text[start : found.end()])
            parts += (text[at:start], blank)
            at = found.end()
    return "".join((*parts, text[at:]))
