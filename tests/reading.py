"""Pages read with the Markdown of the real site."""

from __future__ import annotations

from pathlib import Path

from macros.markdown import page
from macros.markdown.document_cache import DocumentReader
from macros.markdown.rendering import read_rendering
from macros.model import Locale, Page, Problem

SETTINGS = (Path(__file__).parents[1] / "mkdocs.yml").read_text(encoding="utf-8")
DOCUMENTS = DocumentReader(read_rendering(SETTINGS))


def read_page(
    text: str, path: str, locale: Locale, key: str
) -> tuple[Page | None, tuple[Problem, ...]]:
    """The page of a text, and its problems."""
    return page.read_page(text, path, locale, key, DOCUMENTS)
