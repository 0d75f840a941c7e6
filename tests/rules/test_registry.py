"""Rules are found where they stand, and each says which codes it tells."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from macros.messages import codes
from macros.rules import registry
from macros.rules.registry import RULES, Rule
from macros.rules.runner import register_all_rules

register_all_rules()

FOLDER = Path(inspect.getfile(registry)).parent


def test_every_module_with_a_rule_is_found() -> None:
    """None of them is in a list: a new module of rules is found by standing in its room."""
    texts = (path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    assert len(RULES) == sum(text.count("\n@rule(") for text in texts) > 20


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.check.__name__)
def test_rule_tells_codes_that_have_words(rule: Rule) -> None:
    assert rule.codes
    assert rule.codes <= set(codes())
    assert rule.check.__doc__
