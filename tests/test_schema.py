"""A model makes the values and the refusals: each with its place, its key and what is near."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import Field

from macros.datafiles.validation import validate
from macros.datafiles.yaml_source import read_yaml
from macros.messages import catalogue
from macros.model import Bilingual, PartialDate, Severity
from macros.model.facts import OneOrBoth
from macros.model.fields import KEY, Day, Entry, Key, Moment, Text, Url, Whole


@dataclass(frozen=True)
class Inner(Entry):
    """What stands below."""

    colour: Literal["red", "blue"]
    level: Severity | None = None
    size: Whole | None = None
    since: Annotated[Day | None, Field(alias="from")] = None


@dataclass(frozen=True)
class Outer(Entry):
    """One field of each sort."""

    name: Text
    short: OneOrBoth | None = None
    label: Bilingual | None = None
    made: Moment | None = None
    link: Url = ""
    parts: Annotated[tuple[Inner, ...] | None, Field(min_length=1)] = None
    main: Inner | None = None
    keys: dict[Key, Inner] = field(default_factory=dict)


def read(text: str) -> Outer | None:
    """The text as `Outer`, which nothing may be wrong with."""
    document = read_yaml(text, "f", "F")
    outer: Outer | None = validate(document, (), Outer, document.data)
    assert document.problems == []
    return outer


def refused(text: str) -> list[tuple[str, dict[str, str]]]:
    """What is wrong with the text."""
    document = read_yaml(text, "f", "P")
    assert validate(document, (), Outer, document.data) is None
    return [
        (f"{p.where.line}:{p.where.column} {p.code}", dict(p.values)) for p in document.problems
    ]


def wrong(
    place: str, expected: str, got: str, choices: str = "", near: str = ""
) -> tuple[str, dict[str, str]]:
    """A value of the wrong form."""
    return f"{place} P110", {"expected": expected, "choices": choices, "near": near, "got": got}


def test_values() -> None:
    outer = read(
        "name: '  x '\nshort: AB\nlabel: {en: a, id: b}\nmade: 2020-05\n"
        "parts:\n- {colour: red, size: 007, from: 2024-02-29, level: warning}\n"
        "keys: {a-1.b: {colour: blue}}"
    )
    assert outer is not None
    assert outer.name == "x"
    assert outer.short == Bilingual("AB", "AB")
    assert outer.label == Bilingual("a", "b")
    assert outer.made == PartialDate(2020, 5)
    assert outer.parts is not None
    assert (outer.parts[0].size, outer.parts[0].since) == (7, date(2024, 2, 29))
    assert outer.parts[0].level is Severity.WARNING
    assert outer.keys["a-1.b"].size is None


def test_values_left_out() -> None:
    outer = read("name: x\nshort: {en: a, id: b}")
    assert outer is not None
    assert outer.short == Bilingual("a", "b")
    assert (outer.label, outer.made, outer.parts, outer.main) == (None,) * 4


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: ''", wrong("1:1", "filled", "")),
        ("name: ' '", wrong("1:1", "filled", " ")),
        ("name:", wrong("1:1", "filled", "")),
        ("name: [x]", wrong("1:1", "text", "[…]")),
        ("name: {x: y}", wrong("1:1", "text", "{…}")),
        ("name: x\nshort: [x]", wrong("2:1", "mapping", "[…]")),
        ("name: x\nlabel: x", wrong("2:1", "mapping", "x")),
        ("name: x\nlabel: {en: x, id: ''}", wrong("2:16", "filled", "")),
        ("name: x\nmade: May 2020", wrong("2:1", "date", "May 2020")),
        ("name: x\nmade: 2020-13", wrong("2:1", "date", "2020-13")),
        ("name: x\nmade: 2020-05-01T00:00", wrong("2:1", "date", "2020-05-01T00:00")),
        ("name: x\nmade:", wrong("2:1", "date", "")),
        ("name: x\nmade: [2020]", wrong("2:1", "date", "[…]")),
        ("name: x\nparts: x", wrong("2:1", "list", "x")),
        ("name: x\nparts: {}", wrong("2:1", "list", "{…}")),
        ("name: x\nparts: []", wrong("2:1", "filled", "[…]")),
        ("name: x\nparts: [x]", wrong("2:9", "mapping", "x")),
        ("name: x\nkeys: [x]", wrong("2:1", "mapping", "[…]")),
        ("name: x\nmain: {colour: red, from: 2020}", wrong("2:21", "day", "2020")),
        ("name: x\nmain: {colour: red, from: 2020-05}", wrong("2:21", "day", "2020-05")),
        ("name: x\nmain: {colour: red, from: soon}", wrong("2:21", "date", "soon")),
        ("name: x\nmain: {colour: green}", wrong("2:8", "choice", "green", "red, blue")),
        (
            "name: x\nmain: {colour: red, level: low}",
            wrong("2:21", "choice", "low", "error, warning"),
        ),
        ("x", wrong("1:1", "mapping", "x")),
    ],
)
def test_wrong_values_are_told(text: str, problem: tuple[str, dict[str, str]]) -> None:
    assert refused(text) == [problem]


@pytest.mark.parametrize(
    "size", ["", "-1", "+1", "1.0", "1e3", "1_000", " 1", "٣", "²", "x", "[1]"]
)
def test_only_plain_digits_are_a_whole_number(size: str) -> None:
    text = f"name: x\nmain: {{colour: red, size: '{size}'}}"
    assert refused(text) == [wrong("2:21", "whole", size)]


def test_long_value_is_cut() -> None:
    text = f"name: x\nmade: {'x' * 99}"
    assert refused(text) == [wrong("2:1", "date", "x" * 60)]


def test_one_text_for_both_languages_is_wrong_once() -> None:
    assert refused("name: x\nshort: ''") == [wrong("2:1", "filled", "")]


def test_address_is_told_as_one() -> None:
    assert refused("name: x\nlink: example.org") == [wrong("2:1", "url", "example.org")]


def test_list_is_no_whole_number() -> None:
    text = "name: x\nmain: {colour: red, size: [1]}"
    assert refused(text) == [wrong("2:21", "whole", "[…]")]


def test_endless_number_is_no_whole_number() -> None:
    text = f"name: x\nmain: {{colour: red, size: {'9' * 5000}}}"
    assert refused(text) == [wrong("2:21", "whole", "9" * 60)]


@pytest.mark.parametrize("key", ["a", "7", "a-1", "a.b-c.d", "10.c"])
def test_ids(key: str) -> None:
    assert KEY.fullmatch(key)
    assert read(f"name: x\nkeys: {{{key}: {{colour: red}}}}")


@pytest.mark.parametrize("key", ["A", "a_b", "-a", "a-", "a--b", "a..b", "a.", "é", "a b", "a\\n"])
def test_what_is_no_id(key: str) -> None:
    ((place, values),) = refused(f'name: x\nkeys: {{"{key}": {{colour: red}}}}')
    assert place == "2:8 P110"
    assert values["expected"] == "key"


def test_key_and_its_value_are_both_told() -> None:
    told = refused("name: x\nkeys: {A: {colour: green}}")
    assert told == [
        wrong("2:8", "key", "A", near="a"),
        wrong("2:12", "choice", "green", "red, blue"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("short: x", "1:1", "name"),
        ("name: x\nlabel: {en: a}", "2:1", "id"),
        ("name: x\nparts:\n- {colour: red}\n- {size: 1}", "4:3", "colour"),
        ("name: x\nmain: {}", "2:1", "colour"),
    ],
)
def test_missing_keys_are_told_at_what_lacks_them(text: str, place: str, key: str) -> None:
    assert refused(text) == [(f"{place} P109", {"key": key})]


OUTER = "name, short, label, made, link, parts, main, keys"


@pytest.mark.parametrize(
    ("text", "place", "key", "near", "known"),
    [
        ("name: x\nshrt: y", "2:1", "shrt", "short", OUTER),
        ("name: x\nzzzzzz: y", "2:1", "zzzzzz", "", OUTER),
        ("name: x\nlabel: {en: a, id: b, fr: c}", "2:23", "fr", "", "en, id"),
        ("name: x\nshort: {en: a, id: b, fr: c}", "2:23", "fr", "", "en, id"),
    ],
)
def test_unknown_keys_are_told_with_those_known_there(
    text: str, place: str, key: str, near: str, known: str
) -> None:
    assert refused(text) == [(f"{place} P108", {"key": key, "near": near, "known": known})]


@pytest.mark.parametrize("text", ["main: {colour: red, frm: x}", "parts: [{colour: red, frm: x}]"])
def test_unknown_keys_are_told_with_those_that_can_be_written(text: str) -> None:
    ((_, values),) = refused(f"name: x\n{text}")
    assert values == {"key": "frm", "near": "from", "known": "colour, level, size, from"}


def test_all_problems_are_told() -> None:
    text = "nam: x\nmain: {colour: green, size: x}\nmade: x"
    codes = [place for place, _ in refused(text)]
    assert codes == ["1:1 P109", "3:1 P110", "2:8 P110", "2:23 P110", "1:1 P108"]


def test_places_below_a_part_of_a_document() -> None:
    document = read_yaml("a:\n  b: {name: x, made: y}\n", "f", "F")
    assert validate(document, ("a", "b"), Outer, document.data["a"]["b"]) is None
    assert str(document.problems[0].where) == "f:2:16"


def test_what_is_expected_has_words() -> None:
    words = catalogue().words["expected"]
    expected = ["filled", "text", "mapping", "list", "date", "day", "whole", "key", "choice"]
    assert set(expected) <= set(words)
