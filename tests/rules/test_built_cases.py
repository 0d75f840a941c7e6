"""Family B, case by case: a small finished site with one thing changed, and what is found.

`change` replaces a text in files of the site (`old` and `new`, by path), `files` adds or replaces
whole ones; a file whose text is null goes. The site is `BUILT/`: a page in both languages below a
home page each, a page for addresses that lead nowhere, and a style sheet.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.loading import open_built
from macros.messages import codes
from macros.model import LOCALES, Problem, Severity
from macros.report.text import words_of
from macros.rules.built import check_built
from tests.rules.cases import cases_in

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.name[0] == "B" and path.name[1].isdigit())
TEXTS = {
    path.relative_to(HERE / "BUILT").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((HERE / "BUILT").rglob("*"))
    if path.is_file()
}

Case = dict[str, Any]


def site_of(case: Case) -> BuiltSite:
    """The site of a case, as if read from a folder."""
    texts: dict[str, str | None] = {**TEXTS, **case.get("files", {})}
    for path, change in case.get("change", {}).items():
        text = texts[path] or ""
        assert change["old"] in text, path
        texts[path] = text.replace(change["old"], change["new"])
    there = {path: text for path, text in texts.items() if text is not None}
    pages = {p: read_built(t, p, "site") for p, t in there.items() if p.endswith(".html")}
    styles = {path: text for path, text in there.items() if path.endswith(".css")}
    return BuiltSite("site", pages, frozenset(there), styles, tuple(case.get("unreadable", ())))


def found(case: Case) -> list[Problem]:
    """What is found in the site of a case."""
    return check_built(site_of(case))


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "bad"))
def test_bad(code: str, case: Case) -> None:
    problems = found(case)
    assert [f"{p.where} {p.code}" for p in problems] == case["found"]
    assert code in {p.code for p in problems}
    for problem in problems:
        assert problem.level is Severity.ERROR
        assert all(all(words_of(problem, locale)) for locale in LOCALES)
    told = " ".join(" ".join(words_of(problem, "en")) for problem in problems)
    assert all(words in told for words in case.get("says", ()))


@pytest.mark.parametrize(("code", "case"), cases_in(FOLDERS, "good"))
def test_good(code: str, case: Case) -> None:
    assert [(str(p.where), p.code, dict(p.values)) for p in found(case)] == []


def test_every_code_has_its_cases() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(c for c in codes() if c[0] == "B")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_message(folder: Path) -> None:
    """The first problem of the code in its bad cases, as both languages tell it."""
    bad = yaml.safe_load((folder / "bad.yml").read_text(encoding="utf-8"))
    problem = next(p for case in bad for p in found(case) if p.code == folder.name)
    told = "".join(f"{text}\n" for locale in LOCALES for text in words_of(problem, locale))
    assert told == (folder / "message.txt").read_text(encoding="utf-8")


def test_site_is_read_from_its_folder(tmp_path: Path) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "broken.html").write_bytes(b"\xff\xfe")
    (tmp_path / "linked.html").symlink_to(tmp_path / "index.html")
    site = open_built(tmp_path)
    assert site.pages == {
        path: read_built(t, path, "site") for path, t in TEXTS.items() if path[-1] == "l"
    }
    assert site.files == {*TEXTS, "broken.html"}
    assert site.styles == {path: text for path, text in TEXTS.items() if path.endswith(".css")}
    assert site.unreadable == ("broken.html",)
    assert site.address == "https://test.example/"


def test_folder_that_is_no_site(tmp_path: Path) -> None:
    assert [p.code for p in check_built(open_built(tmp_path / "nowhere"))] == ["B113"]
