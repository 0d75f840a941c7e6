"""Settings that a test has changed, as if maintainers had agreed to them."""

from __future__ import annotations

from pathlib import Path

from macros.addresses.settings_lock import settings_lock_text
from macros.project_files import SETTINGS, SETTINGS_LOCK


def agree(folder: Path) -> None:
    """Write settings.lock for mkdocs.yml as it is."""
    text = settings_lock_text((folder / SETTINGS).read_text(encoding="utf-8"))
    (folder / SETTINGS_LOCK).write_text(text, encoding="utf-8")
