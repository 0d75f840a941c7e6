"""Problems are told as text and as JSON, in both languages, and every code is explained."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest
import yaml

from macros.errors import KnowledgeError
from macros.messages import catalogue
from macros.model import LOCALES, Locale, Location, Problem, Severity
from macros.report.ci import as_github, as_sarif, as_summary
from macros.report.selection import MOST
from macros.report.text import as_json, as_text, explain, words_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TWICE = Problem(Location("facts.yml", 7, 3, 8), "F107", {"key": "value", "line": "5"})
SLIP = Problem(
    Location("docs/en/a.md", 2, 1), "P202", {"macro": "fcat", "near": "fact", "known": ""}
)
OLD = Problem(Location("facts.yml", 9), "F120", {"fact": "a.b", "review": "2021"}, Severity.WARNING)


def said(code: str, **values: str) -> tuple[str, str]:
    return words_of(Problem(Location(""), code, values), "en")


def test_words_are_filled_with_values() -> None:
    assert words_of(TWICE, "en") == (
        "`value` is there twice; the first one is on line 5.",
        "Keep one of them.",
    )
    assert words_of(TWICE, "id")[0] == "`value` tertulis dua kali; yang pertama di baris 5."


def test_a_hint_that_knows_more_comes_first() -> None:
    assert words_of(SLIP, "en")[1] == "Did you mean fact?"
    assert words_of(SLIP, "id")[1] == "Maksudnya fact?"
    assert said("P202", macro="x", near="", known="fact")[1] == "These exist: fact."
    assert (
        said("P202", macro="x", near="", known="")[1] == "Check the spelling of the macro's name."
    )


def test_values_that_are_words_are_told_in_the_language() -> None:
    values = {"nonsense": "units", "expression": "a + b > 1", "left": "people", "right": "1"}
    assert said("F117", **values)[0] == (
        "`a + b > 1` makes no sense: the units do not go together (people and no unit)."
    )
    assert words_of(Problem(Location(""), "F117", values), "id")[0] == (
        "`a + b > 1` tidak masuk akal: satuannya tidak cocok (people dan tanpa satuan)."
    )
    assert said("F110", expected="choice", choices="full, compact", got="")[0] == (
        "Expected one of full, compact, but found `(nothing)`."
    )
    assert said("P201", what="statement")[0] == "A page may not hold a statement (`{%`)."
    assert said("P201", what="unreadable", reason="got '{'")[0].endswith("be read (got '{').")


def test_a_value_stays_on_its_line_and_is_never_a_template() -> None:
    assert said("P209", claim="a\n::error::b\x1b[31m {key}")[0].startswith(
        "The claim `a ::error::b [31m {key}` has no words"
    )


def test_problems_as_text() -> None:
    lines = as_text((TWICE, SLIP, OLD), "en").splitlines()
    assert lines[0].startswith("facts.yml:7:3: error F107 `value` is there twice")
    assert lines[1] == "    Keep one of them."
    assert lines[4].startswith("facts.yml:9:1: warning F120 `a.b`")
    assert lines[6:] == ["2 errors, 1 warning in 2 files"]
    assert as_text((TWICE, SLIP, OLD), "id").splitlines()[6] == (
        "2 kesalahan, 1 peringatan di 2 berkas"
    )
    assert as_text((TWICE,), "id").startswith("facts.yml:7:3: kesalahan F107 ")


@pytest.mark.parametrize(
    ("problems", "summary"),
    [
        ((), "No problems found."),
        ((TWICE,), "1 error in 1 file"),
        ((OLD, OLD), "2 warnings in 1 file"),
        ((TWICE, OLD), "1 error, 1 warning in 1 file"),
    ],
)
def test_the_summary_counts(problems: tuple[Problem, ...], summary: str) -> None:
    assert as_text(problems, "en").splitlines()[-1] == summary


def test_json_is_for_people_too() -> None:
    accented = Problem(Location("a.md"), "P210", {"heading": "Précis"})
    assert "“Précis”" in as_json((accented,), "en")
    assert as_json((accented,), "en").count("\n") > 10


def test_nothing_wrong_is_said_in_both_languages() -> None:
    assert as_text((), "id") == "Tidak ada masalah."
    empty = {"problems": [], "summary": {"errors": 0, "warnings": 0, "files": 0}}
    assert json.loads(as_json((), "id")) == empty


def test_problems_as_json() -> None:
    told = json.loads(as_json((TWICE, OLD), "id"))
    assert told["summary"] == {"errors": 1, "warnings": 1, "files": 1}
    assert told["problems"][0] == {
        "path": "facts.yml",
        "line": 7,
        "column": 3,
        "end_column": 8,
        "code": "F107",
        "level": "error",
        "message": "`value` tertulis dua kali; yang pertama di baris 5.",
        "hint": "Pertahankan salah satunya.",
        "fix": None,
        "held_back": 0,
    }
    assert told["problems"][1]["level"] == "warning"
    assert told["problems"][1]["end_column"] is None


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_is_explained(locale: Locale) -> None:
    for code, entry in catalogue().codes.items():
        text = explain(code.lower(), locale)
        assert text.startswith(f"{code}: {entry.title[locale]}\n\n")
        fix, example = entry.fix[locale].splitlines(), entry.example.splitlines()
        for part in (entry.why[locale], *fix, *example):
            assert part in text


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    with pytest.raises(KnowledgeError) as caught:
        explain("F1O7", "en")
    assert caught.value.code == "P204"
    message, hint = words_of(caught.value.at(Location("")), "en")
    assert message == "There is no problem code `F1O7`."
    assert "F107" in hint


@pytest.mark.no_cover
@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="libyaml is not there")
def test_the_catalogue_is_read_quickly(python: Run) -> None:
    """In a process of its own, where nothing has been read."""
    code = (
        "from timeit import repeat; from macros.messages import catalogue;"
        "print(min(repeat(catalogue, catalogue.cache_clear, number=1, repeat=5)))"
    )
    assert float(python("-c", code).stdout) < 0.1, "seconds"


@pytest.mark.parametrize("write", [as_text, as_json, as_sarif, as_summary])
def test_of_many_problems_the_worst_are_told(write: Callable[..., str]) -> None:
    """A page of two hundred warnings: the one error at its end is among those told."""
    slips = [replace(OLD, where=Location("docs/en/a.md", line)) for line in range(1, 201)]
    told = write([*slips, replace(SLIP, where=Location("docs/en/a.md", 300)), TWICE], "en")
    assert told.count("F120") <= MOST + 1
    assert "P202" in told
    assert "F107" in told
    assert f"{201 - MOST} besides those above" in told


def test_a_path_cannot_begin_a_line() -> None:
    """A name with a line end is not taken for a command of the workflow, nor for a heading."""
    spoof = replace(SLIP, where=Location("docs/en/a\n::error title=x::b\n# c.md", 1))
    for locale in LOCALES:
        for write in (as_text, as_github, as_summary):
            lines = write([spoof], locale).splitlines()
            assert not any(line.startswith(("::error title", "# ")) for line in lines), write
