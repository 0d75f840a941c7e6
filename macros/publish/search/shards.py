"""The index → scripts, each so small that a phone on a slow network can have it.

`index.js` comes first. It holds the rules, and where everything else is; the notions stand in
`same.js`, and the words that a slip may have hit in `near.js`. The words
stand in files by the alphabet, what results show in files by number, and so do the texts of the
pages, from which the sentence is shown that answers; of all three a search loads only those it
needs. A script calls one function with its data, so that it also works from a disk,
where a page may read no file.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from macros.languages.morphology import affixes, written_rules
from macros.model import Locale
from macros.publish.search.documents import FACT, PAGE, Entry
from macros.publish.search.index import LEVELS, Index, Posting
from macros.publish.search.words import shelf
from macros.quantities.vocabulary import SCALES

WORDS, SHOWN, TEXTS = 6_000, 4_000, 3_000
"""Compressed bytes of the largest file of words, of shown results, and of texts."""
_NEAR = 16_000
"""Words in the list for slips: more would cost more than it finds."""
_LAST = [chr(93 + digit) for digit in range(32)]
_NUMBERED = re.compile(r"^\d|\d\d")
_SHORT = 3
"""Letters of a word that is too short to tell a slip in it."""


def index_files(index: Index, locale: Locale) -> Iterator[tuple[str, bytes]]:
    """The files of a language by their path below the site's folder."""
    folder = f"assets/search/{locale}/"
    roots = list(index.postings)
    words = _cut([_line(root, index.postings[root]) for root in roots], WORDS)
    shown = _cut([*_shown(index.entries)], SHOWN)
    for number, lines in enumerate(words):
        yield f"{folder}w{number}.js", _script(f"w{number}", _columns(lines))
    for number, lines in enumerate(shown):
        yield f"{folder}d{number}.js", _script(f"d{number}", "\n".join(lines))
    texts = _cut([json.dumps(text) for entry in index.entries for text in entry.texts], TEXTS)
    for number, lines in enumerate(texts):
        yield f"{folder}t{number}.js", _script(f"t{number}", [json.loads(line) for line in lines])
    same = ["|".join(used) + "=" + "|".join(known) for used, known in index.notions]
    yield f"{folder}same.js", _script("same", same)
    yield f"{folder}near.js", _script("near", " ".join(_likely(index)))
    kinds = [entry.kind for entry in index.entries]
    rules = affixes(locale)
    starts, at = [], 0
    for lines in words:
        starts.append(shelf(roots[at], rules))
        at += len(lines)
    written = written_rules(locale)
    head: dict[str, Any] = {
        **written,
        "words": starts,
        "scales": {**SCALES, **written["scales"]},
        "shown": _starts(shown),
        "texts": _starts(texts),
        "kinds": [len(kinds), kinds.count(PAGE), kinds.count(PAGE) + kinds.count(FACT)],
        "levels": LEVELS,
    }
    yield f"{folder}index.js", _script("index", head)


def _shown(entries: Sequence[Entry]) -> Iterator[str]:
    """What results show, and behind it where the texts of the sections begin, if they are there."""
    first = 0
    for entry in entries:
        address, title, below, *sections = entry.shown
        yield "\t".join((address, title, below, str(first) if entry.texts else "", *sections))
        first += len(entry.texts)


def _starts(files: Sequence[Sequence[str]]) -> list[int]:
    """The number of the first line of each file."""
    return [sum(map(len, files[:number])) for number in range(len(files))]


def _script(name: str, data: object) -> bytes:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'(kb.found=kb.found||[]).push(["{name}",{written}])\n'.encode()


def _line(root: str, postings: Sequence[Posting]) -> str:
    """A root and its postings, in columns that compress well each by itself."""
    entries = [-1, *(posting.entry for posting in postings)]
    steps = "".join(_number(b - a - 1) for a, b in pairwise(entries))
    strengths = "".join(chr(93 + posting.strength) for posting in postings)
    sections = "".join(_number(posting.section) for posting in postings)
    return "\t".join((root, _number(len(postings)), steps, strengths, sections))


def _columns(lines: Sequence[str]) -> list[str]:
    columns = zip(*(line.split("\t") for line in lines), strict=True)
    return [(" " if number == 0 else "").join(column) for number, column in enumerate(columns)]


def _number(value: int) -> str:
    """In base 32: the last digit is a character from `]` on, the ones before it from `(` on."""
    text = _LAST[value % 32]
    while value := value // 32:
        text = chr(40 + value % 32) + text
    return text


def _cut(lines: Sequence[str], most: int) -> list[Sequence[str]]:
    """Lines → as few files as there must be, each about as large."""
    size = len(zlib.compress("\n".join(lines).encode(), 6))
    files = -(-size // most) or 1
    whole = sum(map(len, lines))
    cut: list[list[str]] = [[] for _ in range(files)]
    at = 0
    for line in lines:
        cut[min(at * files // max(whole, 1), files - 1)].append(line)
        at += len(line)
    return [lines for lines in cut if lines]


def _likely(index: Index) -> list[str]:
    """The words that a slip may have hit, in the alphabet's order: those that are strong anywhere,
    as the words of a title are, and among these the most frequent ones. A slip in a number makes
    another number."""
    weight = {}
    for root, postings in index.postings.items():
        strengths = [posting.strength for posting in postings]
        weight[root] = (max(strengths), sum(strengths))
    words = [
        word
        for word, root in index.roots.items()
        if root in weight and len(word) > _SHORT and not _NUMBERED.search(word)
    ]
    words.sort(key=lambda word: weight[index.roots[word]], reverse=True)
    return sorted(words[:_NEAR])
