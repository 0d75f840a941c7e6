"""How the time that something takes grows with what it is given."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TIMES = 8
"""How many times as much the larger measurement is given."""
_LIMIT = 16
"""Times the time that it may take: linear growth takes 8, quadratic growth 64."""
_NOISE = 0.01
"""Seconds that may be anything's."""

Prepare = Callable[[int], Callable[[], object]]
"""Makes so much of something, and gives the work on it, which alone is measured."""


def assert_linear(prepare: Prepare, amount: int) -> None:
    """Fail where eight times the amount takes far more than eight times the processor time.

    Where it seems to, it is measured again: another process may have been in the way.
    """
    measured: list[tuple[float, float]] = []
    for _ in range(3):
        # The first use of something takes longer, and would let anything pass as linear.
        small = min(_seconds(prepare(amount)) for _ in range(2))
        large = _seconds(prepare(_TIMES * amount))
        if large <= _LIMIT * small + _NOISE:
            return
        measured.append((small, large))
    raise AssertionError(f"seconds for {amount} and {_TIMES * amount}: {measured}")


def _seconds(work: Callable[[], object]) -> float:
    gc.disable()  # A collection takes as long as this process has objects.
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()
