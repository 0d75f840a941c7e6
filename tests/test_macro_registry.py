"""Macros are found where they stand, and say themselves what other rooms must know of them."""

from __future__ import annotations

import inspect
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.macro_registry import macro, registered
from macros.markdown.calls import parse_calls
from macros.model import Kind
from macros.render.result import MacroResult
from macros.render.values import DISTINCT_FORMS, FORMS
from macros.translations.call_signature import use_of
from tests.cases import load_yaml

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PACKAGE = Path(inspect.getfile(macro)).parent
SIGNATURES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parent / "translations" / "call-signatures.yml").read_text(encoding="utf-8")
)


def test_every_module_with_a_macro_is_found() -> None:
    """None of them is in a list: a new module of macros is found by standing in its room."""
    texts = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    written = sum(text.count("\n@macro(") for text in texts.values())
    assert len(registered()) == written > 20


def test_the_check_calls_with_the_same_arguments_as_the_build() -> None:
    for one in registered().values():
        for function in (one.function, one.dry_run):
            signature = inspect.signature(function)
            assert next(iter(signature.parameters)) == "context"
            assert signature.return_annotation == MacroResult.__name__
        assert inspect.signature(one.dry_run) == inspect.signature(one.function)


def test_properties_name_what_there_is() -> None:
    forms = {form for kind in Kind for form in FORMS[kind]}
    assert forms > DISTINCT_FORMS
    for one in registered().values():
        assert {"form"} <= one.appearance or not one.distinct_forms
        assert one.appearance.isdisjoint(one.pins)


def test_two_macros_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two macros are called fact"):
        macro()(registered()["fact"].function)


def test_nobody_asks_before_the_macros_are_there(python: Run) -> None:
    done = python("-c", "from macros.macro_registry import registered; registered()")
    assert "LookupError: no macro is registered yet" in done.stderr


@pytest.mark.parametrize("case", SIGNATURES, ids=lambda case: case["call"])
def test_call_says(case: dict[str, Any]) -> None:
    (call,) = parse_calls(f"{{{{ {case['call']} }}}}", "").calls
    assert str(use_of(call)) == case["says"]
