"""The visible text of a page: what a reader sees, and where each character stands in the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.markdown.plain_text import OBJECT, PageText, page_text
from macros.model import Location, Page
from tests.cases import load_yaml
from tests.reading import read_page

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parent / "cases" / "visible.yml").read_text(encoding="utf-8")
)
PATH = "docs/en/page.md"
PIECES = [
    *("", " ", "\n", "\n\n", "\t", "    ", "- ", "1. ", "5,149", "281 million", "|", "|---|---|"),
    *("**", "*", "_", "__", "`", "```", "~~~", "[", "](", ")", "![", "]", "[^1]", "[^1]: ", "]: "),
    *("<b>", "</b>", "<p>", "<", ">", "<!--", "-->", "<code>", "</code>", "<a title='x'>", '"'),
    *("&nbsp;", "&", ";", "\\", "{", "}", "{{", "}}", '{{ fact("a") }}', "{: #x }", "# ", "!!! "),
    *("=== ", "---", "===", "https://x.y", "@", ":", "\u200b", "\u00a0", "é", "𐀀", "'", "''"),
]
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)
PROFILE = settings(max_examples=200, deadline=None, derandomize=True)


def page_of(body: str, title: str = "x") -> Page:
    """A page with this body, which begins on line 5, and this title as YAML."""
    page, _ = read_page(f"---\ntitle: {title}\ndescription: y\n---\n{body}", PATH, "en", "page.md")
    assert page is not None
    return page


def blocks(seen: PageText) -> list[str]:
    """The blocks, each with its kind."""
    return [f"{b.kind}: {seen.text[b.start : b.end]}" for b in seen.blocks]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_what_is_seen(case: dict[str, Any]) -> None:
    long = "x" * 201
    seen = page_text(page_of(case["text"].replace("{long}", long)))
    expected = [block.replace("{long}", long) for block in case["blocks"]]
    found = [b.replace(OBJECT, "□").replace("\u00a0", "~") for b in blocks(seen)]
    assert found == ["title: x", "description: y", *expected]
    check_places(seen)


def check_places(seen: PageText) -> None:
    """Each character that is written as it is seen stands where it is said to stand."""
    lines = seen.source.split("\n")
    for at, character in enumerate(seen.text):
        where = seen.where(at, at + 1)
        start, end = seen.span(at, at + 1)
        assert 0 <= start <= end <= len(seen.source)
        assert where.path == PATH
        line = lines[where.line - 1]
        if end == start + 1 and character not in "\n^\ufffd\ufffc" and not character.isspace():
            assert line[where.column - 1].lower() in (character.lower(), "<"), (at, character)
    for offset, call in seen.calls.items():
        assert seen.text[offset] == OBJECT
        assert seen.where(offset, offset + 1) == call.where


def test_blocks_and_cells_are_kept_apart() -> None:
    seen = page_text(page_of("A\n\n| B | C |\n|---|---|\n| D | ![e](f) |\n| G | |\n\nH |"))
    assert seen.text == "x\n\ny\n\nA\n\nB\n|\nC\n\nD\n|\n\ufffc\n\ne\n\nG\n\nH |"
    cells = [(b.table, b.row, b.column) for b in seen.blocks if b.kind == "cell"]
    assert cells == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (0, 2, 0)]


def test_places_of_front_matter() -> None:
    title = "'It''s {{ fact(\"a\") }} of 281&nbsp;million'"
    seen = page_text(page_of("Body", title))
    assert seen.text.startswith(f"It's {OBJECT} of 281\u00a0million\n\n")
    at = seen.text.index("281")
    assert seen.where(at, at + 11) == Location(PATH, 2, 34, 50)
    assert [str(call.where) for call in seen.calls.values()] == [f"{PATH}:2:15"]
    check_places(seen)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"a \\"b\\" \\u00e9 \\x41 \\U0001F600\\_c"', 'a "b" é A 😀\u00a0c'),
        ('"one \\\n  two\n  three"', "one two three"),
        ('>-\n  folded\n  {{ fact("a") }} text', f"folded {OBJECT} text"),
        ("|\n  kept", "kept"),
        ("plain ''\n  over \\ lines", "plain '' over \\ lines"),
        ("a {{ b &shy;c", "a {{ b c"),
        ("'{{ fact(\"a\") }} {{ x }}'", f"{OBJECT} {{{{ x }}}}"),
        ('"\\{{ fact("', "\\{{ fact("),
    ],
)
def test_texts_of_the_front_matter(written: str, shown: str) -> None:
    page, _ = read_page(f"---\ntitle: {written}\ndescription: y\n---\n", PATH, "en", "page.md")
    if page is None:
        assert written.startswith('"\\{')
        return
    seen = page_text(page)
    assert seen.text == f"{shown}\n\ny"
    check_places(seen)


def test_outcomes_and_questions_are_seen() -> None:
    module = (
        "module: {number: 1, minutes: 90, objectives: [1], targets: [10.7], prerequisites: [],\n"
        "  outcomes: [Know 5,149, '281 & more'], questions: [Why?]}"
    ).replace("5,149", "5149")
    text = f"---\ntitle: x\ndescription: y\n{module}\n---\n"
    page, problems = read_page(text, PATH, "en", "page.md")
    assert page is not None
    assert not problems
    seen = page_text(page)
    assert blocks(seen)[2:] == ["outcomes: Know 5149", "outcomes: 281 & more", "questions: Why?"]
    assert str(seen.where(seen.text.index("281"), 0)) == f"{PATH}:5:26"


def test_comments() -> None:
    body = "A <!-- one --> b\n  <!-- two -->\n`<!-- no -->`\n\n<!-- three\nfour -->\n"
    found = page_text(page_of(body)).comments
    assert [(c.text, c.where.line, c.alone, c.last) for c in found] == [
        ("one", 5, False, 5),
        ("two", 6, True, 6),
        ("three\nfour", 9, True, 10),
    ]


def test_the_block_of_an_offset() -> None:
    seen = page_text(page_of("First.\n\nSecond."))
    assert [seen.block_at(seen.text.index(w)).kind for w in ("x", "y", "F", "S")] == [
        "title",
        "description",
        "paragraph",
        "paragraph",
    ]


def test_a_page_without_anything() -> None:
    seen = page_text(Page("a.md", "en", PATH, page_of("").meta, (), (), "", 5))
    assert seen.text == ""
    assert seen.where(0, 0) == Location(PATH, 1, 1, 1)
    with pytest.raises(IndexError):
        seen.block_at(0)


@pytest.mark.slow
@PROFILE
@given(body=SOUP)
def test_random_text(body: str) -> None:
    seen = page_text(page_of(body.replace("\r", "\n")))
    check_places(seen)
    for before, after in zip(seen.blocks, seen.blocks[1:], strict=False):
        assert re.fullmatch(r"\n\n|\n\|\n", seen.text[before.end : after.start])
