"""What may be raised, and what is told.

    KnowledgeError    anything the project refuses; it carries a code of the catalogue
    problem           a problem at a place, with a code of the catalogue

A `KnowledgeError` knows no place: whoever caught it knows which file and line was being read
and makes a `Problem` of it with `at`. Which values each code takes, `errors.pyi` says.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros.problems import Fix, Location, Problem, Severity


class KnowledgeError(Exception):
    """A refusal, with the code whose words the catalogue holds and the values that fill them."""

    line = 1
    """The line of the file, where only whoever raised it knows that."""

    def __init__(self, code: str, /, **values: str) -> None:
        super().__init__(f"{code} {values}")
        self.code = code
        self.values = values

    def at(
        self,
        where: Location,
        level: Severity = Severity.ERROR,
        *,
        cause: Location | None = None,
        family: str = "",
    ) -> Problem:
        """The refusal as a problem at a place; `cause` is a problem from which it may follow.

        `family` is the letter of the code where one reader serves files of several families.
        """
        code = family + self.code[1:] if family else self.code
        return Problem(where, code, self.values, level, cause=cause)


def problem(
    where: Location,
    code: str,
    level: Severity = Severity.ERROR,
    /,
    *,
    fix: Fix | None = None,
    cause: Location | None = None,
    **values: str,
) -> Problem:
    """A problem at a place, with the values that its words name."""
    return Problem(where, code, values, level, fix, cause)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known words most like `word`, joined by commas; empty where none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only who made a slip waits for it

    return ", ".join(get_close_matches(word, list(known), n=3, cutoff=0.5))
