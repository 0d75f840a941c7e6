"""Every macro, in every form, in both languages: the words, and the exact HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from macros.library import Library
from macros.macro_registry import registered
from macros.markdown.calls import parse_calls
from macros.model import LOCALES, Locale
from macros.render.result import MacroResult
from macros.render.values import FORMS
from tests.cases import load_yaml

FOLDER = Path(__file__).parent / "cases"
EXACT = (
    "figures.yml",
    "words.yml",
    "tables.yml",
    "tiles.yml",
    "lists.yml",
    "modules.yml",
    "doors.yml",
    "forms.yml",
    "fact-index.yml",
    "records.yml",
    "records-of-figures.yml",
    "diagrams.yml",
)


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = load_yaml((FOLDER / name).read_text(encoding="utf-8"))
    return cases


def named(case: dict[str, Any]) -> str:
    return f"{case['call']} on {case.get('page', 'index.md')}"


WORDED = load("texts.yml")
WRITTEN = [case for name in EXACT for case in load(name)]
CALLS = [parse_calls(f"{{{{ {case['call']} }}}}", "").calls[0] for case in WORDED + WRITTEN]


@pytest.mark.parametrize("case", WORDED, ids=named)
def test_call_says(case: dict[str, Any], make: Callable[..., MacroResult]) -> None:
    """In the text, inside a link, and as plain text, a reader reads the same words."""
    for locale in LOCALES:
        piece = make(case["call"], locale, case.get("page", "index.md"))
        assert piece.text.replace("\u00a0", "~") == case[locale]
        if "items" not in case["call"]:
            for html in (piece.html, piece.bare):
                assert unescape(re.sub("<[^>]*>", "", html)) == piece.text
            assert "<a" not in piece.bare
            assert not piece.block


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", WRITTEN, ids=named)
def test_call_gives_exactly(
    case: dict[str, Any],
    locale: Locale,
    make: Callable[..., MacroResult],
    readable: Callable[[str], str],
) -> None:
    piece = make(case["call"], locale, case.get("page", "index.md"))
    assert readable(piece.html) == case[locale]["html"].strip()
    assert readable(piece.text) == case[locale].get("text", "")
    assert not piece.block or piece.bare == piece.html


def test_no_macro_is_left_out() -> None:
    # The list of messages has a test of its own: test_explanations.py.
    assert {call.name for call in CALLS} == set(registered()) - {"messages_list"}


def test_no_form_is_left_out(library: Library) -> None:
    shown = {
        (library.registry.fact(call.arguments[0]).kind, call.keywords["form"])
        for call in CALLS
        if call.name in ("fact", "name") and "form" in call.keywords
    }
    wanted = {(kind, form) for kind, forms in FORMS.items() for form in forms}
    assert wanted == shown


def test_same_call_gives_the_same_bytes(make: Callable[..., MacroResult]) -> None:
    for case in WRITTEN:
        first, second = (make(case["call"], "id", case.get("page", "index.md")) for _ in range(2))
        assert first == second
