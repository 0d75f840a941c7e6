"""Citations that BibTeX can read, whatever stands in the texts."""

from __future__ import annotations

import pytest

from macros.render.bibtex import bibtex

ESCAPES = [
    ("R&D", r"R\&D"),
    ("3.6%", r"3.6\%"),
    ("US$5", r"US\$5"),
    ("a_b #1", r"a\_b \#1"),
    ("x~y^z", r"x\textasciitilde{}y\textasciicircum{}z"),
    ("{open", r"\textbraceleft{}open"),
    ("shut}", r"shut\textbraceright{}"),
    ("back\\slash", r"back\textbackslash{}slash"),
    ("5\u00a0juta", "5\u00a0juta"),
    ("pelindungan – é", "pelindungan – é"),
]


@pytest.mark.parametrize(("text", "written"), ESCAPES)
def test_text_is_escaped_once(text: str, written: str) -> None:
    entry = bibtex("key", {"title": text}, "https://test.example/f/key/")
    assert entry == (
        f"@misc{{key,\n  title = {{{{{written}}}}},\n  url = {{https://test.example/f/key/}}\n}}"
    )
    assert entry.count("{") == entry.count("}")
