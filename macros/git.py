"""The project as git keeps it. Without git, or outside of a repository, nothing is kept."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from macros.errors import KnowledgeError

if TYPE_CHECKING:
    from macros.translations.history import Version


def parting(root: Path, base: str) -> str:
    """The commit where the present state and `base` parted; `base` where they have none in common.

    Raises `KnowledgeError` K104 for a base that does not exist, K108 where there is no git.
    """
    if not shutil.which("git"):
        raise KnowledgeError("K108")
    common = _git(root, "merge-base", "--end-of-options", base, "HEAD")
    found = common or _git(root, "rev-parse", "--verify", "--end-of-options", base)
    if not found:
        raise KnowledgeError("K104", base=base)
    return found.decode().split()[-1]


def text_at(root: Path, commit: str, path: str) -> str | None:
    """What stood in a file of the project; None where the commit has none, or no text."""
    from macros.datafiles.yaml_source import decode  # noqa: PLC0415 - see `state`

    raw = _git(root, "show", "--end-of-options", f"{commit}:./{path}")
    try:
        return decode(raw) if raw is not None else None
    except KnowledgeError:
        return None


def changed_since(root: Path, commit: str) -> tuple[str, ...]:
    """The files of the project that differ from a commit, by their paths from its folder."""
    told = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", ".")
    return tuple((told or b"").decode("utf-8", "replace").split("\0")[:-1])


def versions(root: Path, paths: Sequence[str]) -> Iterator[Version]:
    """The commits that changed one of these files of the project, the newest first."""
    from macros.translations.history import Version  # noqa: PLC0415 - see `state`

    told = _git(root, "log", "-20", "--format=%H%x00%B%x01", "--", *paths) or b""
    entries = told.decode("utf-8", "replace").split("\x01")[:-1]
    found = [entry.strip().partition("\0") for entry in entries]
    # Names of files are asked for line by line.
    named = [path for path in paths if "\n" not in path]
    names = [f"{commit}:./{path}" for commit, _, _ in found for path in named]
    texts = cache(partial(_texts, root, names))
    for commit, _, message in found:
        yield Version(message, partial(_text, texts, commit))


def _text(texts: Callable[[], Mapping[str, str]], commit: str, path: str) -> str | None:
    return texts().get(f"{commit}:./{path}")


def _texts(root: Path, names: Sequence[str]) -> dict[str, str]:
    """What stood in files of commits, all at once: to begin a process takes longer."""
    from macros.datafiles.yaml_source import decode  # noqa: PLC0415 - see `state`

    asked = b"".join(os.fsencode(name) + b"\n" for name in names)
    told = BytesIO(_git(root, "cat-file", "--batch", asked=asked) or b"")
    texts = {}
    for name in names:
        _, _, size = told.readline().rpartition(b" ")
        if size.strip().isdigit():
            with suppress(KnowledgeError):
                texts[name] = decode(told.read(int(size)))
            told.readline()
    return texts


def state(root: Path) -> bytes:
    """What all that git tells of the past rests on: the last commit, and how far its past is known.

    Asked where nothing else may be needed of what this module hands on, so that it imports little.
    """
    told = _git(root, "rev-parse", "HEAD", "--show-prefix", "--git-path", "shallow") or b""
    shallow = root / os.fsdecode(told).rpartition("\n")[0].rpartition("\n")[2]
    return told + (shallow.read_bytes() if shallow.is_file() else b"")


def uncommitted(root: Path) -> list[str] | None:
    """The files below `root` that differ from the last commit, or that no commit holds yet.

    None where there is no git, no repository, or no commit.
    """
    if _git(root, "rev-parse", "--verify", "HEAD") is None:
        return None
    told = _git(root, "status", "--porcelain", "-z", "--no-renames", "--", ".") or b""
    return [entry[3:].decode("utf-8", "replace") for entry in told.split(b"\0") if entry]


def commit_of(root: Path) -> str:
    """The last commit, in twelve digits; empty where there is none."""
    return (_git(root, "rev-parse", "--short=12", "HEAD") or b"").decode().strip()


def _git(root: Path, *arguments: str, asked: bytes = b"") -> bytes | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, input=asked, capture_output=True, check=False
        )
    except OSError:  # no git, or no such folder
        return None
    return done.stdout if done.returncode == 0 else None
