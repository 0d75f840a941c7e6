"""How much of the site stands in records: calls in a hundred words of a page, and text records."""

from __future__ import annotations

from typing import Any, NamedTuple

from macros.library import Library
from macros.macro_registry import macro_called
from macros.markdown.plain_text import OBJECT
from macros.messages import catalogue
from macros.model import Locale, Page
from macros.rules.facts import loose_texts

MOST_CALLS = 6.0
"""In a hundred words: with more of them prose is hard to read and to translate as it is written."""
_FEWEST_WORDS = 150
"""A page of fewer words is a list that macros make, and no prose."""


class Density(NamedTuple):
    """The calls in the prose of a page, tables apart; a call counts as one of its words.

    Marks of sources are none of them: they stand behind sentences and not in them.
    """

    path: str
    words: int
    calls: int

    @property
    def per_hundred(self) -> float:
        return round(100 * self.calls / self.words, 1)


def densities(library: Library) -> list[Density]:
    """The calls of every page of prose, most first."""
    found = [_density(library, page) for page in library.every_page]
    prose = [one for one in found if one.words >= _FEWEST_WORDS]
    return sorted(prose, key=lambda one: -one.per_hundred)


def _density(library: Library, page: Page) -> Density:
    seen = library.text_of(page)
    prose = [seen.text[block.start : block.end] for block in seen.blocks if block.kind != "cell"]
    calls = sum(
        seen.block_at(at).kind != "cell" and not macro_called(call.name).is_mark
        for at, call in seen.calls.items()
    )
    # Everything that is no prose is one `OBJECT`, and so is every call.
    words = len(" ".join(prose).replace(OBJECT, " ").split())
    return Density(page.path, words + calls, calls)


def calls_entries(library: Library) -> dict[str, Any]:
    """The calls of each page and the text records, as plain data."""
    pages = [{**one._asdict(), "per_hundred": one.per_hundred} for one in densities(library)]
    return {"pages": pages, "texts": [fact.key for fact in loose_texts(library.registry)]}


def calls_text(entries: dict[str, Any], locale: Locale) -> str:
    """The pages with too many calls, a line each, and how many text records there are."""
    report = catalogue().report
    crowded = [one for one in entries["pages"] if one["per_hundred"] > MOST_CALLS]
    lines = [report["crowded"][locale].format(**one) for one in crowded]
    return "\n".join((*lines, report["texts"][locale].format(count=len(entries["texts"]))))
