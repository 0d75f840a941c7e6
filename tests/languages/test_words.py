"""The word table serves both languages, every qualifier, and every call in the code."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from macros.languages.lists import join
from macros.languages.words import WORDS, read_words, script_words, word
from macros.model import LOCALES, Locale, Qualifier
from macros.site_profile import profile

ROOT = Path(__file__).parents[2]
SAME_IN_BOTH = {"target", "menu", "share-bibtex"}
ALL = {**WORDS, **profile().words}
CODE = sorted((ROOT / "macros").rglob("*.py"))
TEMPLATES = sorted(
    path for path in (ROOT / "overrides").rglob("*") if path.suffix in (".html", ".js", ".css")
)
IN_TEMPLATES = re.compile(r"""\bword\(["']([\w-]+)["']""")
IN_SCRIPT = re.compile(r"""script_words\(([^)]*)\)""")
COMPUTED = {
    "search.js": {"page", "fact", "term"},
    "planner.js": {
        *("afternoon", "closing", "lunch", "morning", "opening", "section", "time"),
        *("day_date", "day_head", "head_module", "without_hours", "without_over"),
    },
    "kb.js": {"scheme_light", "scheme_dark", "scheme_device"},
}
"""Words of scripts whose keys are put together."""


@pytest.mark.parametrize("locale", LOCALES)
def test_every_key_has_its_words(locale: Locale) -> None:
    texts = {key: word(key, locale) for key in ALL}
    assert {key for key, text in texts.items() if not text or text != text.strip()} == set()


def test_the_languages_do_not_share_words_unawares() -> None:
    assert {key for key in ALL if word(key, "en") == word(key, "id")} == SAME_IN_BOTH


@pytest.mark.parametrize("qualifier", get_args(Qualifier))
def test_every_qualifier_has_its_words(qualifier: str) -> None:
    assert qualifier in WORDS


def test_the_code_asks_only_for_words_that_exist() -> None:
    code = [file.read_text("utf-8") for file in CODE]
    asked = {key for text in code if "def word(" not in text for key in keys_asked_for(text)}
    asked |= {key for file in TEMPLATES for key in IN_TEMPLATES.findall(file.read_text("utf-8"))}
    assert asked - ALL.keys() == set()


def test_every_word_is_used() -> None:
    texts, starts = set[str](), set[str]()
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                starts.add(str(node.values[0].value))
    starts = {start for start in starts if re.fullmatch(r"[a-z]+(-[a-z]+)*-", start)}
    for file in TEMPLATES:
        texts.update(IN_TEMPLATES.findall(file.read_text("utf-8")))
        for name, more in words_of_script(file):
            texts.update(more)
            starts.add(f"{name}-")
    assert [key for key in ALL if key not in texts and not key.startswith(tuple(starts))] == []


def words_of_script(file: Path) -> Iterator[tuple[str, list[str]]]:
    """The first part of the keys that a script asks for, and its other keys."""
    for given in IN_SCRIPT.findall(file.read_text("utf-8")):
        name, *more = re.findall(r'"([^"]+)"', given)
        yield name, more


SCRIPTS = [(file, *asked) for file in TEMPLATES for asked in words_of_script(file)]


@pytest.mark.parametrize(("file", "name", "more"), SCRIPTS, ids=lambda value: str(value)[-20:])
def test_scripts_use_the_words_that_they_ask_for(file: Path, name: str, more: list[str]) -> None:
    told = json.loads(script_words(name, *more))
    assert told.keys() == set(LOCALES)
    script = file.read_text("utf-8")
    used = set(re.findall(r"(?:told|(?:words|texts)\[\w+\]|\bwords)\.(\w+)", script))
    used = used - {"js", "map", "replace"} | COMPUTED.get(file.name, set())
    assert used == told["en"].keys() == told["id"].keys()


def test_a_key_stands_once_and_has_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "words.yml"
    file.write_text("a: {en: A, id: B}\nb: {en: A, id: B}\na: {en: C, id: D}\n")
    with pytest.raises(ValueError, match="a stands twice"):
        read_words(file)
    for entry in ("{en: A}", "{en: A, id: B, ms: C}"):
        file.write_text(f"a: {entry}\n")
        with pytest.raises(TypeError):
            read_words(file)


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
