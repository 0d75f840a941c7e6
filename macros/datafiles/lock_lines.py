"""The lock files of the project: a record on each line, comments behind `# `."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import Location


def lock_lines(text: str, path: str) -> Iterator[tuple[str, Location]]:
    """Each line that is no comment, and its place."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("# "):
            yield line, Location(path, number, 1, len(line) + 1)
