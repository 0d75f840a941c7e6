"""A slip in the real facts.yml does not go by unnoticed; `make bench-mutations` tries many more."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.mutations import IN_NUMBERS, Site, honest, mutations, unexplained
from macros.model import Severity


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.mark.no_cover
def test_slip_is_noticed(site: Site) -> None:
    """It is refused, or changes the pages that `kb impact` names and is told against the base."""
    sorts = set()
    for edit in mutations(site.text, 2 * len(IN_NUMBERS), seed=1):
        judged = site.judge(edit)
        sorts.add(edit.sort)
        assert judged.noticed, (edit[:4], judged.told, judged.pages ^ judged.impact)
    assert sorts > set(IN_NUMBERS)


@pytest.mark.no_cover
def test_change_without_a_reason_is_told_and_honest_ones_pass(site: Site) -> None:
    for edit in islice(unexplained(site.text, 3, seed=2), 3):
        told = site.judge(edit, pages=False).told
        assert any(problem.level is Severity.ERROR for problem in told), edit[:4]
    for edit in honest(site.text, 6, seed=2):
        told = site.judge(edit, pages=False).told
        assert all(problem.level is Severity.WARNING for problem in told), edit[:4]
