"""What every part speaks of: languages, places in files, problems. It costs no time to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

Locale: TypeAlias = Literal["en", "id"]
LOCALES: tuple[Locale, ...] = ("en", "id")
FOLDERS: Mapping[Locale, str] = {"id": "", "en": "en/"}
"""Where the pages of each language stand below the site's address."""


def other_locale(locale: Locale) -> Locale:
    return "id" if locale == "en" else "en"


@dataclass(frozen=True)
class Location:
    """A place in a file; lines and columns count from 1, front matter included."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def row(self) -> str:
        """The line, as the message of another place names it."""
        return f"{self.path}:{self.line}"


NOWHERE = Location("")
"""The place of what stands in no file."""


class Severity(StrEnum):
    """How much a problem weighs: an error fails the check, a warning only with --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Fix:
    """What puts a problem right: a text in place of another, from one place to another."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True)
class Problem:
    """Something wrong at a place. The words come from the catalogue, by code and language."""

    where: Location
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    level: Severity = Severity.ERROR
    fix: Fix | None = None
    """Only where it surely leaves the meaning: `kb check --fix` makes it unasked."""
    cause: Location | None = None
    """The place of another problem from which this one may follow; it is held back for that one."""
    consequences: tuple[Problem, ...] = ()
    """The problems that are held back for this one."""
