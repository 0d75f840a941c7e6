"""The quick look for marks overlooks none that the closer one finds."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.markdown.unrendered import may_be_unrendered, unrendered
from tests.cases import load_yaml
from tests.markdown.test_document import HOSTILE

RULES = Path(__file__).parents[1] / "rules"
TYPED = [
    line
    for case in load_yaml((RULES / "M101" / "bad.yml").read_text(encoding="utf-8"))
    for line in case["page"].split("\n")
]
PIECES = st.sampled_from(
    [*TYPED, "\n", "\n\n", " ", "a", "1", "i", "o", "**", "[a]", "(b.md)", "\\"]
)


def quick(text: str) -> bool:
    """Whether the quick look would have a closer one taken."""
    return may_be_unrendered("\n" + escape(text, quote=False))


@pytest.mark.parametrize("text", TYPED)
def test_lines_of_the_cases(text: str) -> None:
    assert quick(text) or not list(unrendered("p", text))


@pytest.mark.no_cover
@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=8).map("".join), st.integers(0, 3))
@settings(max_examples=400, deadline=None)
def test_any_text(text: str, step: int) -> None:
    found: list[Any] = list(unrendered("p", text, step))
    assert quick(text) or not found
    for one, other in pairwise(found):
        assert one.end <= other.start
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_hostile_texts_take_little_time(text: str) -> None:
    begin = process_time()
    quick(text)
    list(unrendered("p", text))
    assert process_time() - begin < 0.2
