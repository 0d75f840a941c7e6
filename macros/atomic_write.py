"""Files are put in their place as a whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile


def put(path: Path, content: str | bytes) -> None:
    """Write a file so that nobody ever sees half of it; its line ends stay as they are given.

    Raises `OSError`, which names the file.
    """
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            fresh = Path(file.name)
            try:
                file.write(content.encode("utf-8") if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
                fresh.chmod(0o644)
                fresh.replace(path)
            except BaseException:
                fresh.unlink()
                raise
    except OSError as error:
        error.filename = str(path)  # and not the one that nobody has asked for
        raise


def put_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that nobody reads yet, by their paths in it.

    Raises `ValueError` before anything is written where a path leads out of the folder.
    """
    for path in files:
        # On any system: what is written here may be packed, and unpacked on another one.
        if path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"):
            raise ValueError(f"{path!r} leads out of {folder}")
    whole = folder.resolve()
    parents = {folder / place for place in {path.rpartition("/")[0] for path in files}}
    for parent in parents:
        if not parent.resolve().is_relative_to(whole):
            raise ValueError(f"{parent} leads out of {folder}")
    for parent in parents:
        parent.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        to = os.path.join(folder, path)
        if os.path.islink(to):
            os.unlink(to)  # and nothing is written to where it leads
        with open(to, "wb") as file:
            file.write(content)
