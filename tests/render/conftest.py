"""A library with one of everything, and macros made on its pages.

In the case files `~` stands for a no-break space, so that it can be seen, each row, item,
paragraph and bar begins a line of its own, and the measures of drawings are left out.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.library import Library
from macros.markdown.calls import parse_calls
from macros.model import LOCALES, Locale
from macros.project import Project, open_project
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.result import MacroResult
from tests.cases import load_yaml

FOLDER = Path(__file__).parent / "library"
TODAY = date(2026, 11, 22)
_MEASURE = re.compile(' (?:viewBox|x|y|x1|y1|x2|y2|rx|width|height|points|d)="[^"]*"')
_BLOCK = re.compile("(?=<(?:caption|details|div|dl|dt|g|li|ol|p|rect|section|table|tr|ul)[ >])")


def _front_matter(fields: dict[str, Any]) -> str:
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n"


def _write_pages(docs: Path) -> None:
    pages = yaml.load((FOLDER / "pages.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    groups = load_yaml((FOLDER / "facts.yml").read_text(encoding="utf-8"))["groups"]
    record = {"title": "Records", "description": "Records."}
    for group in groups:
        pages[f"data/facts/{group}.md"] = dict.fromkeys(LOCALES, record)
    for key, page in pages.items():
        for locale in LOCALES:
            path = docs / locale / key
            path.parent.mkdir(parents=True, exist_ok=True)
            text = _front_matter(page[locale]) + page.get("body", "")
            path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project of `library`, with a page of records for each group."""
    root = tmp_path_factory.mktemp("render")
    for name in ("facts.yml", "glossary.yml", "diagrams.yml"):
        shutil.copy(FOLDER / name, root / name)
    _write_pages(root / "docs")
    return open_project(root, TODAY, "https://test.example/")


@pytest.fixture(scope="session")
def library(project: Project) -> Library:
    """The library of the project."""
    return project.library


@pytest.fixture(scope="session")
def context(library: Library) -> Callable[[Locale, str], PageContext]:
    """A page of the library as its macros see it."""
    return lambda locale, key: PageContext(library, library.pages[locale][key])


@pytest.fixture(scope="session")
def make(context: Callable[[Locale, str], PageContext]) -> Callable[..., MacroResult]:
    """What a call gives on a page, as in `make('fact("x")', "en", "index.md")`."""

    def made(call: str, locale: Locale = "en", page: str = "index.md") -> MacroResult:
        (parsed,) = parse_calls(f"{{{{ {call} }}}}", "").calls
        return evaluate(parsed, context(locale, page))

    return made


@pytest.fixture(scope="session")
def readable() -> Callable[[str], str]:
    """HTML or text as the case files write it."""
    return lambda text: _BLOCK.sub("\n", _MEASURE.sub("", text)).replace("\u00a0", "~").strip()
