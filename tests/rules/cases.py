"""The case files of the rules: a folder for each code, with bad.yml, good.yml and its message."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml


def cases_in(folders: Iterable[Path], kind: str) -> list[Any]:
    """The code and each case of a kind, good or bad, as parameters of a test."""
    return [
        pytest.param(folder.name, case, id=f"{folder.name}: {case['name']}")
        for folder in folders
        for case in yaml.safe_load((folder / f"{kind}.yml").read_text(encoding="utf-8"))
    ]
