"""What is told of an error that nobody has foreseen where it happened: a sentence, no traceback."""

from __future__ import annotations

import errno
import shlex
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir
from typing import Literal

from macros.build_cache import FOLDER
from macros.errors import KnowledgeError

_Fault = Literal[
    "full",
    "denied",
    "read-only",
    "missing",
    "folder",
    "other",
    "long",
    "loop",
    "many",
    "memory",
    "broken",
]
_FAULTS: Mapping[int, _Fault] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read-only",
    errno.ENOENT: "missing",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "other",
    errno.EEXIST: "other",
    errno.ENOTEMPTY: "other",
    errno.ENAMETOOLONG: "long",
    errno.ELOOP: "loop",
    errno.EMFILE: "many",
    errno.ENFILE: "many",
    errno.ENOMEM: "memory",
    errno.EIO: "broken",
}
"""What the faults of a system are called in the messages."""


def refusal(error: BaseException) -> KnowledgeError:
    """An error as a refusal: itself, K114 for a known fault of the system, K126 for want of memory,
    or K120, and then a report of it is written that can be sent to whoever keeps the program."""
    if isinstance(error, KnowledgeError):
        return error
    if isinstance(error, MemoryError):
        return KnowledgeError("K126")
    if isinstance(error, OSError) and (fault := _FAULTS.get(error.errno or 0)):
        path = error.filename if isinstance(error.filename, (str, Path)) else "."
        return KnowledgeError("K114", path=str(path), fault=fault)
    return KnowledgeError("K120", path=_written(_report(error)), name=type(error).__name__)


def _report(error: BaseException) -> str:
    """Which program went wrong where, and nothing of what it was reading: no message of the error
    either, since that may quote a file."""
    import platform  # noqa: PLC0415 - which take longer than a check of what has not changed
    from importlib.metadata import distributions  # noqa: PLC0415

    home = str(Path.home())
    lines = [
        f"Command: {shlex.join(sys.argv)}",
        f"Python {platform.python_version()} on {platform.platform()}",
        *_failed(error),
        "Packages: " + ", ".join(sorted({f"{one.name} {one.version}" for one in distributions()})),
    ]
    return "\n".join(lines).replace(home, "~") + "\n"


def _failed(error: BaseException) -> Iterator[str]:
    """The errors from the first cause on, each with the calls that led to it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _failed(before)
    number = f" {error.errno}" if isinstance(error, OSError) else ""
    yield f"{type(error).__name__}{number}"
    calls = traceback.extract_tb(error.__traceback__)
    shown = calls if len(calls) <= CALLS else [*calls[: CALLS // 2], *calls[-CALLS // 2 :]]
    yield from (f'  File "{one.filename}", line {one.lineno}, in {one.name}' for one in shown)


CALLS = 60
"""How many calls are told, where one function has called itself without end."""


def _written(text: str) -> str:
    """The path of the file with a text: beside what the check keeps, or in the temporary folder;
    empty where neither can be written."""
    for folder in (FOLDER, gettempdir()):
        with suppress(OSError):
            with NamedTemporaryFile(
                "w", dir=folder, prefix="kb-report-", suffix=".txt", delete=False, encoding="utf-8"
            ) as file:
                file.write(text)
            return file.name
    return ""
