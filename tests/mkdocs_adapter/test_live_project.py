"""What is known of a page before it is rendered."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from macros.mkdocs_adapter.build_state import UNSAFE
from macros.mkdocs_adapter.serving.checker import Checker
from macros.mkdocs_adapter.serving.live_project import SAFETY, LiveProject
from macros.rules.registry import RULES, Scope
from macros.rules.runner import register_all_rules


def test_every_rule_that_tells_of_what_is_unsafe_is_there_from_the_start() -> None:
    """The other rules for pages are imported only where the whole site is checked."""
    register_all_rules()
    unsafe = [one for one in RULES if any(code.startswith(UNSAFE) for code in one.codes)]
    modules = {one.check.__module__ for one in unsafe if one.scope is Scope.PAGES}
    late = {name for name in modules if name.startswith("macros.rules.of_pages.")}
    assert late == {module.__name__ for module in SAFETY}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the check is done in the same process")
def test_other_process_tells_of_a_page_first_and_goes_on(tmp_path: Path) -> None:
    folder = shutil.copytree(Path(__file__).parents[1] / "site", tmp_path / "project")
    project = LiveProject(folder, UNSAFE)
    project.renew()
    checker = Checker(project)
    for written in ("fact", "fct"):
        page = folder / "docs/en/index.md"
        page.write_text(page.read_text(encoding="utf-8").replace("{{ fact(", f"{{{{ {written}("))
        checker.ask(["index.md"])
        early, whole = checker.answers()
        assert early.keys == frozenset({"index.md"})
        assert whole.keys is None
        assert whole.usage
        assert any(one.code == "P202" for one in early.problems) is (written == "fct")
    assert checker._process, "the second process has not ended"
