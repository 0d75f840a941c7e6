"""Family G, case by case: a page, and what is found on it.

A case has the text of a `page` in the language `lang` (en where it says nothing), with the usual
front matter where it brings none of its own, so that the text begins on line 6; `date` makes it a
page of that day. It is checked against the records of tests/glossary/cases. `call` is what the
first problem suggests. A good case has nothing of its own code.
"""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.facts.reader import read_facts
from macros.glossary.reader import read_glossary
from macros.library import Library
from macros.messages import codes
from macros.model import LOCALES, Locale, Page, Problem, Severity
from macros.report.text import words_of
from macros.rules.terms import terms_are_those_of_the_glossary
from tests.reading import read_page
from tests.rules.cases import cases_in

HERE = Path(__file__).parent
RECORDS = HERE.parent / "glossary" / "cases"
FOLDERS = sorted(path for path in HERE.iterdir() if path.name[0] == "G" and path.is_dir())
REGISTRY = read_facts((RECORDS / "facts.yml").read_text(encoding="utf-8"), "facts.yml")[0]
_GLOSSARY = (RECORDS / "glossary.yml").read_text(encoding="utf-8")
TERMS, _, WRONG = read_glossary(_GLOSSARY, "glossary.yml")
PIECES = [
    *("TKI", "imigran", "gelap", "perlindungan", "pekerja migran", "BP2MI", "KP2MI", "remittances"),
    *("UU ", "2017", " tentang ", "Law ", " on ", "istilah ", "dulu ", "diganti ", "(", ")", "*"),
    *(" ", "\u00a0", "\n", "\n\n", "|", '"', "“", "”", "'", "’", "-", ", ", ". ", "İ", "ß", "²"),
    *(
        "{{ name('agency') }}",
        "Forum of TKI Families",
        "Imigran Gelap dalam Hukum",
        "&nbsp;",
        "\x00",
    ),
]

Case = dict[str, Any]


def page_of(case: Case) -> Page:
    """The page of a case."""
    text, locale = case["page"], case.get("lang", "en")
    if not text.startswith("---\n"):
        day = f"date: {case['date']}" if "date" in case else "# no date"
        text = f"---\ntitle: T\ndescription: D.\n{day}\n---\n{text}"
    page, problems = read_page(text, f"docs/{locale}/page.md", locale, "page.md")
    assert page, problems
    return page


def found(case: Case) -> list[Problem]:
    """What is found on the page of a case."""
    page = page_of(case)
    library = Library(REGISTRY, TERMS, {page.locale: {page.key: page}}, date(2026, 11, 22))
    return list(terms_are_those_of_the_glossary(library))


def test_the_records_are_sound() -> None:
    assert WRONG == ()
    assert REGISTRY.readable
    assert not REGISTRY.broken


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "bad"))
def test_bad(code: str, case: Case) -> None:
    problems = found(case)
    told = [f"{p.where.line}:{p.where.column} {p.values['found']}" for p in problems]
    assert told == case["found"]
    for problem in problems:
        assert problem.code == code
        assert problem.level is (Severity.WARNING if code == "G103" else Severity.ERROR)
        assert all(all(words_of(problem, language)) for language in LOCALES)
    if "call" in case:
        assert problems[0].values["call"] == case["call"]


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "good"))
def test_good(code: str, case: Case) -> None:
    problems = found(case)
    assert [(str(p.where), dict(p.values)) for p in problems if p.code == code] == []


def test_every_code_has_its_cases() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(c for c in codes() if c[0] == "G")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(folder: Path) -> None:
    """The first problem of the code in its bad cases, as both languages tell it."""
    bad = yaml.safe_load((folder / "bad.yml").read_text(encoding="utf-8"))
    problem = next(p for case in bad for p in found(case) if p.code == folder.name)
    told = "".join(f"{text}\n" for locale in LOCALES for text in words_of(problem, locale))
    assert told == (folder / "message.txt").read_text(encoding="utf-8")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5)), st.sampled_from(LOCALES))
def test_any_text_can_be_checked(pieces: list[str], locale: Locale) -> None:
    text = "".join(pieces)
    page, _ = read_page(f"---\ntitle: T\ndescription: D.\n---\n{text}", "docs/x.md", locale, "x.md")
    assert page
    library = Library(REGISTRY, TERMS, {locale: {"x.md": page}}, date(2026, 11, 22))
    lines = text.count("\n") + 5
    for problem in terms_are_those_of_the_glossary(library):
        assert 1 <= problem.where.line <= lines
        assert all(all(words_of(problem, language)) for language in LOCALES)


@pytest.mark.parametrize(
    "unit",
    [
        "para TKI, imigran gelap ",
        "\"“‘'( TKI ",
        "UU 1/2004 tentang Perlindungan TKI dan ",
        "sosialisasi-",
        "UU X tentang AAAAAAAAAAAA TKI ",
        "imigran \u00a0 \u00a0 ",
        "BP2MI ",
    ],
)
def test_time_grows_as_the_text_does(unit: str) -> None:
    def taken(times: int) -> float:
        case = {"page": (unit * 20 + "\n\n") * (times // 20), "lang": "id"}
        page_of(case)
        begun = time.process_time()
        found(case)
        return time.process_time() - begun

    assert taken(2000) < 12 * taken(500) + 0.1
