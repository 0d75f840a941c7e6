"""Whatever stands on two pages: family T compares them, and takes time as the texts grow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.model import LOCALES, Locale, Page, Problem
from macros.project import open_project
from macros.report.text import words_of
from macros.rules.registry import RULES
from macros.rules.runner import register_all_rules
from macros.translations.sections import read_sections
from tests.conftest import ROOT, TODAY
from tests.growth import assert_linear
from tests.reading import read_page

register_all_rules()

BASE = open_project(ROOT / "tests" / "site", TODAY).library
OURS = [rule.check for rule in RULES if any(code[0] == "T" for code in rule.codes)]
PIECES = [
    *("# A", "## A {: #a }", "## B {: #b }", "- a", "1. b", "| a | b |", "|---|---|", "    c"),
    *("!!! note", "??? tip", '=== "x"', "```", "~~~", "`", "[a](b.md)", "![a](b.svg)", "[^1]"),
    *("[b]: c.md", "[b]", "<a href='x'>", "<img src=x>", "<!--", "-->", "12,5", "12.5", "&#160;"),
    *('{{ fact("migrants.world") }}', '{{ fact("x") }}', "{{", "}}", "{%", "{: .x }", "*", "_"),
    *("\n", "\n\n", " ", "\t", "\\", "\u00ad", "\u00b9", "[", "]", "(", ")", "word"),
]


def pair(texts: tuple[str, str]) -> dict[Locale, dict[str, Page]]:
    """A page with these texts in the two languages."""
    pages: dict[Locale, dict[str, Page]] = {}
    for locale, text in zip(LOCALES, texts, strict=True):
        written = f"---\ntitle: T\ndescription: D.\n---\n{text}"
        page, _ = read_page(written, f"docs/{locale}/a.md", locale, "a.md")
        if page is None:
            return pair(("Refused.", "Refused."))
        pages[locale] = {"a.md": page}
    return pages


def found(texts: tuple[str, str]) -> list[Problem]:
    """All of family T that is found in two texts."""
    library = replace(BASE, pages=pair(texts))
    return [problem for rule in OURS for problem in rule(library)]


TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4)).map("".join)


@pytest.mark.no_cover
@settings(max_examples=100, deadline=None)
@given(st.tuples(TEXTS, TEXTS))
def test_any_two_texts_can_be_compared(texts: tuple[str, str]) -> None:
    for problem in found(texts):
        assert problem.where.line >= 1
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


@pytest.mark.no_cover
@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_a_text_has_what_it_has_itself(text: str) -> None:
    """Nothing but that the page is not on record, and that a text of one language is in both."""
    codes = {problem.code for problem in found((text, text))}
    assert {code for code in codes if code < "T200"} <= {"T118"}


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "unit", ["[", "![a](", "`", "<!-- ", "- a\n", "1 ", "| ", "*a_", "<a ", "\n"]
)
def test_time_grows_as_the_text_does(unit: str) -> None:
    def reading(times: int) -> Callable[[], object]:
        page = pair(((unit * 20 + "\n\n") * (times // 20), ""))["en"]["a.md"]
        return lambda: read_sections(page)

    assert_linear(reading, 100)
