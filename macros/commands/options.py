"""What the subcommands share: their exit codes, and the project they work on."""

from __future__ import annotations

import argparse
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from macros.errors import KnowledgeError
from macros.library import Library
from macros.loading import DOCS, open_library

OK, PROBLEMS = 0, 1


def root_of(options: argparse.Namespace) -> Path:
    """The project's folder. Raises `KnowledgeError` P101 where it holds no pages."""
    root: Path = options.root
    if not (root / DOCS).is_dir():
        raise KnowledgeError("P101", path=str(root / DOCS))
    return root


def library_of(options: argparse.Namespace) -> Library:
    """All that the project holds, not checked. Raises `KnowledgeError` P101 where there is none."""
    return open_library(root_of(options), day_of(options))


def day_of(options: argparse.Namespace) -> date:
    """The day given on the command line, or else in `KB_TODAY`, or else the clock's.

    Raises `KnowledgeError` F110 where `KB_TODAY` is not a day.
    """
    given = os.environ.get("KB_TODAY")
    if options.today or not given:
        today: date = options.today or date.today()
        return today
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise KnowledgeError("F110", expected="day", choices="", got=given) from error


def print_json(data: dict[str, Any]) -> None:
    """For other programs; letters stay letters."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
