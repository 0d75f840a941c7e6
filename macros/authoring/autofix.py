"""`kb check --fix`: the sure fixes are made, and each is checked before it is kept.

A page is only written where a reader sees the same text before and after; of several fixes on a
page those that would change it are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate

from macros.atomic_write import put
from macros.errors import KnowledgeError
from macros.library import Library
from macros.markdown.page import read_page
from macros.markdown.plain_text import page_text
from macros.model import Fix, Page, Problem
from macros.pictures.inspection import picture_type, without_words
from macros.project import Project
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.text_edits import Edit, edited

_SPACES = re.compile(r"\s+")


def make_fixes(project: Project, problems: Iterable[Problem]) -> tuple[int, int]:
    """Make the fixes of these problems and write the pages: how many fixes, on how many pages."""
    by_path: dict[str, list[Fix]] = {}
    for problem in problems:
        if problem.fix:
            by_path.setdefault(problem.where.path, []).append(problem.fix)
    count = files = 0
    for page in project.library.every_page:
        fixes = by_path.get(page.path, [])
        path = project.root / page.path
        text = path.read_bytes().decode("utf-8") if fixes else ""
        kept = safe(project.library, page, text, fixes)
        if kept:
            put(path, apply(text, kept))
            count += len(kept)
            files += 1
    return count, files


def strip_pictures(project: Project, paths: Iterable[str]) -> int:
    """Take out of pictures what they say besides their pixels; from how many it was taken."""
    count = 0
    for name in paths:
        path, type_ = project.root / name, picture_type(name)
        with suppress(ValueError):
            put(path, without_words(path.read_bytes(), type_))
            count += 1
    return count


def safe(library: Library, page: Page, text: str, fixes: Sequence[Fix]) -> list[Fix]:
    """The fixes after which a reader of the page sees the same text."""
    if not fixes or "\r" in text.replace("\r\n", ""):
        return []
    before = _read(library, page)
    if _is_same(library, page, apply(text, fixes), before):
        return list(fixes)
    return [fix for fix in fixes if _is_same(library, page, apply(text, [fix]), before)]


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """The text with the fixes made; where two overlap, only the first."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    edits = (
        (
            starts[fix.line - 1] + fix.column - 1,
            starts[fix.end_line - 1] + fix.end_column - 1,
            fix.text,
        )
        for fix in sorted(fixes, key=lambda fix: (fix.line, fix.column))
    )
    return edited(text, edits)


def _is_same(library: Library, page: Page, text: str, before: str) -> bool:
    """Whether the page of another text is sound and reads the same."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    changed, problems = read_page(plain, page.path, page.locale, page.key, library.documents)
    return changed is not None and not problems and _read(library, changed) == before


def _read(library: Library, page: Page) -> str:
    """The page as a reader sees it, its calls made; every space is the same."""
    seen, context = page_text(page), PageContext(library, page)

    def shown() -> Iterator[Edit]:
        for offset, call in seen.calls.items():
            try:
                text = evaluate(call, context).text
            except KnowledgeError:
                text = seen.source[slice(*seen.span(offset, offset + 1))]
            yield offset, offset + 1, text

    return _SPACES.sub(" ", edited(seen.text, shown()))
