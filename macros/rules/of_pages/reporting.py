"""Family P: what somebody said or reported is told with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from macros.errors import problem
from macros.languages.vocabulary import any_of
from macros.library import Library
from macros.macro_registry import macro_called
from macros.markdown.plain_text import PageText
from macros.model import Locale, Page, Problem
from macros.rules.registry import Scope, rule


@rule("P224", scope=Scope.PAGES)
def reports_have_a_source(library: Library) -> Iterator[Problem]:
    """A section that gives what somebody said names its source, or says that it is made up.

    An item of news rests as a whole on the source that its front matter names.
    """
    for page in library.every_page:
        if not page.meta.source:
            yield from _unsourced(page, library.text_of(page))


def _unsourced(page: Page, seen: PageText) -> Iterator[Problem]:
    """The first report of each section without a source."""
    body = [
        block for block in seen.blocks if seen.where(block.start, block.end).line >= page.body_line
    ]
    edges = [block.start for block in body if block is body[0] or block.kind == "heading"]
    for start, end in pairwise([*edges, len(seen.text)]):
        found = _reporting(page.locale).search(seen.text, start, end)
        called = (macro_called(call.name) for at, call in seen.calls.items() if start <= at < end)
        if found and not any(one.brings_source or one.tells_invention for one in called):
            yield problem(seen.where(*found.span()), "P224", words=found[0])


@cache
def _reporting(locale: Locale) -> re.Pattern[str]:
    return re.compile(rf"(?<![\"“‘'])\b{any_of('reporting', locale=locale)}\b", re.IGNORECASE)
