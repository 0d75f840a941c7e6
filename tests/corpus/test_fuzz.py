"""A few of the mutations that `make fuzz` makes, and what it would notice."""

from __future__ import annotations

from random import Random

import pytest

from macros.model import LOCALES
from macros.project import Project
from tests.corpus.fuzz import DATA, SETTINGS, Fuzz, mutated


@pytest.fixture(scope="module")
def fuzz(tmp_path_factory: pytest.TempPathFactory) -> Fuzz:
    """The project in which files are changed."""
    return Fuzz(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.no_cover
@pytest.mark.parametrize("group", ["pages", "files", "steering"])
def test_no_mutation_makes_the_check_fall(fuzz: Fuzz, group: str) -> None:
    paths = {"pages": fuzz.pages, "files": (*DATA, *fuzz.pictures), "steering": SETTINGS}[group]
    for number in range(1_000_000, 1_000_000 + (1 if group == "pages" else 6)):
        assert not list(fuzz.falls(paths, number))


def test_mutations_follow_from_their_numbers() -> None:
    raw = b"one\ntwo\nthree\n"
    first, again, other = (mutated(raw, Random(seed), raw) for seed in (1, 1, 2))
    assert first == again != other


def test_fall_is_noticed_and_named(fuzz: Fuzz, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check falls over one of two files: that one is named."""
    broken, sound = fuzz.folder / fuzz.pages[0], fuzz.check

    def check() -> Project:
        if broken.exists():
            raise RecursionError
        return sound()

    monkeypatch.setattr(fuzz, "check", check)
    paths = [f"docs/{locale}/index.md" for locale in LOCALES]
    assert [fall.path for fall in fuzz.falls(paths, 1)] == [fuzz.pages[0]]
