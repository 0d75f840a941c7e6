"""Family T: whatever stands on a page is in the language of that page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from macros.errors import problem
from macros.languages.morphology import affixes
from macros.library import Library
from macros.markdown.plain_text import PageText
from macros.model import Locale, Problem, other_locale
from macros.rules.registry import Scope, rule

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’|\([^()]*\)")
"""The words of others, and what explains a word."""
_KINDS = frozenset(("title", "description", "outcomes", "questions", "heading", "paragraph", "item",
                    "cell", "footnote", "label", "alt"))  # fmt: skip
_FEWEST = 6
"""Words of a text whose language can be told by its small words."""
_FEWEST_COPIED = 4
"""Words of a text that is the same in both languages and needs only one small word."""
_SHARE = 6
"""One small word among so many is what either language has at least."""


@rule("T118", scope=Scope.PAGES)
def pages_are_in_their_language(library: Library) -> Iterator[Problem]:
    """No paragraph, item, cell or text of the front matter is left in the other language."""
    for page in library.every_page:
        seen = library.text_of(page)
        twin = library.pages.get(other_locale(page.locale), {}).get(page.key)
        copied = _texts(library.text_of(twin)) if twin else frozenset()
        for block in seen.blocks:
            text = seen.text[block.start : block.end]
            if block.kind in _KINDS and _is_foreign(text, page.locale, copied=text in copied):
                where = seen.where(block.start, block.end)
                yield problem(where, "T118", text=" ".join(text.split()[:_FEWEST]))


def _texts(seen: PageText) -> frozenset[str]:
    return frozenset(seen.text[block.start : block.end] for block in seen.blocks)


def _is_foreign(text: str, locale: Locale, *, copied: bool) -> bool:
    """Whether the small words of a text are those of the other language."""
    written = [found[0] for found in _WORD.finditer(_QUOTED.sub(" ", text)) if len(found[0]) > 1]
    words = [word.lower() for word in written]
    if len(words) < (_FEWEST_COPIED if copied else _FEWEST):
        return False
    own, other = _small_words(locale), _small_words(other_locale(locale))
    here, there = sum(word in own for word in words), sum(word in other for word in words)
    if all(word[0].isupper() for word in written if word not in other):
        return False  # an official name
    return here * _SHARE <= there and there * _SHARE >= len(words) and there > (not copied)


@cache
def _small_words(locale: Locale) -> frozenset[str]:
    """The small words of a language that the other one has not."""
    return affixes(locale).stop - affixes(other_locale(locale)).stop
