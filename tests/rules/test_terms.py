"""Terms in any text, and in time. The cases are in the folders G1…."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.library import Library
from macros.model import LOCALES, Locale
from macros.report.text import words_of
from macros.rules.of_pages.terms import terms_are_those_of_the_glossary
from tests.growth import assert_linear
from tests.reading import read_page
from tests.rules.setups import TODAY, glossary, registry_of, terms

REGISTRY = registry_of("glossary/cases")
PIECES = [
    *("TKI", "imigran", "gelap", "perlindungan", "pekerja migran", "BP2MI", "KP2MI", "remittances"),
    *("UU ", "2017", " tentang ", "Law ", " on ", "istilah ", "dulu ", "diganti ", "(", ")", "*"),
    *(" ", "\u00a0", "\n", "\n\n", "|", '"', "“", "”", "'", "’", "-", ", ", ". ", "İ", "ß", "²"),
    *(
        "{{ name('agency') }}",
        "Forum of TKI Families",
        "Imigran Gelap dalam Hukum",
        "&nbsp;",
        "\x00",
    ),
]


def test_the_records_are_sound() -> None:
    assert glossary()
    assert REGISTRY.readable
    assert not REGISTRY.broken


@pytest.mark.no_cover
@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5)), st.sampled_from(LOCALES))
def test_any_text_can_be_checked(pieces: list[str], locale: Locale) -> None:
    text = "".join(pieces)
    page, _ = read_page(f"---\ntitle: T\ndescription: D.\n---\n{text}", "docs/x.md", locale, "x.md")
    assert page
    library = Library(REGISTRY, glossary(), {locale: {"x.md": page}}, TODAY)
    lines = text.count("\n") + 5
    for problem in terms_are_those_of_the_glossary(library):
        assert 1 <= problem.where.line <= lines
        assert all(all(words_of(problem, language)) for language in LOCALES)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "unit",
    [
        "para TKI, imigran gelap ",
        "\"“‘'( TKI ",
        "UU 1/2004 tentang Perlindungan TKI dan ",
        "sosialisasi-",
        "UU X tentang AAAAAAAAAAAA TKI ",
        "imigran \u00a0 \u00a0 ",
        "BP2MI ",
    ],
)
def test_time_grows_as_the_text_does(unit: str) -> None:
    def checking(times: int) -> Callable[[], object]:
        case = {"page": (unit * 20 + "\n\n") * (times // 20), "lang": "id"}
        return lambda: terms(case)

    assert_linear(checking, 200)
