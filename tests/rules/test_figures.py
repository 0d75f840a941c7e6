"""Figures typed by hand, where the records cannot be used. The cases are in the folders N1…."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from macros.facts.registry import Registry
from macros.library import Library
from macros.model import LOCALES, Bilingual, Claim, Locale
from macros.rules.of_pages.figures.rule import figures_are_called
from tests.growth import assert_linear
from tests.rules.setups import TODAY, page_of, registry_of


def _library(text: str, locale: Locale = "en", registry: Registry | None = None) -> Library:
    page = page_of({"page": text, "lang": locale})
    return Library(registry or registry_of("planted"), {}, {locale: {page.key: page}}, TODAY)


@pytest.mark.no_cover
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "row", ["| 0–4 | a |", "| 7 |", "| aged 5 | 0–4 |", "281. million", "1. million 5 people"]
)
def test_time_is_linear_in_rows(row: str, locale: Locale) -> None:
    def checking(count: int) -> Callable[[], object]:
        library = _library("| Age | 5–9 |\n|---|---|\n" + f"{row}\n" * count, locale)
        return lambda: list(figures_are_called(library))

    assert_linear(checking, 50)


@pytest.mark.parametrize("locale", LOCALES)
def test_code_with_an_indented_fence_hides_no_prose(locale: Locale) -> None:
    text = "```text\n    ```\n```\n\n281 million, 281 juta.\n\n```text\nx\n```\n"
    assert [p.where.line for p in figures_are_called(_library(text, locale))] == [10, 10]


def test_without_records_nothing_can_be_said() -> None:
    library = _library("There are 304 million migrants.", registry=Registry(readable=False))
    assert list(figures_are_called(library)) == []


def test_a_claim_that_cannot_be_read_is_about_nothing() -> None:
    words = Bilingual("over three times", "lebih dari tiga kali")
    claim = Claim(key="broken", holds="migrants.world[1800] > 3", text=words)
    registry = replace(registry_of("planted"), claims={"broken": claim})
    library = _library("Migrants are over three times as many.", registry=registry)
    assert [p.code for p in figures_are_called(library)] == ["N109"]
