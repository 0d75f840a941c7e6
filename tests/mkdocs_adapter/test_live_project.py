"""What is known of a page before it is rendered."""

from __future__ import annotations

from macros.mkdocs_adapter.build_state import UNSAFE
from macros.mkdocs_adapter.serving.live_project import SAFETY
from macros.rules.registry import RULES, Scope
from macros.rules.runner import register_all_rules


def test_every_rule_that_tells_of_what_is_unsafe_is_there_from_the_start() -> None:
    """The other rules for pages are imported only where the whole site is checked."""
    register_all_rules()
    unsafe = [one for one in RULES if any(code.startswith(UNSAFE) for code in one.codes)]
    modules = {one.check.__module__ for one in unsafe if one.scope is Scope.PAGES}
    late = {name for name in modules if name.startswith("macros.rules.of_pages.")}
    assert late == {module.__name__ for module in SAFETY}
