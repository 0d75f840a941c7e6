"""What may be raised.

    KnowledgeError    anything the project refuses; it carries a code of the catalogue

A `KnowledgeError` knows no place: whoever caught it knows which file and line was being read
and makes a `Problem` of it with `at`.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from macros.model import Location, Problem, Severity


class KnowledgeError(Exception):
    """A refusal, with the code whose words the catalogue holds and the values that fill them."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code} {values}")
        self.code = code
        self.values = values

    def at(
        self, where: Location, level: Severity = Severity.ERROR, cause: Location | None = None
    ) -> Problem:
        """The refusal as a problem at a place; `cause` is a problem from which it may follow."""
        return Problem(where, self.code, self.values, level, cause=cause)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known words most like `word`, joined by commas; empty where none is like it."""
    return ", ".join(get_close_matches(word, list(known), n=3, cutoff=0.5))
