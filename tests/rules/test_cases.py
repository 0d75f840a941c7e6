"""Every code, case by case: a folder for each, with bad.yml, good.yml and message.txt.

A bad case names in `found` all that is found in it: a place, a code, and perhaps a value that the
problem tells. The path may be left out where the case has one page. Further keys hold of the first
problem: `call` is what it suggests, `fix` what `kb check --fix` writes (null for nothing). Words in
`says` stand in the English messages. A good case finds nothing; `only` names the codes that it is
about, where others are not the point. The small project, in which nothing is wrong, is the good
case of all codes of families F, P and K. What else a case may hold, `setups.py` says by family.

message.txt holds the message and the hint of the first problem of the code in its bad cases, in
both languages; it may go on with those of the next ones.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import macros.messages
from macros.messages import codes
from macros.model import LOCALES, Locale, Problem, Severity
from macros.report.text import words_of
from tests.cases import load_yaml
from tests.rules.setups import Case, found

HERE = Path(__file__).parent
MESSAGES = Path(macros.messages.__file__).parent
LINE = re.compile("(.*?[0-9]+:[0-9]+) ([A-Z][0-9]{3})(?: (.*))?")
FOLDERS = {code: HERE / code for code in codes() if (HERE / code).is_dir()}
WARNINGS = {
    *("F120", "F121", "F125", "F126", "G103", "G104"),
    *("T201", "T202", "T203", "T204", "T206"),
}
"""All other problems are errors."""
ELSEWHERE = {
    "S143": "needs two commits: test_maintained.py",
    "F123": "needs two commits: test_overwritten.py",
    **dict.fromkeys(
        ("F140", "F141", "F142", "F143", "F144", "F145", "F146"),
        "needs two commits: test_against_base.py",
    ),
    "S152": "is told of a whole project: test_report.py",
    **dict.fromkeys(("B130", "B131", "B132"), "needs a built site: test_built_figures.py"),
    "K108": "needs a machine without git: test_cli_commands.py",
    "K114": "needs a disk that cannot be written: test_target.py",
    **dict.fromkeys(("K120", "K124", "K125", "K126"), "needs a fault: tests/test_faults.py"),
    **dict.fromkeys(("K121", "K122", "K123"), "needs a site: tests/publish/test_revisions.py"),
    "K116": "needs a project without npm's packages: tests/course/test_lessons.py",
    **dict.fromkeys(("K135", "K136", "K137", "K138"), "needs git: test_before_deploy.py"),
    "K117": "needs a page that Typst cannot set: tests/course/test_pdf.py",
}
"""Codes that need another world than a case can hold, and where they have their test."""


def cases(code: str, kind: str) -> list[Case]:
    """The cases of a code, good or bad."""
    path = FOLDERS[code] / f"{kind}.yml"
    found: list[Case] = load_yaml(path.read_text(encoding="utf-8"))
    return found


def languages(code: str) -> tuple[Locale, ...]:
    """Some cases run once in each language."""
    return LOCALES if code[0] in "LSM" else LOCALES[:1]


def place(problem: Problem, case: Case, locale: Locale, short: bool) -> str:
    """Where a problem is, as cases write it: in the English page, or without a path."""
    if short:
        return f"{problem.where.line}:{problem.where.column}"
    return str(problem.where).replace(f"docs/{locale}/", "docs/en/")


def fits(wanted: str, problem: Problem, case: Case, locale: Locale) -> bool:
    """Whether a problem is the one that a line of `found` names."""
    split = LINE.fullmatch(wanted)
    assert split, wanted
    at, code, value = split.groups()
    where = place(problem, case, locale, short=at[0].isdigit())
    told = value is None or value in problem.values.values()
    return told and (at, code) == (where, problem.code)


@pytest.mark.parametrize("code", FOLDERS)
def test_bad(code: str, tmp_path: Path) -> None:
    """What is found in the bad cases of a code, and the words of the first ones."""
    wanted = (FOLDERS[code] / "message.txt").read_text(encoding="utf-8")
    told = ""
    for number, case in enumerate(cases(code, "bad")):
        for locale in languages(code):
            folder = tmp_path / f"{number}{locale}" / "project"
            problems = found(code, case, locale, folder)
            assert_as_written(code, case, locale, problems)
            if locale == "en" and len(told) < len(wanted):
                told += message_of(code, problems).replace(str(folder.parent), "…")
    assert wanted
    assert told == wanted


def assert_as_written(code: str, case: Case, locale: Locale, problems: list[Problem]) -> None:
    """That just that was found which a bad case names."""
    told = {f"{place(p, case, locale, short=False)} {p.code} {dict(p.values)}" for p in problems}
    told |= {f"in the case {case['name']!r} ({locale})"}
    for wanted in case["found"]:
        assert any(fits(wanted, p, case, locale) for p in problems), (wanted, told)
    for problem in problems:
        assert any(fits(wanted, problem, case, locale) for wanted in case["found"]), told
    assert code in {problem.code for problem in problems}, told
    for problem in problems:
        assert (problem.level is Severity.WARNING) is (problem.code in WARNINGS), told
        assert all(all(words_of(problem, language)) for language in LOCALES), told
    words = " ".join(" ".join(words_of(problem, "en")) for problem in problems)
    assert all(one in words for one in case.get("says", ())), told
    if "call" in case:
        assert problems[0].values["call"] == case["call"], told
    if "fix" in case:
        assert (problems[0].fix.text if problems[0].fix else None) == case["fix"], told


def message_of(code: str, problems: list[Problem]) -> str:
    """Message and hint of the first problem of a code, in both languages, without what follows."""
    problem = next((replace(p, consequences=()) for p in problems if p.code == code), None)
    texts = (text for locale in LOCALES for text in words_of(problem, locale)) if problem else ()
    return "".join(f"{text}\n" for text in texts)


@pytest.mark.parametrize("code", [c for c in FOLDERS if (FOLDERS[c] / "good.yml").exists()])
def test_good(code: str, tmp_path: Path) -> None:
    for number, case in enumerate(cases(code, "good")):
        for locale in languages(code):
            problems = found(code, case, locale, tmp_path / f"{number}{locale}" / "project")
            told = [(str(p.where), p.code, dict(p.values)) for p in problems if p.cause is None]
            told = [one for one in told if one[1] in case.get("only", [one[1]])]
            assert told == [], (case["name"], locale)


def test_every_code_has_its_cases() -> None:
    """Some codes of pages take their words, and hence their cases, from those of data files."""
    words = (load_yaml(path.read_text(encoding="utf-8")) for path in MESSAGES.glob("*.yml"))
    entries = {code: entry for file in words for code, entry in file.get("codes", {}).items()}
    assert sorted(entries) == sorted(codes())
    own = {code for code, entry in entries.items() if "same" not in entry}
    assert own <= {*FOLDERS, *ELSEWHERE}
    assert FOLDERS.keys().isdisjoint(ELSEWHERE)
    assert {path.parent.name for path in HERE.glob("*/bad.yml")} == set(FOLDERS)
