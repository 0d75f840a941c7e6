"""The term base: what a valid file is read as, and what every mistake is told as."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.glossary.reader import read_glossary
from macros.model import (
    LOCALES,
    AvoidedForm,
    Bilingual,
    Location,
    PartialDate,
    Problem,
    Severity,
    Term,
)
from macros.report.text import words_of

FOLDER = Path(__file__).parent / "cases"
BASE = (FOLDER / "base.yml").read_text(encoding="utf-8")


def _cases() -> list[Any]:
    text = (FOLDER / "refusals.yml").read_text(encoding="utf-8")
    cases = []
    for case in yaml.load(text, Loader=yaml.CBaseLoader):
        cases.append(pytest.param(case, id=case["case"]))
    return cases


def read(case: dict[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with the text of a case."""
    if "text" in case:
        return read_glossary(case["text"], "glossary.yml")[2]
    assert BASE.count(case["change"]) == 1
    return read_glossary(BASE.replace(case["change"], case["to"]), "glossary.yml")[2]


@pytest.mark.parametrize("case", _cases())
def test_mistake_is_told(case: dict[str, Any]) -> None:
    problems = read(case)
    ordered = sorted(problems, key=lambda p: (p.where.line, p.where.column, p.code))
    found = [{f"{p.where.line}:{p.where.column} {p.code}": said(p.values)} for p in ordered]
    wanted = (each for one in case["problems"] for each in one.items())
    assert found == [{place: said(values)} for place, values in wanted]
    for problem in problems:
        assert problem.where.path == "glossary.yml"
        assert problem.level is Severity.ERROR
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


def test_terms_in_the_order_of_the_file() -> None:
    terms, _, problems = read_glossary(BASE, "glossary.yml")
    assert problems == ()
    assert list(terms) == ["migrant", "refugee", "return", "2030-agenda"]
    assert all(term.key == key for key, term in terms.items())


def test_term_with_all_its_keys() -> None:
    terms, _, _ = read_glossary(BASE, "glossary.yml")
    assert terms["return"] == Term(
        key="return",
        en="assisted return",
        id="pemulangan berbantuan",
        definition=Bilingual("Help to go back.", "Bantuan untuk pulang."),
        basis="read",
        short=Bilingual("AVRR", "AVRR"),
        source=Bilingual("IOM Glossary (2019)", "Glosarium IOM (2019)"),
        also={"en": ("voluntary return",), "id": ("pengembalian", "pemulangan sukarela")},
        avoid={
            "en": (AvoidedForm("repatriation", Bilingual("Too broad.", "Terlalu luas.")),),
            "id": (
                AvoidedForm("repatriasi", Bilingual("Outdated.", "Usang."), PartialDate(2017)),
                AvoidedForm("deportasi", Bilingual("Wrong.", "Keliru."), PartialDate(2017, 11, 22)),
            ),
        },
        note=Bilingual("Mind the word.", "Perhatikan kata ini."),
        where=Location("glossary.yml", 15, 3, 9),
    )


def test_term_with_few_keys() -> None:
    terms, _, _ = read_glossary(BASE, "glossary.yml")
    assert terms["migrant"] == Term(
        key="migrant",
        en="migrant",
        id="migran",
        definition=Bilingual("A person who moves.", "Orang yang berpindah."),
        basis="own",
        see=("refugee", "migrant"),
        where=Location("glossary.yml", 2, 3, 10),
    )
    assert terms["2030-agenda"].short == Bilingual("Agenda", "Agenda")


def test_what_is_wrong_is_left_out_and_the_rest_stays() -> None:
    text = BASE.replace("basis: read", "basis: x")
    terms, broken, problems = read_glossary(text, "glossary.yml")
    assert broken == {"return": problems[0].where}
    assert [p.code for p in problems] == ["F110"]
    assert list(terms) == ["migrant", "refugee", "2030-agenda"]


def test_terms_are_read_beside_an_unknown_key() -> None:
    terms, _, problems = read_glossary("term: x\n" + BASE, "glossary.yml")
    assert [p.code for p in problems] == ["F108"]
    assert len(terms) == 4


def said(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a problem; that nothing alike is known need not be written in a case."""
    return {name: text for name, text in values.items() if text or name not in ("near", "known")}
