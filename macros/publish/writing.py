"""Files are put in their place as a whole."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def put(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it; its line ends stay as they are given."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}-", delete=False
    ) as file:
        fresh = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            fresh.chmod(0o644)
            fresh.replace(path)
        except BaseException:
            fresh.unlink()
            raise
