"""Sentences of the template are found wherever they are left, also lightly edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.facts.registry import Registry
from macros.library import Library
from macros.model import LOCALES, Locale, Problem
from macros.rules.placeholders import placeholders_are_replaced
from tests.cases import load_yaml
from tests.conftest import TODAY
from tests.reading import read_page

CASES = load_yaml(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
PLACES = {
    "description": "---\ntitle: T\ndescription: {}\n---\nText.\n",
    "quoted": '---\ntitle: T\ndescription: "{}"\n---\nText.\n',
    "paragraph": "---\ntitle: T\ndescription: D\n---\n# A\n\nSome text. {}\nMore.\n",
    "item": "---\ntitle: T\ndescription: D\n---\n- one\n- {}\n- two\n",
    "cell": "---\ntitle: T\ndescription: D\n---\n| a | {} |\n|---|---|\n| b | c |\n",
}


def told(text: str, locale: Locale) -> list[Problem]:
    page, _ = read_page(text, f"docs/{locale}/x.md", locale, "x.md")
    assert page
    library = Library(Registry(), {}, {locale: {"x.md": page}}, TODAY)
    return list(placeholders_are_replaced(library))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("locale", LOCALES)
def test_sentence_of_the_template(locale: Locale, place: str) -> None:
    for sentence in CASES[locale]["left"]:
        if "**" not in sentence or place == "paragraph":
            text = PLACES[place].format(sentence)
            (problem,) = told(text, locale)
            assert sentence.rstrip("!.?*") in text.split("\n")[problem.where.line - 1]
    for sentence in CASES[locale]["own"]:
        assert told(PLACES[place].format(sentence), locale) == []


def test_sentence_over_two_lines() -> None:
    text = "---\ntitle: T\ndescription: D\n---\nText.\n\nSay here what this\npage is about.\n"
    (problem,) = told(text, "en")
    assert (problem.where.line, problem.values) == (
        7,
        {"sentence": "Say here what this page is about."},
    )
