"""Problems for the code host and for other tools: what is shown, in which order, and escaped."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model import Location, Problem, Severity
from macros.report.ci import PER_LEVEL, as_github, as_sarif, as_summary, worst_first

VALUES = {"what": "term", "key": "migrnt", "near": "migrant"}


def problem(
    path: str = "docs/en/index.md",
    line: int = 5,
    code: str = "P204",
    level: Severity = Severity.ERROR,
) -> Problem:
    values = VALUES if code == "P204" else {"fact": "a.b", "key": "a.b", "review": "2026"}
    return Problem(Location(path, line, 40, 60), code, values, level)


def test_annotation_is_a_workflow_command() -> None:
    assert as_github([problem()], "en") == (
        "::error file=docs/en/index.md,line=5,col=40,endColumn=60,"
        "title=P204 Something is named that does not exist::There is no glossary term `migrnt`. "
        "Did you mean migrant?"
    )
    assert "Tidak ada istilah" in as_github([problem()], "id")


@pytest.mark.parametrize(
    ("path", "written"),
    [("docs/en/a,b.md", "docs/en/a%2Cb.md"), ("a:b.md", "a%3Ab.md"), ("50%.md", "50%25.md")],
)
def test_properties_are_escaped(path: str, written: str) -> None:
    """As `toCommandProperty` of the runner undoes it: a comma would begin another property."""
    assert f"file={written},line=" in as_github([problem(path)], "en")


@given(st.text(alphabet="\r\n%:,`x"))
def test_a_message_cannot_begin_another_command(key: str) -> None:
    told = as_github([Problem(Location("a.md"), "P204", {**VALUES, "key": key})], "en")
    assert len(told.splitlines()) == 1
    assert told.startswith("::error file=a.md,")


def test_only_what_the_host_shows_is_annotated() -> None:
    """Ten of each level a step: https://docs.github.com/actions, limits of annotations."""
    found = [problem(line=line, level=level) for level in Severity for line in range(1, 30)]
    lines = as_github(found, "en").splitlines()
    assert len(lines) == 2 * PER_LEVEL == 20
    assert [line.split()[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10


def test_worst_come_first() -> None:
    first, again = problem("b.md", 1), problem("b.md", 2)
    other, warning = problem("c.md", 9), problem("a.md", 1, level=Severity.WARNING)
    wanted = [first, other, again, warning]
    for order in permutations(wanted):
        assert worst_first(order) == wanted


def test_summary_lists_every_problem() -> None:
    found = [problem("b.md", line) for line in range(1, 40)] + [problem("a.md")]
    told = as_summary(found, "en")
    assert told.startswith("### a.md\n\n| | | |\n|---|---|---|\n| 5:40 | error P204 | There is no")
    assert told.count("| error P204 |") == 40
    assert told.index("### a.md") < told.index("### b.md")
    assert as_summary([], "id") == "Tidak ada masalah.\n"


def test_summary_is_one_row_a_problem() -> None:
    told = as_summary([Problem(Location("a.md"), "P204", {**VALUES, "key": "a|b\nc"})], "en")
    assert "`a\\|b c`" in told
    assert len(told.splitlines()) == 5


def test_sarif_names_rule_place_and_level() -> None:
    found = [problem(), problem(line=9, level=Severity.WARNING), Problem(Location("x.md"), "P102")]
    log = json.loads(as_sarif(found, "en"))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["P102", "P204"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first, second, last = run["results"]
    assert [first["level"], second["level"]] == ["error", "warning"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/en/index.md"}
    assert place["region"] == {"startLine": 5, "startColumn": 40, "endColumn": 60}
    assert "endColumn" not in last["locations"][0]["physicalLocation"]["region"]
    assert first["message"]["text"].endswith("Did you mean migrant?")


def test_sarif_without_problems() -> None:
    (run,) = json.loads(as_sarif([], "id"))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
