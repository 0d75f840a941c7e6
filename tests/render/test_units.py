"""Units beside 1, as calls show them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.facts.reader import read_facts
from macros.library import Library
from macros.model import Locale
from macros.render.context import PageContext
from macros.render.records import record
from macros.render.values import show

FACTS = Path(__file__).parents[1] / "planted" / "facts.yml"


def context_of(value: str, locale: Locale) -> PageContext:
    text = FACTS.read_text(encoding="utf-8")
    text = text.replace("{value: 33, period: 2024-09", f"{{value: {value}, period: 2024-09")
    registry, problems = read_facts(text, "facts.yml")
    assert not problems
    return PageContext.evergreen(Library(registry, {}, {}, date(2026, 11, 22)), locale)


@pytest.mark.parametrize(
    ("value", "locale", "form", "shown"),
    [
        ("1", "en", "", "1 month"),
        ("1", "en", "words", "one month"),
        ("1", "en", "bare", "1"),
        ("1", "id", "", "1 bulan"),
        ("2", "en", "", "2 months"),
        ("1.0", "en", "", "1.0 months"),
        ("0", "en", "", "0 months"),
    ],
)
def test_one_month(value: str, locale: Locale, form: str, shown: str) -> None:
    context = context_of(value, locale)
    fact = context.library.registry.facts["programme.duration"]
    text = show(context, context.select(fact), form)
    assert text.replace("\u00a0", " ") == shown
    if not form:
        assert shown in record(context, fact).replace("\u00a0", " ")
