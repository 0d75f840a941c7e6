"""The catalogue of messages → a stub that says which values each code takes.

With it a type checker proves of every problem that its code exists, that each value which its
words name is given, and no other, and that a value that is a word has words in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from string import Formatter

from macros.messages import Catalogue, Entry, Words, catalogue
from macros.problems import LOCALES

_HEAD = '''\
"""What `errors.py` takes for each code. Written by `kb schema` from `messages/`; not by hand."""

from collections.abc import Iterable
from typing import Literal, overload

from macros.problems import Fix, Location, Problem, Severity

def nearest(word: str, known: Iterable[str]) -> str: ...

class KnowledgeError(Exception):
    code: str
    values: dict[str, str]
    line: int
    def at(
        self,
        where: Location,
        level: Severity = ...,
        *,
        cause: Location | None = ...,
        family: str = ...,
    ) -> Problem: ...
'''
_RAISED = """\
    @overload
    def __init__(self, code: Literal[{codes}], /, *{values}) -> None: ...
"""
_TOLD = """\
@overload
def problem(
    where: Location, code: Literal[{codes}], level: Severity = ..., /,
    *, fix: Fix | None = ..., cause: Location | None = ...{values}
) -> Problem: ...
"""


def stub() -> str:
    """The text of `errors.pyi`; codes that take the same values share a signature."""
    known = catalogue()
    parts = [_HEAD]
    for template, families in ((_RAISED, "FKP"), (_TOLD, "ABFGLMNPST")):
        sharing: dict[str, list[str]] = {}
        for code, entry in known.codes.items():
            for signature in _signatures(entry, known) if code[0] in families else ():
                sharing.setdefault(signature, []).append(code)
        for values, codes in sharing.items():
            text = template.format(codes=_listed(codes), values=values)
            parts.append(text.replace(", /, *)", ", /)"))
    return "".join(parts)


def _signatures(entry: Entry, known: Catalogue) -> Iterator[str]:
    """The parameters of one code: one list for all of its words, or one for each kind of them.

    What only a hint names, or another word of the same table, may be left out.
    """
    always = _fields(entry.message, entry.hint)
    hints = [{name, *_fields(text)} - always for name, text in entry.hints.items()]
    optional = {name for hint in hints if len(hint) == 1 for name in hint}
    together = [hint for hint in hints if len(hint) > 1]
    for given in product(*((set[str](), hint) for hint in together)):
        needed = always.union(*given)
        words = [_by_need(name, known) for name in sorted(needed & known.words.keys())]
        for kinds in product(*words):
            types = {name: literal for name, literal, _ in kinds if literal}
            inner = {field for table in words for *_, fields in table for field in fields}
            required = needed.union(*(fields for *_, fields in kinds))
            rest = (optional | inner) - required
            values = [f", {name}: {types.get(name, 'str')}" for name in sorted(required)]
            yield "".join((*values, *(f", {name}: str = ..." for name in sorted(rest))))


def _by_need(name: str, known: Catalogue) -> list[tuple[str, str, frozenset[str]]]:
    """The words of a value as literals, parted by the further values that they name."""
    table = known.words[name]
    if name in known.open:
        return [(name, "", frozenset())]
    kinds: dict[frozenset[str], list[str]] = {}
    for word, text in table.items():
        kinds.setdefault(frozenset(_fields(text)), []).append(word)
    return [(name, f"Literal[{_listed(words)}]", need) for need, words in kinds.items()]


def _fields(*texts: Words) -> set[str]:
    """The names of the values that some words need, in any language."""
    every = (text[locale] for text in texts for locale in LOCALES)
    return {name for text in every for _, name, _, _ in Formatter().parse(text) if name}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
