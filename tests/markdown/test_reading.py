"""A page: front matter, headings and calls as written, and every mistake at its exact place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.model import LOCALES, Heading, Location, Page, Problem, Severity
from macros.report.text import words_of
from macros.site.profile import ModuleMeta
from macros.site_profile import profile
from tests.reading import read_page

FRONT_MATTER: Any = profile().front_matter

FOLDER = Path(__file__).parent / "cases"
BASE = (FOLDER / "base.md").read_text(encoding="utf-8")
PATH = "docs/en/page.md"


def _cases() -> list[Any]:
    text = (FOLDER / "refusals.yml").read_text(encoding="utf-8")
    cases = []
    for case in yaml.load(text, Loader=yaml.CBaseLoader):
        cases.append(pytest.param(case, id=case["case"]))
    return cases


def read(text: str) -> tuple[Page | None, tuple[Problem, ...]]:
    return read_page(text, PATH, "en", "page.md")


def sound(text: str) -> Page:
    """The page of a text that nothing is wrong with."""
    page, problems = read(text)
    assert problems == ()
    assert page is not None
    return page


def body(text: str) -> str:
    """A page with this text below its front matter, which ends on line 4."""
    return f"---\ntitle: x\ndescription: y\n---\n{text}"


@pytest.mark.parametrize("case", _cases())
def test_mistake_is_told(case: dict[str, Any]) -> None:
    if "text" not in case:
        assert BASE.count(case["change"]) == 1
    text = case.get("text", BASE.replace(case.get("change", ""), case.get("to", "")))
    _, problems = read(text)
    ordered = sorted(problems, key=lambda p: (p.where.line, p.where.column, p.code))
    found = [{f"{p.where.line}:{p.where.column} {p.code}": said(p.values)} for p in ordered]
    wanted = (each for one in case["problems"] for each in one.items())
    assert found == [{place: said(values)} for place, values in wanted]
    for problem in problems:
        assert problem.where.path == PATH
        assert problem.level is Severity.ERROR
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


def test_page_with_everything() -> None:
    page = sound(BASE)
    assert (page.key, page.locale, page.path) == ("page.md", "en", PATH)
    assert page.meta == FRONT_MATTER(
        title='Module {{ fact("module.number", form="words") }}',
        description='About {{ name("iom", form="short") }}.',
        date=date(2022, 10, 28),
        source="report",
        module=ModuleMeta(
            number=3,
            minutes=90,
            objectives=(19, 20),
            targets=("10.7", "10.c"),
            prerequisites=(),
            outcomes=("Know", "Understand"),
            questions=("Why?",),
        ),
    )


def test_page_with_little() -> None:
    page = sound(body(""))
    assert page.meta == FRONT_MATTER("x", "y", None, "", None)
    assert (page.calls, page.headings, page.body, page.body_line) == ((), (), "", 5)


def test_calls_of_title_and_description_come_first_and_stand_at_their_keys() -> None:
    calls = sound(BASE).calls
    assert [(call.name, str(call.where)) for call in calls] == [
        ("fact", f"{PATH}:2:1"),
        ("name", f"{PATH}:3:1"),
        ("module_box", f"{PATH}:16:1"),
        ("fact", f"{PATH}:20:11"),
        ("fact", f"{PATH}:20:44"),
    ]
    assert calls[0].where == Location(PATH, 2, 1, 6)
    assert (calls[0].arguments, dict(calls[0].keywords)) == (("module.number",), {"form": "words"})
    assert (calls[0].start, calls[0].end) == (7, 48)
    assert (calls[4].arguments, dict(calls[4].keywords)) == (
        ("migrants.share",),
        {"period": "2020"},
    )


def test_offsets_of_the_body_cut_the_calls_out_of_it() -> None:
    page = sound(BASE)
    assert [page.body[call.start : call.end] for call in page.calls[2:]] == [
        "{{ module_box() }}",
        '{{ fact("migrants.world") }}',
        '{{ fact("migrants.share",\n  period="2020") }}',
    ]
    lines = BASE.split("\n")
    assert page.body == "\n".join(lines[page.body_line - 1 :])
    assert page.body_line == 15


def test_headings() -> None:
    assert sound(BASE).headings == (
        Heading(2, "First section", "first", Location(PATH, 18)),
        Heading(3, "Below it", "below", Location(PATH, 27)),
    )


@pytest.mark.parametrize(
    ("line", "level", "text", "anchor"),
    [
        ("## A {: #a }", 2, "A", "a"),
        ("##  A  {:#a}  ", 2, "A", "a"),
        ("##\tA\t{: #a-b_c.9 }\t", 2, "A", "a-b_c.9"),
        ('### {{ fact("x") }} years {: #years }', 3, '{{ fact("x") }} years', "years"),
        ("###### A # B {: #a }", 6, "A # B", "a"),
    ],
)
def test_heading(line: str, level: int, text: str, anchor: str) -> None:
    above = "".join(f"{'#' * n} H {{: #h{n} }}\n" for n in range(2, level))
    read = sound(body(above + line)).headings
    assert read[-1] == Heading(level, text, anchor, Location(PATH, 3 + level))


def test_headings_that_are_refused_are_headings_still() -> None:
    page, problems = read(body("# A\n## B\nC\n===\nD\n---"))
    assert page is not None
    assert [(h.level, h.text) for h in page.headings] == [(1, "A"), (2, "B"), (1, "C"), (2, "D")]
    assert [p.code for p in problems] == ["P211", "P210", "P211", "P210"]


def test_calls_of_a_page_without_front_matter_are_checked_too() -> None:
    page, problems = read("Text {{ x.y }}\n")
    assert page is None
    assert [(str(p.where), p.code) for p in problems] == [
        (f"{PATH}:1:1", "P102"),
        (f"{PATH}:1:6", "P201"),
    ]


def test_all_problems_are_told() -> None:
    text = body("# A\n{% if %}\n## B\n\ue000").replace("title: x", "title: x\nx: y\ndate: z")
    page, problems = read(text)
    assert page is None  # what the front matter says cannot be used
    assert [(p.where.line, p.code) for p in problems] == [
        (8, "P201"),
        (10, "P213"),
        (4, "P110"),
        (3, "P108"),
    ]


def test_page_is_read_in_spite_of_a_key_that_stands_twice() -> None:
    page, problems = read(body("Text.").replace("title: x", "title: w\ntitle: x"))
    assert [p.code for p in problems] == ["P107"]
    assert page is not None
    assert page.meta.title == "x"


def test_page_of_the_other_language() -> None:
    page, _ = read_page(body(""), "docs/id/x/y.md", "id", "x/y.md")
    assert page is not None
    assert (page.locale, page.key, page.path) == ("id", "x/y.md", "docs/id/x/y.md")


@pytest.mark.parametrize(
    "text",
    [
        body("").replace("title: x", r'title: "\ue000"'),
        body('{{ term("\\ue000") }}'),
    ],
)
def test_reserved_characters_in_disguise_are_refused(text: str) -> None:
    _, problems = read(text)
    assert [p.code for p in problems] == ["P213"]


def test_title_with_a_line_end_in_disguise() -> None:
    _, problems = read(body("").replace("title: x", r'title: "{{ x() }}\rx"'))
    assert [(str(p.where), p.code) for p in problems] == [("docs/en/page.md:2:1", "P110")]
    assert problems[0].values["near"] == "{{ x() }} x"


def said(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a problem; that nothing alike is known need not be written in a case."""
    return {name: text for name, text in values.items() if text or name not in ("near", "known")}
