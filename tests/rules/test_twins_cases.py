"""Family T, case by case: two short pages, and what is found in them.

A case has the text of the page in each language (null where there is none), with the usual front
matter where it brings none of its own; `before`, its texts when they were last brought in line, if
others; or `lock`, the whole of twins.lock, null where there is no such file. A good case finds
nothing; `only` names the codes that it is about, where others are not the point.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.library import Library
from macros.messages import codes
from macros.model import LOCALES, Locale, Location, Page, Problem, Severity
from macros.project import open_project
from macros.report.text import words_of
from macros.rules.registry import RULES
from macros.translations.lock import SyncRecord, SyncRecords, read_records
from macros.translations.status import read_twins
from tests.reading import read_page
from tests.rules.cases import cases_in

HERE = Path(__file__).parent
OURS = [rule.check for rule in RULES if any(code[0] == "T" for code in rule.codes)]
FOLDERS = sorted(path for path in HERE.iterdir() if path.name[0] == "T" and path.is_dir())
BASE = open_project(HERE.parent / "site", date(2026, 11, 22)).library

Case = dict[str, Any]


def page(text: str, locale: Locale) -> Page | None:
    """The text as a page of this language."""
    if not text.startswith("---\n"):
        text = f"---\ntitle: T\ndescription: D.\n---\n{text}"
    return read_page(text, f"docs/{locale}/page.md", locale, "page.md")[0]


def read(texts: dict[str, str | None]) -> dict[Locale, dict[str, Page]]:
    """The page in both languages, as far as it can be read."""
    found = {loc: page(text, loc) for loc in LOCALES if (text := texts.get(loc)) is not None}
    return {loc: {"page.md": one} for loc, one in found.items() if one}


def records_of(pages: dict[Locale, dict[str, Page]]) -> SyncRecords:
    """The records of these pages as they are."""
    return {
        (twins.key, pair.anchor): SyncRecord(pair.en.state, pair.id.state)
        for twins in read_twins(pages, {})
        for pair in twins.pairs
        if pair.en and pair.id
    }


def locked(records: SyncRecords) -> str:
    """A lock file without its remarks."""
    lines = (f"{page}#{anchor} en:{r.en} id:{r.id}\n" for (page, anchor), r in records.items())
    return "# \n\n" + "".join(lines)


def found(case: Case) -> list[Problem]:
    """All of family T that is found in a case."""
    pages = read(case)
    text = case["lock"] if "lock" in case else locked(records_of(read(case.get("before", case))))
    records, problems = read_records(text, "twins.lock") if text is not None else (None, ())
    gone = {(loc, "page.md") for loc in LOCALES if case[loc] is not None and loc not in pages}
    unreadable = dict.fromkeys(gone, Location("page.md"))
    library: Library = replace(BASE, pages=pages, records=records, unreadable=unreadable)
    return [*(problem for rule in OURS for problem in rule(library)), *problems]


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "bad"))
def test_bad(code: str, case: Case) -> None:
    problems = found(case)
    told = sorted(f"{p.where} {p.code}" for p in problems)
    assert told == sorted(case["found"])
    assert code in {p.code for p in problems}
    for problem in problems:
        a_warning = problem.code.startswith("T2") and problem.code != "T205"
        assert problem.level is (Severity.WARNING if a_warning else Severity.ERROR)
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "good"))
def test_good(code: str, case: Case) -> None:
    told = [(str(p.where), p.code, dict(p.values)) for p in found(case)]
    assert [one for one in told if one[1] in case.get("only", [one[1]])] == []


def test_every_code_has_its_cases() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(c for c in codes() if c[0] == "T")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(folder: Path) -> None:
    """The first problem of the code in its bad cases, as both languages tell it."""
    bad = yaml.safe_load((folder / "bad.yml").read_text(encoding="utf-8"))
    problem = next(p for case in bad for p in found(case) if p.code == folder.name)
    told = "".join(f"{text}\n" for locale in LOCALES for text in words_of(problem, locale))
    assert told == (folder / "message.txt").read_text(encoding="utf-8")
