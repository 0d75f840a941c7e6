"""What stands below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, with slashes on any system; links are files, and
    nothing is followed."""
    whole = len(os.path.join(folder, ""))
    for place, folders, names in os.walk(folder):
        links = (name for name in folders if os.path.islink(os.path.join(place, name)))
        for name in (*names, *links):
            yield os.path.join(place, name)[whole:].replace(os.sep, "/")
