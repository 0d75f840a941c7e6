"""The catalogue of messages is complete, and says no more than the code tells.

That each message gets its words, mypy proves: `errors.pyi` is made from the catalogue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import fields as structure
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import pytest

import macros
from macros.datafiles.validation import validate
from macros.datafiles.yaml_source import Document
from macros.messages import Words, catalogue, codes
from macros.model import (
    LOCALES,
    Claim,
    Edition,
    Fact,
    FactsFile,
    GlossaryFile,
    Group,
    Kind,
    Observation,
    PageMeta,
    Term,
    Unit,
    facts,
)
from macros.model.facts import BROKEN, KIND, KNOWN, SIGNED
from macros.report.text import words_of
from macros.site.profile import ModuleMeta
from tests.cases import load_yaml
from tests.conftest import Run

PACKAGE = Path(macros.__file__).parent
RAW: dict[str, dict[str, Any]] = {
    code: entry
    for path in sorted((PACKAGE / "messages").glob("*.yml"))
    for code, entry in load_yaml(path.read_text(encoding="utf-8")).get("codes", {}).items()
}
PARTS = {"title", "message", "hint", "why", "fix", "example"}
MODELS = (
    *(FactsFile, Group, Unit, Edition, facts.Source, Fact, Observation, Claim),
    *(GlossaryFile, Term, PageMeta, ModuleMeta),
)
SOURCE = re.sub(
    r"@rule\([^()]*\)", "", "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
)
"""All of the package without the codes that rules are registered with."""


def fields(template: str) -> set[str]:
    """The names of the values that a template needs."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def templates(code: str) -> dict[str, Words]:
    """What is filled with values: the message and the hints, each by the value that asks for it."""
    entry = catalogue().codes[code]
    return {"message": entry.message, "hint": entry.hint, **entry.hints}


@pytest.mark.parametrize("code", codes())
def test_every_code_has_everything_in_both_languages(code: str) -> None:
    raw = RAW[code]
    if "same" in raw:
        assert list(raw) == ["same"]
        assert raw["same"][1:] == code[1:]
        return
    assert set(raw) == PARTS | {key for key in raw if key.startswith("hint_")}
    assert "✗" in raw["example"]
    for part, words in raw.items():
        if part != "example":
            assert set(words) == set(LOCALES), part
            assert words["en"] != words["id"], part
            ends = "" if part == "title" else (".", "?")
            assert all(text.strip() and text.rstrip().endswith(ends) for text in words.values())


def test_the_languages_need_the_same_values() -> None:
    tables = [templates(code) for code in codes()]
    for table in (*tables, *catalogue().words.values(), catalogue().report):
        for text in table.values():
            indonesian = {name.removesuffix("_id") for name in fields(text["id"])}
            assert fields(text["en"]) == indonesian, text["en"]


def test_a_code_that_has_words_is_told_somewhere() -> None:
    """A model of a data file names only the number of its code."""
    for code in (code for code, entry in RAW.items() if "same" not in entry):
        assert f'"{code}"' in SOURCE or (code[0] == "F" and f'"{code[1:]}"' in SOURCE), code


def test_every_word_of_a_value_is_told_somewhere() -> None:
    known = catalogue()
    texts = (text for code in codes() for text in templates(code).values())
    named = {name for text in texts for name in fields(text["en"])}
    for name in named & known.words.keys() - known.open:
        assert [word for word in known.words[name] if f'"{word}"' not in SOURCE] == []


def test_problems_are_made_where_a_type_checker_sees_their_values() -> None:
    """A `Problem` is made by `errors`, of the refusals of pydantic, which know no codes, and again
    of what was kept."""
    made = {path.name for path in PACKAGE.rglob("*.py") if "Problem(" in path.read_text("utf-8")}
    assert made == {"errors.py", "kept_checks.py", "validation.py"}


WRONG = {
    'problem(HERE, "N999", figure="1")': "no such code",
    'problem(HERE, "N112")': "a value is missing",
    'problem(HERE, "N112", figure="1", fact="x")': "the words name no such value",
    'problem(HERE, "N112", figure=1)': "a value that is no text",
    'problem(HERE, "S108", unclear="twilight")': "a word that the catalogue does not have",
    'problem(HERE, "N113", figure="1", fact="x")': "a hint lacks a value",
    'KnowledgeError("K112")': "a value is missing",
    'KnowledgeError("F117", expression="1", nonsense="period")': "its words lack a value",
    'KnowledgeError("F" + "102")': "a code that is known only when it runs",
}
RIGHT = (
    'problem(HERE, "N112", figure="1")',
    'problem(HERE, "S108", Severity.WARNING, unclear="tag", cause=HERE)',
    'problem(HERE, "N113", figure="1", fact="x", call="y")',
    'problem(HERE, "P219" if HERE.line else "P220")',
    'KnowledgeError("K112", path="a")',
    'KnowledgeError("F117", expression="1", nonsense="period", fact="x")',
)


@pytest.mark.slow
def test_a_type_checker_proves_that_each_message_gets_its_words(
    tmp_path: Path, python: Run
) -> None:
    lines = [
        "from macros.errors import KnowledgeError, problem",
        "from macros.model import Location, Severity",
        'HERE = Location("a.md")',
        *RIGHT,
        *WRONG,
    ]
    (tmp_path / "calls.py").write_text("\n".join(lines), encoding="utf-8")
    told = python("-m", "mypy", str(tmp_path / "calls.py"))
    found = {int(line.split(":")[1]) for line in told.stdout.splitlines() if ": error: " in line}
    first = len(lines) - len(WRONG) + 1
    assert found == set(range(first, len(lines) + 1)), told.stdout


def test_every_kind_has_its_words() -> None:
    assert {kind.value for kind in Kind} <= set(catalogue().words["kind"])


@pytest.mark.parametrize("model", MODELS)
def test_every_refusal_of_a_data_file_has_its_words(model: Any) -> None:
    given: list[Any] = ["", "? ?", "1e9", [], [""], [{}], {}, {"en": "x"}]
    for wrong in given:
        _refused_in_words("F", model, wrong)
        _refused_in_words("P", model, wrong)


def _refused_in_words(family: Literal["F", "P"], model: Any, wrong: Any) -> None:
    document = Document("a file", family)
    context: dict[str, Any] = {KNOWN: defaultdict(dict), BROKEN: {}, KIND: None, SIGNED: False}
    keys = [field.name for field in structure(model) if field.name not in ("key", "where")]
    validate(document, (), model, {**dict.fromkeys(keys, wrong), "zz": wrong}, context)
    assert document.problems
    for problem in document.problems:
        if problem.code in codes():
            assert all(all(words_of(problem, locale)) for locale in LOCALES)
    refused = {p.values["expected"] for p in document.problems if p.code[1:] == "110"}
    assert refused <= set(catalogue().words["expected"])
