"""A small, valid facts file, and what it is read as."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.facts.reader import read_facts
from macros.facts.registry import Registry


@pytest.fixture(scope="session")
def base() -> str:
    """The text of a facts file with nothing wrong in it."""
    return (Path(__file__).parent / "cases" / "base.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def registry(base: str) -> Registry:
    """The facts of `base`."""
    registry, problems = read_facts(base, "facts.yml")
    assert problems == ()
    return registry
