"""synonyms.yml: what is wrong with an entry is told at its place, like everything else."""

from __future__ import annotations

import pytest

from macros.glossary.synonyms import read_synonyms

GOOD = "synonyms:\n  - id: [ongkos, tarif]\n    en: [fee]\n"


def test_words_of_both_languages() -> None:
    assert read_synonyms(GOOD, "x.yml") == (({"en": ("fee",), "id": ("ongkos", "tarif")},), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("synonyms:\n  - id: [ongkos]\n", ["x.yml:2:5 F109"]),
        ("synonyms:\n  - id: []\n    en: [fee]\n", ["x.yml:2:5 F110"]),
        ("synonyms:\n  - id: [ongkos]\n    en: [fee]\n    ms: [x]\n", ["x.yml:4:5 F108"]),
    ],
)
def test_what_cannot_be_read(text: str, told: list[str]) -> None:
    synonyms, problems = read_synonyms(text, "x.yml")
    assert synonyms == ()
    assert [f"{p.where} {p.code}" for p in problems] == told
