"""Families L and S, case by case: one page, or what lies around it, and what is found.

A case has the text of a `page` (with the usual front matter where it brings none of its own, so
that the text begins on line 5), which stands at `key` (page.md) of the small project, once in each
language; the paths in `found` are those of the English one. `pages` are further pages by their
keys, `files` further files with a size, their first bytes as `head`, or `link: true`; `texts` the
texts of files that are no pages. `settings`, `lock` and `redirects` are the files mkdocs.yml,
addresses.lock and redirects.yml. `repeat` makes a text long: its parts are joined, each so often.
LANG stands for the other language, HERE for the page's own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.addresses.lock import read_lock
from macros.addresses.menu import read_menu
from macros.addresses.redirects import read_redirects
from macros.library import Library
from macros.messages import codes
from macros.model import LOCALES, File, Locale, Location, Page, Problem, Severity, other_locale
from macros.project import open_project
from macros.report.text import words_of
from macros.rules.macro_calls import make_calls
from macros.rules.registry import RULES
from tests.reading import read_page

HERE = Path(__file__).parent
OURS = [rule.check for rule in RULES if any(code[0] in "LS" for code in rule.codes)]
FOLDERS = sorted(path for path in HERE.iterdir() if path.name[0] in "LS" and path.is_dir())
BASE = open_project(HERE.parent / "site", date(2026, 11, 22), "https://test.example/").library

HEAD = "---\ntitle: T\ndescription: D.\n---\n"

Case = dict[str, Any]


def cases(kind: str) -> list[Any]:
    """The cases of a kind, good or bad, of every code, in both languages."""
    return [
        pytest.param(folder.name, case, locale, id=f"{folder.name} {locale}: {case['name']}")
        for folder in FOLDERS
        for case in yaml.safe_load((folder / f"{kind}.yml").read_text(encoding="utf-8"))
        for locale in LOCALES
    ]


def text_of(given: Any) -> str:
    """A text as written, or one that is made long."""
    if isinstance(given, str):
        return given
    return "".join(part * int(times) for part, times in given["repeat"])


def library_of(case: Case, locale: Locale) -> tuple[Library, list[Problem]]:
    """The small project with what the case brings, and what its readers find."""
    texts = {key: text_of(text) for key, text in case.get("pages", {}).items()}
    if "page" in case:
        texts[case.get("key", "page.md")] = text_of(case["page"])
    pages: dict[Locale, dict[str, Page]] = {one: dict(BASE.pages[one]) for one in LOCALES}
    excess: list[Problem] = []
    files = dict(BASE.files)
    for key, written in texts.items():
        text = written.replace("LANG", other_locale(locale)).replace("HERE", locale)
        text = text if text.startswith("---\n") else f"{HEAD}{text}"
        path = f"docs/{locale}/{key}"
        page, told = read_page(text, path, locale, key)
        excess += [problem for problem in told if problem.code[0] in "LMS"]
        files[path] = File(path, len(text.encode()), text=text)
        if page:
            pages[locale][key] = page
    for key, file in case.get("files", {}).items():
        path = key.replace("docs/en/", f"docs/{locale}/")
        head = file.get("head", "").encode("latin-1")
        files[path] = File(path, file.get("size", 1), not file.get("link"), head=head)
    for path, text in case.get("texts", {}).items():
        files[path] = File(path, len(text), text=text)
    menu, wrong = read_menu(case.get("settings", ""), "mkdocs.yml")
    lock, damaged = read_lock(case.get("lock", ""), "addresses.lock")
    redirects, unfit = read_redirects(case.get("redirects", ""), "redirects.yml")
    library = replace(BASE, pages=pages, files=files, menu=menu, lock=lock, redirects=redirects)
    gone = {(locale, key): Location(f"docs/{locale}/{key}") for key in case.get("unreadable", ())}
    library = replace(library, unreadable=gone)
    return make_calls(library)[0], [*excess, *wrong, *damaged, *unfit]


def found(case: Case, locale: Locale = "en") -> list[Problem]:
    """All of the two families that is found in a case."""
    library, problems = library_of(case, locale)
    return [*problems, *(problem for rule in OURS for problem in rule(library))]


@pytest.mark.parametrize(("code", "case", "locale"), cases("bad"))
def test_bad(code: str, case: Case, locale: Locale) -> None:
    problems = found(case, locale)
    told = sorted({f"{p.where} {p.code}".replace(f"docs/{locale}/", "docs/en/") for p in problems})
    assert told == sorted(case["found"])
    assert code in {p.code for p in problems}
    for problem in problems:
        assert problem.level is Severity.ERROR
        assert all(all(words_of(problem, language)) for language in LOCALES)
    hints = " ".join(words_of(problem, "en")[1] for problem in problems)
    assert all(words in hints for words in case.get("hints", ()))


@pytest.mark.parametrize(("code", "case", "locale"), cases("good"))
def test_good(code: str, case: Case, locale: Locale) -> None:
    own = [p for p in found(case, locale) if p.cause is None]
    assert [(str(p.where), p.code, dict(p.values)) for p in own] == []


def test_every_code_has_its_cases() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(c for c in codes() if c[0] in "LS")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(folder: Path) -> None:
    """The first problem of the code in its bad cases, as both languages tell it."""
    bad = yaml.safe_load((folder / "bad.yml").read_text(encoding="utf-8"))
    problem = next(p for case in bad for p in found(case) if p.code == folder.name)
    told = "".join(f"{text}\n" for locale in LOCALES for text in words_of(problem, locale))
    assert told == (folder / "message.txt").read_text(encoding="utf-8")
