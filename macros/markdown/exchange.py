"""A text in which each letter and digit is a character that stands nowhere else.

Rendered like the text itself, it says where every character of the result comes from. What Markdown
or HTML understands by its letters stays as written: names of tags and attributes, entities, schemes
of addresses, numbers of items, lines that open code, labels. To keep more than needed does no harm,
for what stands between two known places can be found; to keep less shows as another result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from macros.model import Call

_CALLS = range(0x100000, 0x10FFFE)
CALL = re.compile("[\U00100000-\U0010fffd]")
"""What stands for a call."""
_CONTROL = re.compile("[\x02\x03\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]")
"""Characters that Markdown or the reading keeps for itself; a rule refuses each where it stands."""
_INSTEAD = "\ufffd"

Span = tuple[int, int]


class Prepared(NamedTuple):
    """The text that is rendered: calls are one character each, and tabs are spaces."""

    text: str
    origins: list[int]
    """The offset in the source of each character, and that of the end."""


def prepare(source: str, calls: Iterable[Call]) -> Prepared:
    """The text of a page's body as it goes to Markdown.

    A call that cannot be read stays for one character, too: nobody makes it.
    """
    spans = [(call.start, call.end) for call in calls]
    if "{{" in source or "{%" in source or "{#" in source:
        spans = sorted((*spans, *_others(source, spans)))
    clean = _CONTROL.sub(_INSTEAD, source)
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for number, (start, end) in enumerate(spans):
        parts += (clean[at:start], chr(_CALLS[min(number, len(_CALLS) - 1)]))
        origins += (*range(at, start), start)
        at = end
    parts.append(clean[at:])
    origins += range(at, len(source) + 1)
    text = "".join(parts)
    return Prepared(text, origins) if "\t" not in text else _expanded(text, origins)


def is_call(character: str) -> bool:
    """Whether a character stands for a call."""
    return ord(character) in _CALLS


def _others(source: str, spans: list[Span]) -> Iterator[Span]:
    for found in REFUSED.finditer(source):
        start, end = found.span()
        if not any(first < end and start < last for first, last in spans):
            yield start, end


def _expanded(text: str, origins: list[int]) -> Prepared:
    """The text with its tabs as Markdown expands them."""
    parts: list[str] = []
    found: list[int] = []
    column = 0
    for index, character in enumerate(text):
        width = 4 - column % 4 if character == "\t" else 1
        parts.append(" " * width if character == "\t" else character)
        found += [origins[index]] * width
        column = 0 if character == "\n" else column + width
    return Prepared("".join(parts), [*found, origins[-1]])


_BLOCKS = (
    *((0x4E00, 0xA000), (0xAC00, 0xD7A4), (0x3400, 0x4DC0), (0x20000, 0x2A6E0)),
    *((0x2A700, 0x2B735), (0x2B740, 0x2B81E), (0x2B820, 0x2CEA2), (0x30000, 0x3134B)),
)
"""Letters that have no case and are no digits to Markdown: ideographs, and syllables of Hangul."""
_THEIRS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")


class Alphabet(NamedTuple):
    """A letter for each offset of a text, and the offset of each letter."""

    letters: str
    offsets: Mapping[str, int]


def alphabet_for(text: str) -> Alphabet:
    """Letters that do not stand in a text. Raises ValueError where it is too long for them."""
    without = frozenset(_THEIRS.findall(text))
    count = 0
    for blocks, (start, end) in enumerate(_BLOCKS, start=1):
        count += end - start
        if count - len(without) >= len(text):
            return _alphabet(blocks, without)
    raise ValueError(f"more than {count} characters")


@cache
def _alphabet(blocks: int, without: frozenset[str]) -> Alphabet:
    letters = "".join(chr(code) for span in _BLOCKS[:blocks] for code in range(*span))
    if without:
        letters = "".join(letter for letter in letters if letter not in without)
    return Alphabet(letters, {letter: offset for offset, letter in enumerate(letters)})


REFUSED = re.compile(r"\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|\{#[^\n]{0,300}?#\}")
"""What is not of the page language: the reader of calls has told it, and it is no prose."""
_WORDS = re.compile(r"[^\W_]+")
_LABEL = re.compile(r"\[([^\[\]]{1,200})\](?=:)")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[([^\]\n]{1,200})\] ?:", re.MULTILINE)
_KEPT = re.compile(
    r"""
    (?P<comment><!--.*?-->)
    |<[!?]\[?(?:[A-Za-z]+\[?)?
    |(?P<autolink><[A-Za-z][A-Za-z0-9+.-]*+://(?=[^<>\n]*>)|<mailto:)
    |<[A-Za-z0-9](?=[^<>\s]*@[^<>\s]*>)
    |(?P<tag>(?<!\]\()(?<!\]:[ ])</?[A-Za-z][^\s<>"'=/]*+(?:[^<>"']++|"[^"]*"|'[^']*')*+>?)
    |&(?:\#[0-9]+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?
    |^[ >]*+(?:(?:(?:[*+:-]|\[\^[^\]\n]*\]:|[0-9A-Za-z]{1,9}[.)])[ ]++)++(?:(?:`{3}|~{3})[^\n]*)?
        |(?:`{3}|~{3}|/{3}|;*-+8<)[^\n]*)
    |\[\^[^\]\n]*\]
    |\[(?:[xX]|TOC)\]
    |(?P<braces>\{[^{}\n]*\})
    |\+\+[^\n+]*(?:\+[^\n+]+)*\+\+
    |:[\w+-]+:
    |\b(?:https?|ftps?|mailto|www|ftp)\b
    |\((?:[cCrRpP]|tm|TM)\)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_VALUE = r"""(?<==)(?:"[^"]*"|'[^']*'|[^\s"'<>{}]+)"""
_VALUES = {
    "tag": re.compile(rf"(?<!markdown=)(?:{_VALUE})"),
    "braces": re.compile(rf"{_VALUE}|(?<=[\s{{:])[.#][^\s={{}}]++(?=[\s}}])"),
}


def exchange(text: str, letters: str, kept: Iterable[Span] = ()) -> str:
    """The text with `letters[offset]` for each letter or digit; the spans `kept` stay."""
    parts = list(text)
    held = bytearray(len(text))
    for start, end in (*_kept(text), *kept):
        held[start:end] = b"\1" * (end - start)
    for found in _WORDS.finditer(text):
        start, end = found.span()
        if held.find(1, start, end) < 0:
            parts[start:end] = letters[start:end]
        else:
            for at in range(start, end):
                if not held[at]:
                    parts[at] = letters[at]
    return "".join(parts)


def _kept(text: str) -> Iterator[Span]:
    """The spans whose letters Markdown or HTML understands."""
    for found in _KEPT.finditer(text):
        start, end = found.span()
        if found.lastgroup == "comment":
            continue
        values = _VALUES.get(found.lastgroup or "")
        for value in values.finditer(text, start, end) if values else ():
            yield start, value.start()
            start = value.end()
        yield start, end
    yield from _labels(text)


def _labels(text: str) -> Iterator[Span]:
    """Defined labels and abbreviations wherever they stand."""
    names = {tuple(found[1].split()) for found in _LABEL.finditer(text)} - {()}
    if names:
        alternatives = "|".join(r"\s+".join(map(re.escape, name)) for name in sorted(names))
        for found in re.finditer(rf"\[\s*(?:{alternatives})\s*\]", text, re.IGNORECASE):
            yield found.span()
    short = {found[1] for found in _ABBREVIATION.finditer(text)}
    if short:
        alternatives = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
        for found in re.finditer(rf"(?<!\w)(?:{alternatives})(?!\w)", text):
            yield found.span()
