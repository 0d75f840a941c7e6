"""Family S: a page that would keep the build busy for minutes is refused before it begins.

Markdown takes quadratic time over a few things, and the stack ends over others. No page of prose
comes near these limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.library import Library
from macros.markdown.markup.reader import Markup
from macros.model import Location, Page, Problem
from macros.rules.registry import rule

LONGEST = 5_000
"""Characters of a line."""
_BRACKETS = 10
"""Brackets within brackets, or brackets of one block that nothing closes."""
_DEEP = re.compile(r"\n(?:[ \t]{41,}|[ \t]*(?:>[ \t]*){6}|[ \t>]*(?:(?:[-+*]|[0-9]+\.)[ \t]+){5})")
"""A line end, and more levels of quotation, list or indentation than anyone can follow."""
_COUNTED = {
    "brackets": ("[", 2_000),
    "angles": ("<", 500),
    "braces": ("{", 1_000),
    "escapes": ("\\", 2_000),
    "abbreviations": ("\n*[", 50),
    "cells": ("|", 5_000),
    "lines": ("\n", 5_000),
}
_EMPHASIS, _MARKS_OF_EMPHASIS = re.compile(r"[*_]+"), 2_000
_CODE, _CODE_BLOCKS, _HEADINGS, _NOTES = 1_000, 100, 200, 200


@rule("S131 S132 S133")
def pages_stay_within_bounds(library: Library) -> Iterator[Problem]:
    """No line, no nesting and no number of marks that Markdown would take long over."""
    for (locale, key), markup in library.markup.items():
        page = library.pages[locale][key]
        yield from _lines(page)
        yield from _nesting(page, markup)
        for counted, count, limit in _counts(page, markup):
            if count > limit:
                values = {"counted": counted, "count": str(count), "limit": str(limit)}
                yield Problem(Location(page.path, page.body_line), "S133", values)


def _lines(page: Page) -> Iterator[Problem]:
    if len(page.body) > LONGEST:
        for number, line in enumerate(page.body.split("\n"), start=page.body_line):
            if len(line) > LONGEST:
                values = {"count": str(len(line)), "limit": str(LONGEST)}
                yield Problem(Location(page.path, number, LONGEST + 1), "S131", values)


def _nesting(page: Page, markup: Markup) -> Iterator[Problem]:
    for found in _DEEP.finditer(f"\n{markup.plain.text}"):
        yield Problem(markup.where(found.start()), "S132", {"nested": "levels"})
    if markup.links.depth > _BRACKETS:
        yield Problem(Location(page.path, page.body_line), "S132", {"nested": "brackets"})


def _counts(page: Page, markup: Markup) -> Iterator[tuple[str, int, int]]:
    plain, links = markup.plain, markup.links
    if plain.text.count("*") + plain.text.count("_") > _MARKS_OF_EMPHASIS:
        yield "emphasis", len(_EMPHASIS.findall(plain.text)), _MARKS_OF_EMPHASIS
    for name, (mark, limit) in _COUNTED.items():
        yield name, plain.text.count(mark), limit
    yield "code", plain.code, _CODE
    yield "code-blocks", plain.blocks, _CODE_BLOCKS
    yield "headings", len(page.headings), _HEADINGS
    yield "footnotes", sum(label.startswith("^") for label in links.labels), _NOTES
