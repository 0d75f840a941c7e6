"""Runs the case files: a test marked `cases("dates.csv")` gets each row as its `case`.

In the files `~` stands for a no-break space, so that it can be seen. Rows need no order; a new
case is a new row.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "cases"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(file): one test for each row of a case file")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("cases")
    if marker is None:
        return
    with (FOLDER / marker.args[0]).open(encoding="utf-8", newline="") as file:
        rows = [
            {key: text.replace("~", "\u00a0") for key, text in row.items()}
            for row in csv.DictReader(file, strict=True)
        ]
    metafunc.parametrize("case", rows, ids=["-".join(row.values()) for row in rows])
