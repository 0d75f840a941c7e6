"""Pages read with the Markdown of the real site, and all of that site."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from macros.library import Library
from macros.loading import open_library
from macros.markdown import page
from macros.markdown.document_cache import DocumentReader
from macros.markdown.rendering import read_rendering
from macros.model import Locale, Page, Problem

ROOT = Path(__file__).parents[1]
PUBLISHED = date(2026, 11, 30)
"""A day on which everything that the pages show was public."""
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
DOCUMENTS = DocumentReader(read_rendering(SETTINGS))


def read_page(
    text: str, path: str, locale: Locale, key: str
) -> tuple[Page | None, tuple[Problem, ...]]:
    """The page of a text, and its problems."""
    return page.read_page(text, path, locale, key, DOCUMENTS)


@cache
def whole_site() -> Library:
    """The real site, read once for all tests."""
    return open_library(ROOT, PUBLISHED)
