"""What tests of growth call linear, and what not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.growth import assert_linear


def lists(length: int) -> Callable[[], object]:
    return lambda: [list(range(100)) for _ in range(length)]


def pairs(length: int) -> Callable[[], object]:
    return lambda: [one for one in range(length) for other in range(length)]


def test_linear_and_quadratic_are_told_apart() -> None:
    assert_linear(lists, 2_000)
    with pytest.raises(AssertionError, match="seconds for 200 and 1600"):
        assert_linear(pairs, 200)
