"""The word table serves both languages, every qualifier, and every call in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import macros
from macros.languages.lists import join
from macros.languages.words import WORDS, word
from macros.model import LOCALES, Locale, Qualifier
from macros.site_profile import profile

SAME_IN_BOTH = {"target"}
ALL = {**WORDS, **profile().words}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ALL)
def test_every_key_has_its_words(key: str, locale: Locale) -> None:
    text = word(key, locale)
    assert text
    assert text == text.strip()


@pytest.mark.parametrize("key", ALL)
def test_the_languages_do_not_share_words_unawares(key: str) -> None:
    assert (word(key, "en") == word(key, "id")) is (key in SAME_IN_BOTH)


@pytest.mark.parametrize("qualifier", get_args(Qualifier))
def test_every_qualifier_has_its_words(qualifier: str) -> None:
    assert qualifier in WORDS


def test_the_code_asks_only_for_words_that_exist() -> None:
    assert macros.__file__ is not None
    files = sorted(Path(macros.__file__).parent.rglob("*.py"))
    asked = {key for file in files for key in keys_asked_for(file.read_text("utf-8"))}
    assert asked - ALL.keys() == set()


def test_calls_are_found_in_code() -> None:
    assert list(keys_asked_for('word("over", x) + words.word("under", x) + word(key, x)')) == [
        "over",
        "under",
    ]


def keys_asked_for(code: str) -> Iterator[str]:
    """The literal keys of all calls of `word`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name == "word":
                yield str(node.args[0].value)


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        WORDS["about"] = WORDS["over"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("items", "english", "indonesian"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A and B", "A dan B"),
        (["A", "B", "C"], "A, B and C", "A, B, dan C"),
        (["A", "B", "C", "D E"], "A, B, C and D E", "A, B, C, dan D E"),
    ],
)
def test_lists(items: list[str], english: str, indonesian: str) -> None:
    assert join(items, "en") == english
    assert join(tuple(items), "id") == indonesian
