"""Pages whose front matter cannot be used, with one that can: so that all else is told as well.

An author who writes a page by hand would otherwise mend the front matter first, and meet the rest
of the problems, the menu and the missing twin only then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from macros.library import Library
from macros.markdown.page import read_page
from macros.model import Page, Problem
from macros.rules.macro_calls import make_calls
from macros.rules.runner import check_library, check_pages

_KEY = re.compile(r"(?:---[ \t]*|\w+:.*|[ \t]+\S.*|[ \t]*)")
"""A line that belongs to a front matter, also where its marks are missing."""
_GIVEN = re.compile(r"^(title|description|date|source):[ \t]*(\S(?:.*\S)?)[ \t]*$", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OF_PAIRS = re.compile(r"T1(?!0[12])|T2|P218")
"""What compares the two languages: where one is half known, only the page and its headings."""


class _Draft(NamedTuple):
    """A page with a front matter that was made for it."""

    page: Page
    shift: int
    """How many lines that has more than what the author wrote."""
    problems: tuple[Problem, ...]
    """What is wrong with the form of its text."""


def of_drafts(library: Library) -> Iterator[Problem]:
    """What is wrong with pages beside their front matter, which alone is told else."""
    drafts = {draft.page.path: draft for draft in _drafts(library)}
    if not drafts:
        return
    pages = {locale: dict(by_key) for locale, by_key in library.pages.items()}
    titles = dict(library.titles)
    for draft in drafts.values():
        page = draft.page
        pages[page.locale][page.key] = page
        titles[page.locale, page.key] = (page.meta.title, page.meta.description)
    whole = replace(library, pages=pages, titles=titles, unreadable={})
    whole, problems = make_calls(whole)
    for draft in drafts.values():
        problems += draft.problems
    keys = {draft.page.key for draft in drafts.values()}
    for problem in (*problems, *check_library(whole), *check_pages(whole.of_pages(keys))):
        mine = drafts.get(problem.where.path)
        if mine and not _OF_PAIRS.match(problem.code):
            where = replace(problem.where, line=max(problem.where.line - mine.shift, 1))
            yield replace(problem, where=where)


def _drafts(library: Library) -> Iterator[_Draft]:
    for locale, key in library.unreadable:
        file = library.files.get(f"docs/{locale}/{key}")
        made = _with_front_matter(file.text, key, library) if file and file.text else None
        if made and file:
            text, shift = made
            page, problems = read_page(text, file.path, locale, key, library.documents)
            if page:
                yield _Draft(page, shift, problems)


def _with_front_matter(text: str, key: str, library: Library) -> tuple[str, int] | None:
    """The text with a front matter of what its own says, and how many lines it has more.

    None for a page of a kind that has more to say there, such as a module.
    """
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if line.rstrip() in ("---", "...")]
    if lines[0].rstrip() == "---" and len(marks) > 1:
        length = marks[1] + 1
    else:
        length = next((n for n, line in enumerate(lines) if not _KEY.fullmatch(line)), len(lines))
    header = "\n".join(lines[:length])
    given: Mapping[str, str] = dict(_GIVEN.findall(header))
    if re.search(r"^\w+:[ \t]*$", header, re.MULTILINE):
        return None
    values = {name: given.get(name, key).strip("\"'") for name in ("title", "description")}
    day = _DAY.search(given.get("date", "")) or _DAY.search(key)
    if "date" in given or day:
        values["date"] = day[0] if day else library.today.isoformat()
    if "source" in given:
        values["source"] = given["source"].strip("\"'")
    made = ["---", json.dumps(values, ensure_ascii=False), "---"]
    padded = [*made[:2], *[""] * (length - len(made)), made[2]]
    return "\n".join((*padded, *lines[length:])), max(len(made) - length, 0)
