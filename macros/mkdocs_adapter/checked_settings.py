"""MkDocs is given mkdocs.yml as our own reader has checked it, and reads nothing of it itself.

Its loader runs what a tag of YAML says, before any hook; `mkdocs serve` loads the file again each
time that it changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from mkdocs.config import defaults
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from macros.loading import open_settings
from macros.mkdocs_adapter.language import language
from macros.report.text import as_text


def check_first() -> None:
    """Let MkDocs load settings in no other way, for as long as this process lives."""
    defaults.yaml_load = _checked  # type: ignore[attr-defined]


def _checked(source: Any, loader: object = None) -> dict[str, Any]:
    """The settings. Raises `ConfigurationError` where something is wrong with them."""
    found = open_settings(Path(source.name).parent)
    if found.problems:
        raise ConfigurationError("\n" + as_text(found.problems, language()))
    # The text that was checked, whatever stands in the file by now. `!ENV` alone is a tag here.
    return yaml_load(found.text, get_yaml_loader(yaml.SafeLoader))
