"""One slip on a page of the small project is one problem; what follows from it is held back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.project import Project
from tests.cases import load_yaml

Edit = Callable[[str, str, str], None]
CASES = load_yaml(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_one_slip_is_one_problem(
    case: dict[str, Any], edit: Edit, read: Callable[[], Project]
) -> None:
    path = case.get("page", "docs/en/index.md")
    edit(path, case["change"], case["to"])
    assert [f"{p.where.path} {p.code}" for p in read().problems] == [f"{path} {case['code']}"]
