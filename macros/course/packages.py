"""What the site takes from npm, as `make` has installed it."""

from __future__ import annotations

from pathlib import Path

from macros.errors import KnowledgeError
from macros.project_files import PACKAGES


def package_file(root: Path, path: str) -> Path:
    """A file or folder of an installed package, such as `reveal.js/dist/reveal.js`.

    Raises `KnowledgeError` K116 where it is not there.
    """
    found = root / PACKAGES / path
    if not found.exists():
        raise KnowledgeError("K116", path=f"{PACKAGES}/{path}")
    return found
