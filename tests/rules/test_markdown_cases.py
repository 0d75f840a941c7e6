"""Family M, case by case: the body of a page, and what is found in it.

The text begins on line 5, below the usual front matter, unless the case brings a front matter of
its own. Each case is read in both languages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.messages import codes
from macros.model import LOCALES, Locale, Problem, Severity
from macros.report.text import words_of
from macros.rules.built import check_built
from macros.rules.markdown import left_on_purpose, pages_come_out_as_meant
from tests.rules.cases import cases_in
from tests.rules.test_links_and_safety_cases import library_of

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.name[0] == "M" and path.is_dir())

Case = dict[str, Any]


def found(case: Case, locale: Locale = "en") -> list[Problem]:
    """What the rule finds on the page of a case."""
    library, told = library_of(case, locale)
    problems = (*(p for p in told if p.code[0] == "M"), *pages_come_out_as_meant(library))
    return [problem for problem in problems if problem.where.path.endswith("/page.md")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "bad"))
def test_bad(code: str, case: Case, locale: Locale) -> None:
    problems = found(case, locale)
    told = [
        f"{p.where.line}:{p.where.column} {p.code} {p.values.get('cure', '')}" for p in problems
    ]
    assert [one.strip() for one in told] == case["found"]
    assert code in {problem.code for problem in problems}
    for problem in problems:
        assert problem.level is Severity.ERROR
        for language in LOCALES:
            assert all(words_of(problem, language))
            assert "{" not in words_of(problem, language)[1].replace("{: #id }", "")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "good"))
def test_good(code: str, case: Case, locale: Locale) -> None:
    assert [(str(p.where), p.code, dict(p.values)) for p in found(case, locale)] == []


def test_every_code_has_its_cases() -> None:
    assert [folder.name for folder in FOLDERS] == [c for c in sorted(codes()) if c[0] == "M"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(folder: Path) -> None:
    """The first problem of the code in its bad cases, as both languages tell it."""
    bad = yaml.safe_load((folder / "bad.yml").read_text(encoding="utf-8"))
    problem = next(p for case in bad for p in found(case) if p.code == folder.name)
    told = "".join(f"{text}\n" for locale in LOCALES for text in words_of(problem, locale))
    assert told == (folder / "message.txt").read_text(encoding="utf-8")


def test_what_is_escaped_is_left_on_purpose() -> None:
    library, _ = library_of(
        {"page": "\\*so\\* and &ast;\\*this\\*\\*\n\n1\\. May\n\n**b** c** d"}, "en"
    )
    marks = list(left_on_purpose(library.pages["en"]["page.md"]))
    assert marks == ["*so*", "**this**", "1."]


def test_what_is_escaped_may_show_on_the_built_page() -> None:
    html = "<html><body><article><p>*so* {}</p></article></body></html>"
    library, _ = library_of({"page": "\\*so\\*"}, "en")
    for text, codes_found in (("", []), ("**not", ["B114"])):
        path = "en/page/index.html"
        site = BuiltSite("site", {path: read_built(html.format(text), path, "site")}, frozenset())
        told = [p.code for p in check_built(site, lambda: library) if p.code == "B114"]
        assert told == codes_found
    assert "B114" in [p.code for p in check_built(site)]
