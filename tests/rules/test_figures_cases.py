"""Families N and A, case by case: a page, and what is found on it.

A case has the text of a `page` in the language `lang` (en where it says nothing), with the usual
front matter where it brings none of its own, so that the text begins on line 6; `date` makes it a
page of that day. It is checked against the records of tests/planted. `call` and `fix` are what the
first problem suggests and what `--fix` would write. `data` is a YAML text to look for allowances
in, in place of a page.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.facts.reader import read_facts
from macros.library import Library
from macros.messages import codes
from macros.model import LOCALES, Bilingual, Claim, Locale, Page, Problem, Severity
from macros.report.text import words_of
from macros.rules.figures.rule import figures_are_called
from macros.rules.suppressions import allow
from tests.reading import read_page
from tests.rules.cases import cases_in

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.name[0] in "NA" and path.is_dir())
FACTS = HERE.parent / "planted" / "facts.yml"
REGISTRY, _ = read_facts(FACTS.read_text(encoding="utf-8"), "facts.yml")

Case = dict[str, Any]


def page_of(case: Case, locale: Locale) -> Page:
    """The page of a case."""
    text = case.get("page", "")
    if not text.startswith("---\n"):
        day = f"date: {case['date']}" if "date" in case else "# no date"
        text = f"---\ntitle: T\ndescription: D.\n{day}\n---\n{text}"
    page, problems = read_page(text, f"docs/{locale}/page.md", locale, "page.md")
    assert page, problems
    return page


def found(case: Case) -> list[Problem]:
    """What is found on the page of a case, and not allowed there."""
    locale: Locale = case.get("lang", "en")
    page = page_of(case, locale)
    library = Library(REGISTRY, {}, {locale: {page.key: page}}, date(2026, 11, 22))
    data = {"facts.yml": case["data"]} if "data" in case else {}
    return allow(figures_are_called(library), [page], data, codes)


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "bad"))
def test_bad(code: str, case: Case) -> None:
    problems = found(case)
    assert [f"{p.where.line}:{p.where.column} {p.code}" for p in problems] == case["found"]
    assert code in {p.code for p in problems}
    for problem in problems:
        assert problem.level is Severity.ERROR
        assert all(all(words_of(problem, language)) for language in LOCALES)
    if "call" in case:
        assert problems[0].values["call"] == case["call"]
    if "fix" in case:
        assert (problems[0].fix.text if problems[0].fix else None) == case["fix"]


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "good"))
def test_good(code: str, case: Case) -> None:
    assert [(str(p.where), p.code, dict(p.values)) for p in found(case)] == []


def test_every_code_has_its_cases() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(c for c in codes() if c[0] in "NA")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(folder: Path) -> None:
    """The first problem of the code in its bad cases, as both languages tell it."""
    bad = yaml.safe_load((folder / "bad.yml").read_text(encoding="utf-8"))
    problem = next(p for case in bad for p in found(case) if p.code == folder.name)
    told = "".join(f"{text}\n" for locale in LOCALES for text in words_of(problem, locale))
    assert told == (folder / "message.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "row", ["| 0–4 | a |", "| 7 |", "| aged 5 | 0–4 |", "281. million", "1. million 5 people"]
)
def test_time_is_linear_in_rows(row: str, locale: Locale) -> None:
    times = []
    for count in (100, 800):
        page = page_of({"page": "| Age | 5–9 |\n|---|---|\n" + f"{row}\n" * count}, locale)
        library = Library(REGISTRY, {}, {locale: {page.key: page}}, date(2026, 11, 22))
        started = time.process_time()
        list(figures_are_called(library))
        times.append(time.process_time() - started)
    assert times[1] < 24 * times[0] + 0.3


@pytest.mark.parametrize("locale", LOCALES)
def test_code_with_an_indented_fence_hides_no_prose(locale: Locale) -> None:
    text = "```text\n    ```\n```\n\n281 million, 281 juta.\n\n```text\nx\n```\n"
    page = page_of({"page": text}, locale)
    library = Library(REGISTRY, {}, {locale: {page.key: page}}, date(2026, 11, 22))
    assert [p.where.line for p in figures_are_called(library)] == [10, 10]


def test_without_records_nothing_can_be_said() -> None:
    page = page_of({"page": "There are 304 million migrants."}, "en")
    registry = type(REGISTRY)(readable=False)
    library = Library(registry, {}, {"en": {page.key: page}}, date(2026, 11, 22))
    assert list(figures_are_called(library)) == []


def test_a_claim_that_cannot_be_read_is_about_nothing() -> None:
    words = Bilingual("over three times", "lebih dari tiga kali")
    claim = Claim(key="broken", holds="migrants.world[1800] > 3", text=words)
    registry = replace(REGISTRY, claims={"broken": claim})
    page = page_of({"page": "Migrants are over three times as many."}, "en")
    library = Library(registry, {}, {"en": {page.key: page}}, date(2026, 11, 22))
    assert [p.code for p in figures_are_called(library)] == ["N109"]
