"""A page is read as Markdown renders it, and each character is placed where it was typed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.markdown.calls import parse_calls
from macros.markdown.document import read_document
from macros.model.document import NOWHERE, Document, Node
from tests.cases import load_yaml
from tests.markdown.agreement import CHARACTERS, PAGES, PIECES, SITE, damaged, judge, visible
from tests.markdown.outline import outline

CASES = Path(__file__).parent / "syntax"
FILES = [load_yaml(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yml"))]


def read(text: str) -> Document:
    """The document of a text on this site."""
    return read_document(text, parse_calls(text, "").calls, SITE)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["name"]) for file in FILES for case in file["cases"]]
)
def test_cases(case: dict[str, Any]) -> None:
    """Texts of each kind: their elements, and where everything in them was typed."""
    assert outline(read(case["source"])) == case["reads"]


def test_every_extension_has_cases() -> None:
    """Whoever enables an extension shows how it is read."""
    assert set(SITE.extensions) <= {name for file in FILES for name in file["of"]}


def _is_own_text(document: Document, node: Node) -> bool:
    return node.tag == "a" and document.text[node.start : node.end] == node.get("href")


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    """On the pages of this site nothing is refused, no letter is lost or without its place."""
    document = read(PAGES[name])
    assert document.refusals == ()
    assert document.text == visible(PAGES[name], SITE)
    # Names of keys are nobody's words, and an address that is its own text stands there twice.
    made = [node for node in document.nodes if node.tag == "kbd" or _is_own_text(document, node)]
    named = {index for node in made for index in range(node.start, node.end)}
    written = [
        (c, p)
        for index, (c, p) in enumerate(zip(document.text, document.starts, strict=True))
        if c.isalnum() and p == NOWHERE and index not in named
    ]
    footnotes = sum(node.get("class") == "footnote-ref" for node in document.nodes)
    assert len("".join(c for c, _ in written)) <= 2 * footnotes
    for index, place in enumerate(document.starts):
        if (
            place != NOWHERE
            and document.ends[index] == place + 1
            and document.text[index].isalnum()
        ):
            assert document.source[place].casefold() == document.text[index].casefold()


@pytest.mark.no_cover
@example("*\n{: .block }\n\n{: .block }\n", random.Random(1))
@example("- [ ] - [ ] - [ ] ", random.Random(1))
@example("\\.#\n\n[^n]: A note.\n\n [x1", random.Random(1))
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.randoms())
@settings(max_examples=150, deadline=None)
def test_pieces_are_placed_rightly(text: str, source: random.Random) -> None:
    """Another letter in the place of one changes just this one on the page."""
    assert judge(text, source)["wrong"] == 0


@pytest.mark.no_cover
@given(st.text(CHARACTERS, max_size=60), st.randoms())
@settings(max_examples=150, deadline=None)
def test_characters_are_placed_rightly(text: str, source: random.Random) -> None:
    """The same for texts of single characters."""
    assert judge(text, source)["wrong"] == 0


@pytest.mark.slow
def test_few_texts_are_refused() -> None:
    """Fewer than two in a hundred damaged pages, and none is placed wrongly."""
    found = [judge(damaged(s, list(PAGES.values())), s) for s in map(random.Random, range(200))]
    assert sum(one["wrong"] for one in found) == 0
    assert sum(one["refused"] for one in found) < 4


HOSTILE = (
    "[" * 400, "![" * 400, "](" * 400, "<" * 400, "<a " * 400, "<a b='" * 200, "*a " * 600,
    "**a_" * 500, "`a " * 500, "``a`" * 400, "&" * 4000, "&amp;" * 900, "\\" * 1900, "|" * 3000,
    "| a " * 900, "> " * 5, "- a\n" * 900, "1. a\n" * 900, "a\n\n" * 1500, "# a\n" * 190,
    "[a]: b\n" * 400, "[^a]: b\n\n" * 190, "*[a]: b\n" * 49, "<!-- " * 400, "<!--a-->" * 400,
    "{: " * 400, "{: .a }" * 400, "\n" * 4000, " " * 4900, "a" * 4900, "~~~\n" * 90, 
    "```\na\n" * 90,
    "!!! a\n    " * 200, "'\"" * 2000, ".,;" * 1500, "a." * 2400, "[a](b.md)." * 190,
)  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_hostile_texts_take_no_longer_than_their_rendering(text: str) -> None:
    """The reading renders twice, and its own part is linear."""

    def seconds(work: Callable[[str], object]) -> float:
        begin = process_time()
        work(text)
        return process_time() - begin

    read("warm")
    # Where another process was in the way, it is measured again.
    assert any(seconds(read) <= 6 * seconds(SITE.html) + 0.1 for _ in range(3))
