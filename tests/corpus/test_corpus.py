"""Whatever editors and attackers send is told at its place, or, of what is right, left alone."""

from __future__ import annotations

from collections import Counter

import pytest

from macros.model import LOCALES, Locale
from tests.corpus.corpus import (
    BENIGN,
    CPU_LIMIT,
    HERE,
    MARK,
    MEMORY_LIMIT,
    Case,
    Workshop,
    acting,
    cases,
    shown,
)

CLASSES = sorted(path.stem for path in HERE.glob("?.yml"))
HOSTILE = cases()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The folder in which the cases are tried."""
    return Workshop(tmp_path_factory.mktemp("corpus"))


@pytest.mark.no_cover
@pytest.mark.parametrize("sort", CLASSES)
def test_hostile_is_told_at_its_place(sort: str, workshop: Workshop) -> None:
    """With what to do next, in seconds that nobody notices, and without a traceback."""
    outcomes = workshop.try_out([case for case in HOSTILE if case.sort == sort])
    assert not [o for o in outcomes if o.result != "right"]
    assert max(outcome.cpu for outcome in outcomes) < CPU_LIMIT
    assert max(outcome.memory for outcome in outcomes) < MEMORY_LIMIT


def test_runner_sees_what_is_not_told(workshop: Workshop) -> None:
    """The same words with nothing wrong in them, and an error expected at another place."""
    page: dict[Locale, str] = {"en": "Words that are right.", "id": "Kalimat yang benar."}
    misplaced = dict.fromkeys(LOCALES, f"{{{{ x }}}}\n\n{MARK}Words.")
    right = Case("right", "A", "", "", ".*", page, "", {}, "right.md")
    wrong = Case("wrong", "A", "", "", "P201", misplaced, "", {}, "wrong.md")
    failing = Case("gone", "A", "", "", ".*", None, "", {"docs/en/index.md": None}, "gone.md")
    results = [outcome.result for outcome in workshop.try_out([right, wrong, failing])]
    assert results == ["inert", "elsewhere", "elsewhere"]


@pytest.mark.parametrize("sort", ["A", "D", "G", "H"])
def test_page_is_inert_whatever_the_check_says(sort: str) -> None:
    for case in HOSTILE:
        if case.sort == sort and case.page:
            for text in case.page.values():
                assert not acting(shown(text)), case.id


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>x</script>",
        '<p onclick="x">x',
        '<a href=" java&#10;script:x">x</a>',
        '<img src="//evil.example/x">',
        '<p style="x">',
        '<p class="a kb-b">',
        '<p id="__x">',
    ],
)
def test_what_acts_is_seen(html: str) -> None:
    assert acting(html)


def test_corpus_is_as_large_as_it_says() -> None:
    counts = Counter(case.sort for case in HOSTILE)
    least = {"A": 40, "B": 35, "C": 60, "D": 55, "E": 40, "F": 30, "G": 30, "H": 13, "I": 25}
    least |= {"J": 45, "K": 25}
    assert all(counts[sort] >= number for sort, number in least.items()), counts


def test_each_case_is_one_of_its_kind() -> None:
    every = [*HOSTILE, *cases(BENIGN)]
    ids = Counter(case.id for case in every)
    assert not [id for id, count in ids.items() if count > 1]
    written = Counter(repr((case.page, case.head, case.files)) for case in every)
    assert not [text[:80] for text, count in written.items() if count > 1]
    assert all(case.why for case in every)


@pytest.mark.no_cover
def test_benign_is_neither_refused_nor_changed(workshop: Workshop) -> None:
    outcomes = workshop.read(cases(BENIGN))
    assert len(outcomes) >= 120
    assert not [outcome for outcome in outcomes if outcome.result != "passed"]
