"""Family P: every macro call is made as the build makes it, or refused as the build would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.errors import KnowledgeError
from macros.model import Locale, Page, Problem
from macros.render.calls import OUTLINES, evaluate
from macros.render.context import Library, PageContext
from macros.render.pieces import Figure

_RECORDS = ("fact_records", "fact_index")
"""Macros that show every fact: they do not count as a use of one, and come last."""


def make_calls(library: Library) -> tuple[Library, list[Problem]]:
    """The library with the use of its facts noted, and what is wrong with the calls of its pages.

    Where the facts file, or the entry that a call names, has a problem of its own, that one is
    told and not the calls that rest on it.
    """
    usage: dict[tuple[Locale, str], dict[str, Page]] = {}
    problems: list[Problem] = []
    for page in _all_pages(library):
        for figure in _figures(library, page, problems, records=False):
            for key in figure.facts:
                usage.setdefault((page.locale, key), {})[page.key] = page
    used = {key: tuple(pages.values()) for key, pages in usage.items()}
    library = replace(library, usage=used)
    for page in _all_pages(library):
        tuple(_figures(library, page, problems, records=True))
    return library, problems if library.registry.readable else []


def _all_pages(library: Library) -> Iterator[Page]:
    for pages in library.pages.values():
        yield from pages.values()


def _figures(
    library: Library, page: Page, problems: list[Problem], *, records: bool
) -> Iterator[Figure]:
    context = PageContext(library, page)
    for call in page.calls:
        if (call.name in _RECORDS) != records:
            continue
        try:
            yield from evaluate(call, context, OUTLINES).figures
        except KnowledgeError as error:
            if not _told_elsewhere(library, error):
                problems.append(error.at(call.where))


def _told_elsewhere(library: Library, error: KnowledgeError) -> bool:
    key = error.values.get("key", "")
    if error.values.get("what") == "term":
        return bool({key, "*"} & library.broken_terms)
    return key in library.registry.broken
