"""The page on the language of a page shows all of it, and shows it truly.

A piece of syntax is a block of code, and its result a box of the type `example` below it that holds
the same text, so that Markdown itself makes the result.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import get_args

import pytest

from macros.markdown.rendering import Rendering, read_rendering
from macros.markdown.unrendered import Mark, unrendered
from macros.messages import catalogue
from macros.model import LOCALES, Locale

ROOT = Path(__file__).parents[2]
PAGES = {
    locale: (ROOT / "docs" / locale / "contribute" / "markdown.md").read_text(encoding="utf-8")
    for locale in LOCALES
}
SITE = read_rendering((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
PAIR = re.compile(
    r"^(?P<fence>`{3,})text\n(?P<source>(?:(?!(?P=fence)$).*\n)*)(?P=fence)\n"
    r'(?:\n!!! example "[^"\n]+"\n(?P<result>(?:(?:[ ]{4}.*)?\n)+))?',
    re.MULTILINE,
)
EXAMPLE = re.compile(r"\{\{ example\('(.*?)'\) \}\}")


def sources(locale: Locale) -> list[str]:
    """The pieces of syntax that a page shows, calls as a reader sees them."""
    return [found["source"] for found in PAIR.finditer(PAGES[locale])]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_piece_renders_as_its_result(locale: Locale) -> None:
    pairs = [found for found in PAIR.finditer(PAGES[locale]) if found["result"]]
    assert len(pairs) > 20
    for found in pairs:
        typed = EXAMPLE.sub(r"{{ \1 }}", found["source"])
        assert dedent(found["result"]).strip() == typed.strip()


@pytest.mark.parametrize("locale", LOCALES)
def test_each_section_shows_something(locale: Locale) -> None:
    shortened = PAIR.sub("(a pair)\n", PAGES[locale])
    parts = re.split(r"^## .*\{: #", shortened, flags=re.MULTILINE)[1:]
    lacking = [part.split()[0] for part in parts if "(a pair)" not in part]
    # What a diagram looks like is decided in another file.
    assert lacking == ["diagrams", "not-here"]


@pytest.mark.parametrize("extension", sorted({*SITE.extensions} - {"toc", "fenced_code"}))
@pytest.mark.parametrize("locale", LOCALES)
def test_each_extension_is_shown(locale: Locale, extension: str) -> None:
    """Without it, some piece would come out otherwise.

    Two that MkDocs enables by itself show nothing here: the contents stand beside the page, and
    pymdownx.superfences does the work of fenced_code.
    """
    others = tuple(name for name in SITE.extensions if name != extension)
    poorer = Rendering(others, SITE.settings)
    assert any(SITE.html(text) != poorer.html(text) for text in sources(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_not_known_is_named_with_what_to_use(locale: Locale) -> None:
    """Each kind of mark that the check tells stands on the page, typed rightly or wrongly."""
    table = PAGES[locale].partition("{: #not-here }")[2]
    codes = [code for _, code in re.findall(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", table)]
    found = {one.kind for code in codes for one in unrendered("p", code)}
    shown = {one.kind for text in sources(locale) for one in unrendered("p", text)}
    # One line alone begins no list with letters.
    assert set(get_args(Mark)) - found - shown == {"letter"}
    assert "`a) " in table


def test_each_kind_has_its_words() -> None:
    assert set(get_args(Mark)) == set(catalogue().words["meant"])
