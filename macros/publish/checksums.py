"""SHA256SUMS: what a finished site holds, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Literal

from macros.errors import KnowledgeError
from macros.folders import files_below
from macros.publish.target import MARK

SUMS = "SHA256SUMS"
Difference = Literal["missing", "changed", "extra"]
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^\0\\\r\n]+)")
_UNLISTED = frozenset({SUMS, MARK})
"""Files at the root that the sums leave out: a host may not take those that begin with a point."""


def put_sums(folder: Path, known: Mapping[str, str] | None = None) -> None:
    """Write the sums of all files of a site; nothing may change in the folder afterwards.

    `known` are those, by the paths, of files whose content need not be read again.
    """
    sums = known or {}
    paths = sorted(_files(folder))
    lines = (f"{sums.get(path) or _sum(folder / path)}  {path}\n" for path in paths)
    (folder / SUMS).write_bytes("".join(lines).encode())


def differences(folder: Path) -> Iterator[tuple[Difference, str]]:
    """How a folder differs from its sums, in the order of the paths.

    Raises `KnowledgeError` K122 where it holds no sums, or something else in their place.
    """
    told = _read(folder)
    found = _files(folder)
    for path in sorted(told.keys() | found):
        if path not in found:
            yield "missing", path
        elif path not in told:
            yield "extra", path
        elif (folder / path).is_symlink() or _sum(folder / path) != told[path]:
            yield "changed", path


def _read(folder: Path) -> dict[str, str]:
    """The sums by the paths of their files."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        raise KnowledgeError("K122", path=str(folder / SUMS)) from None
    found = [_LINE.fullmatch(line) for line in lines]
    if not all(found) or not found:
        raise KnowledgeError("K122", path=str(folder / SUMS))
    return {line[2]: line[1] for line in found if line}


def _files(folder: Path) -> set[str]:
    """All that is no folder, links too, but for the files at the root that have no sums."""
    return set(files_below(folder)) - _UNLISTED


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
