"""Calls that cannot be made say what is wrong with them, before anything is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.errors import KnowledgeError
from macros.macro_registry import registered
from macros.markdown.calls import parse_calls
from macros.model import LOCALES, Locale, Location
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.result import MacroResult
from macros.report.text import words_of
from tests.cases import load_yaml

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parent / "cases" / "refusals.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES, ids=[case["call"] for case in CASES])
def test_call_is_refused(
    case: dict[str, Any], locale: Locale, make: Callable[..., MacroResult]
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        make(case["call"], locale, case.get("page", "index.md"))
    wanted = {key: text for key, text in case["values"].items() if text != "*"}
    told = {key: text for key, text in caught.value.values.items() if key in wanted}
    assert (caught.value.code, told) == (case["code"], wanted)
    assert set(caught.value.values) == set(case["values"])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES, ids=[case["call"] for case in CASES])
def test_refusal_has_words(
    case: dict[str, Any], locale: Locale, make: Callable[..., MacroResult]
) -> None:
    """The catalogue knows each code and value, and leaves no brace unfilled."""
    with pytest.raises(KnowledgeError) as caught:
        make(case["call"], locale, case.get("page", "index.md"))
    message, hint = words_of(caught.value.at(Location("docs/en/index.md")), locale)
    assert len(message) > 10
    assert hint
    assert caught.value.values.get("key", "") in message


def test_unknown_macro_names_all_that_exist(make: Callable[..., MacroResult]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        make("xyzzy()")
    assert caught.value.values["known"].split(", ") == sorted(registered())


def test_minutes_of_a_section_that_is_not_there(context: Callable[..., PageContext]) -> None:
    one = context("en", "emm/modules/one.md")
    fewer = replace(one.page, headings=one.page.headings[1:])
    call = parse_calls("{{ module_box() }}", "").calls[0]
    with pytest.raises(KnowledgeError) as caught:
        evaluate(call, one._replace(page=fewer))
    assert caught.value.code == "P204"
    assert caught.value.values["what"] == "section"
    assert caught.value.values["key"] == "ideas"
