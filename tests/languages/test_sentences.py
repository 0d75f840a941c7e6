"""Where a text is parted into sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.languages.sentences import sentences

CASES = {
    "A law. And a second one.": ["A law.", "And a second one."],
    "Law No. 18 of 2017 protects. See art. 30.": ["Law No. 18 of 2017 protects.", "See art. 30."],
    "UU No. 18 Tahun 2017 (Psl. 5).  Berlaku!": ["UU No. 18 Tahun 2017 (Psl. 5).", "Berlaku!"],
    "He asked: “Who pays?” Nobody knew.": ["He asked: “Who pays?”", "Nobody knew."],
    "Up to 3.5 million, i.e. many. 304 million came.": [
        "Up to 3.5 million, i.e. many.",
        "304 million came.",
    ],
    "H. Agus Salim spoke. No.": ["H. Agus Salim spoke.", "No."],
    "Paspor, visa, dll. diperiksa petugas": ["Paspor, visa, dll. diperiksa petugas"],
    "Wait… Then go.": ["Wait…", "Then go."],
    "  ": [],
}


@pytest.mark.parametrize("text", CASES)
def test_a_text_is_parted(text: str) -> None:
    assert [text[start:end] for start, end in sentences(text)] == CASES[text]


def test_only_the_part_between_two_places_is_read() -> None:
    text = "One. Two. Three."
    assert [text[start:end] for start, end in sentences(text, 5, 12)] == ["Two.", "Th"]


@given(st.text("aA1 .!?”(No", max_size=40))
def test_sentences_hold_all_of_a_text_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(
        text.split()
    )
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
