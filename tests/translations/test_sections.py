"""A page section by section: its parts, its prose, and the state of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.markdown.calls import Places
from macros.model import Page
from macros.translations.sections import Section, read_sections
from tests.cases import load_yaml
from tests.reading import read_page

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parent / "cases" / "parts.yml").read_text(encoding="utf-8")
)
MODULE = """---
title: With {{ fact("a.b") }} of 3
description: "{{ term('c') }} 4"
module:
  number: 1
  minutes: 90
  objectives: [1]
  targets: ["10.7"]
  prerequisites: []
  outcomes: [Explain 5 rules]
  questions: [Why?, "How {{ fact('d') }}?"]
---
Lead.

## Outcomes {: #outcomes }

{{ module_outcomes() }}

### More {: #more }

## No id

## Again {: #more }
"""


def read(text: str) -> Page:
    page, _ = read_page(text, "docs/en/page.md", "en", "page.md")
    assert page is not None
    return page


def lead(text: str) -> tuple[Page, Section]:
    """A page with this text alone, and its only section."""
    page = read(f"---\ntitle: T\ndescription: D\n---\n{text}")
    (section,) = read_sections(page)
    return page, section


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_parts(case: dict[str, Any]) -> None:
    page, section = lead(case["text"])
    places = Places(page.body, "", 1)
    told = []
    for part in section.parts:
        where = places.where(part.at)
        told.append(f"{where.line}:{where.column} {part.kind} {part.detail}")
    assert told == case["parts"]
    if "prose" in case:
        assert section.words == f"T D {case['prose']}"


def test_sections_of_a_page() -> None:
    """The front matter belongs to the lead, its lists to the section that prints them."""
    told = [
        (s.anchor, s.line, s.words, [(p.kind, p.detail, p.at < 0) for p in s.parts])
        for s in read_sections(read(MODULE))
    ]
    assert told == [
        (
            "",
            1,
            "With {fact:a.b} of 3 {term:c} 4 Why? How {fact:d}? Lead.",
            [("number", "3", True), ("number", "4", True)],
        ),
        (
            "outcomes",
            15,
            "Explain 5 rules Outcomes {module_outcomes:}",
            [("number", "5", True)],
        ),
        ("more", 19, "More No id Again", []),
    ]


def test_calls_of_each_section() -> None:
    called = [[call.name for call in section.calls] for section in read_sections(read(MODULE))]
    assert called == [["fact", "term"], ["module_outcomes"], []]


def test_states_are_those_of_the_file_on_record() -> None:
    """Whoever changes how a state is made changes every line of every twins.lock."""
    text = 'A *long* text, with [a link](b.md "its title") and {{ fact("a.b", period="2020") }}.\n'
    page = read(f"---\ntitle: T\ndescription: D\n---\n{text}\n## Ä {{: #a }}\n\n- {{{{ b() }}}}\n")
    sections = read_sections(page)
    assert sections[0].words == 'T D A long text, with a link "its title" and {fact:a.b}.'
    assert [section.state for section in sections] == ["f85abc891a37", "7d8a1a6d7a4c"]
