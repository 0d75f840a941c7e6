"""The catalogue of messages is complete, and agrees with the problems that the source raises.

The source is searched, not run: a code, or a value that is a word, must not come without words.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields as structure
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

import macros
from macros.datafiles.validation import validate
from macros.datafiles.yaml_source import Document
from macros.messages import catalogue, codes
from macros.model import (
    LOCALES,
    Bilingual,
    Claim,
    Edition,
    Fact,
    FactsFile,
    GlossaryFile,
    Group,
    Kind,
    Observation,
    PageMeta,
    Term,
    Unit,
    facts,
)
from macros.model.facts import BROKEN, KIND, KNOWN, SIGNED
from macros.report.text import words_of
from macros.site.profile import ModuleMeta

PACKAGE = Path(macros.__file__).parent
RAW: dict[str, dict[str, Any]] = {
    code: entry
    for path in sorted((PACKAGE / "messages").glob("*.yml"))
    for code, entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("codes", {}).items()
}
PARTS = {"title", "message", "hint", "why", "fix", "example"}
MODELS = (
    *(FactsFile, Group, Unit, Edition, facts.Source, Fact, Observation, Claim),
    *(GlossaryFile, Term, PageMeta, ModuleMeta),
)
OF_MODELS = {*("F105", "F108", "F109", "F110", "F111", "F112"), *("P105", "P108", "P109", "P110")}
"""Codes that are found by the models of the files: each is told here, and not searched for."""
FAMILIES = {"addresses": "F", "facts": "F", "glossary": "F", "markdown": "P", "model": "F"}
"""The family of the codes of which these folders name only the number; elsewhere it is both."""

HANDED_ON = "*"
"""Stands among the names of a place that hands on the values of whoever called it."""

Arguments = dict[str, ast.expr]


@dataclass(frozen=True)
class Source:
    """A module of the package, and what its names stand for."""

    name: str
    tree: ast.Module

    def nodes(self, kind: type[ast.AST]) -> Iterator[Any]:
        """All nodes of a kind."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kind))

    @cached_property
    def assignments(self) -> dict[str, list[ast.expr]]:
        """Whatever is assigned to each name anywhere in the module."""
        found: dict[str, list[ast.expr]] = {}
        for node in self.nodes(ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
        return found

    def assigned(self, name: str) -> list[ast.expr]:
        """Whatever is assigned to a name anywhere in the module."""
        return self.assignments.get(name, [])

    def returned(self, function: str) -> list[ast.expr]:
        """Whatever a function of the module returns."""
        bodies = (node for node in self.nodes(ast.FunctionDef) if node.name == function)
        found = (node for body in bodies for node in ast.walk(body))
        return [node.value for node in found if isinstance(node, ast.Return) and node.value]

    def texts(self, node: ast.expr, seen: frozenset[str] = frozenset()) -> set[str]:
        """The literal texts that an expression may give, as far as the module itself tells."""
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.BinOp(right=right):
                return self.texts(right, seen)
            case ast.IfExp(body=body, orelse=orelse):
                parts = [body, orelse]
            case ast.Dict(values=parts):
                pass
            case ast.Name(id=name) if name not in seen:
                parts, seen = self.assigned(name), seen | {name}
            case ast.Call(func=ast.Name(id=name)) if name not in seen:
                parts, seen = self.returned(name), seen | {name}
            case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
                parts = [table]
            case _:
                return set()
        return {text for part in parts for text in self.texts(part, seen)}

    def codes(self, node: ast.expr) -> set[str]:
        """The codes that an expression gives: `"P204"`, `family + "101"`, `"112"`."""
        if not isinstance(node, ast.Constant | ast.BinOp | ast.IfExp | ast.Name):
            return set()
        texts = self.texts(node)
        numbers = {text for text in texts if re.fullmatch("[1-9][0-9]{2}", text)}
        families = FAMILIES.get(self.name.split("/")[0], "FP")
        whole = {text for text in texts if re.fullmatch("[A-Z][1-9][0-9]{2}", text)}
        return whole | {family + number for family in families for number in numbers}


@cache
def sources() -> tuple[Source, ...]:
    return tuple(
        Source(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


@cache
def parameters() -> dict[str, list[str]]:
    """The parameters of every function of the package, so that positions have names."""
    found: dict[str, list[str]] = {}
    for source in sources():
        for node in source.nodes(ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            found[node.name] = [name for name in names if name != "self"]
    return found


@cache
def calls() -> tuple[tuple[Source, ast.Call, Arguments], ...]:
    """Every call with its arguments by name; a mapping among them counts as its entries."""
    return tuple(
        (source, call, _arguments(source, call))
        for source in sources()
        for call in source.nodes(ast.Call)
    )


def _arguments(source: Source, call: ast.Call) -> Arguments:
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    named: Arguments = dict(zip(parameters().get(called, []), call.args, strict=False))
    named.update({keyword.arg: keyword.value for keyword in call.keywords if keyword.arg})
    for argument in call.args:
        given = source.assigned(argument.id) if isinstance(argument, ast.Name) else [argument]
        for table in given:
            if isinstance(table, ast.Dict):
                pairs = zip(table.keys, table.values, strict=True)
                named.update({str(k.value): v for k, v in pairs if isinstance(k, ast.Constant)})
        if isinstance(argument, ast.Name) and argument.id == "values" and not given:
            named[HANDED_ON] = argument
    return named


@cache
def raised() -> tuple[tuple[Source, str, Arguments], ...]:
    """Every place that raises a problem: its module, the code, and the values that it gives."""
    found: list[tuple[Source, str, Arguments]] = []
    for source, call, named in calls():
        if getattr(call.func, "id", "") == "rule":  # it only says what it may raise
            continue
        if getattr(call.func, "attr", "") == "wrong":  # the reasons of F117 share one function
            found.append((source, "F117", {**named, "expression": call.func}))
        codes = {code for argument in call.args for code in source.codes(argument)}
        found.extend((source, code, named) for code in codes)
    return tuple(found)


def fields(template: str) -> set[str]:
    """The names of the values that a template needs."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def templates(code: str) -> dict[str, Bilingual]:
    """What is filled with values: the message and the hints, each by the value that asks for it."""
    entry = catalogue().codes[code]
    return {"message": entry.message, "hint": entry.hint, **entry.hints}


@pytest.mark.parametrize("code", codes())
def test_every_code_has_everything_in_both_languages(code: str) -> None:
    raw = RAW[code]
    if "same" in raw:
        assert list(raw) == ["same"]
        assert raw["same"][1:] == code[1:]
        return
    assert set(raw) == PARTS | {key for key in raw if key.startswith("hint_")}
    assert "✗" in raw["example"]
    for part, words in raw.items():
        if part != "example":
            assert set(words) == set(LOCALES), part
            assert words["en"] != words["id"], part
            ends = "" if part == "title" else (".", "?")
            assert all(text.strip() and text.rstrip().endswith(ends) for text in words.values())


def test_the_languages_need_the_same_values() -> None:
    tables = [templates(code) for code in codes()]
    for table in (*tables, *catalogue().words.values(), catalogue().report):
        for text in table.values():
            assert fields(text.en) == fields(text.id), text.en


def test_the_codes_are_those_of_the_source() -> None:
    assert {code for _, code, _ in raised()} | OF_MODELS == set(codes())
    named = {str(node.value) for source in sources() for node in source.nodes(ast.Constant)}
    assert {text for text in named if re.fullmatch("[A-Z][1-9][0-9]{2}", text)} <= set(codes())


def test_every_place_that_raises_gives_the_values_of_its_words() -> None:
    words = catalogue().words
    for source, code, named in raised():
        if HANDED_ON in named or code in OF_MODELS:
            continue
        place = f"{source.name}: {code} with {sorted(named)}"
        needed = fields(catalogue().codes[code].message.en) | fields(
            catalogue().codes[code].hint.en
        )
        for name, node in named.items():
            if name in catalogue().codes[code].hints:
                needed |= fields(templates(code)[name].en)
            for text in source.texts(node) & set(words.get(name, {})):
                needed |= fields(words[name][text].en)
        assert needed <= set(named), place


@pytest.mark.parametrize("code", codes())
def test_an_optional_hint_is_about_a_value_of_its_code(code: str) -> None:
    given = {name for _, other, named in raised() if other == code for name in named}
    assert set(catalogue().codes[code].hints) <= given or code in OF_MODELS


@pytest.mark.parametrize("name", ["what", "expected", "reason", "why"])
def test_every_value_that_is_a_word_has_its_words(name: str) -> None:
    given = {t for s, _, named in calls() if name in named for t in s.texts(named[name])}
    before = {t for s in sources() for value in s.assigned(name) for t in s.texts(value)}
    assert len(given | before) > 3
    assert given | before <= set(catalogue().words[name])


def test_every_kind_has_its_words() -> None:
    assert {kind.value for kind in Kind} <= set(catalogue().words["kind"])


@pytest.mark.parametrize("family", ["F", "P"])
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("wrong", ["", "? ?", "1e9", [], [""], [{}], {}, {"en": "x"}], ids=repr)
def test_every_refusal_of_a_data_file_has_its_words(family: Any, model: Any, wrong: Any) -> None:
    document = Document("a file", family)
    context: dict[str, Any] = {KNOWN: defaultdict(dict), BROKEN: {}, KIND: None, SIGNED: False}
    keys = [field.name for field in structure(model) if field.name not in ("key", "where")]
    validate(document, (), model, {**dict.fromkeys(keys, wrong), "zz": wrong}, context)
    assert document.problems
    for problem in document.problems:
        if problem.code in codes():
            assert all(all(words_of(problem, locale)) for locale in LOCALES)
    refused = {p.values["expected"] for p in document.problems if p.code[1:] == "110"}
    assert refused <= set(catalogue().words["expected"])
