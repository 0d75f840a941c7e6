"""YAML is read as it is written: all scalars stay text, and every key and value has its place."""

from __future__ import annotations

import pytest

from macros.datafiles.yaml_source import Document, decode, read_yaml
from macros.errors import KnowledgeError
from macros.model import Location, Problem


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "yes",
        "on",
        "null",
        "~",
        "004",
        "1_000",
        "08:30",
        "3.60",
        "1e3",
        "0x1F",
        ".inf",
        ".nan",
        "2022-10-28",
        "2022-10-28T08:30:00Z",
        "=",
        "<<",
        "+1",
        "-0",
        "US$",
        "a#b",
        "10.c",
        "3.6%",
        "https://example.org/a?b=c",
    ],
)
def test_scalars_stay_text(scalar: str) -> None:
    assert read_yaml(f"a: {scalar}", "f", "F").data == {"a": scalar}
    assert read_yaml(f"- {scalar}", "f", "F").data == [scalar]
    assert read_yaml(f"{scalar}: a", "f", "F").data == {scalar: "a"}
    assert read_yaml(scalar, "f", "F").data == scalar


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("", ""),
        ("''", ""),
        ("'it''s'", "it's"),
        (r'"a\tb\u00e9"', "a\tbé"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">-\n  two\n  lines\n", "two lines"),
        ("two\n  lines", "two lines"),
        ("a  # a remark", "a"),
        ("'a # no remark'", "a # no remark"),
    ],
)
def test_scalars_in_every_style(written: str, text: str) -> None:
    assert read_yaml(f"a: {written}", "f", "F").data == {"a": text}


def test_lists_and_mappings_with_their_places() -> None:
    document = read_yaml("a:\n  - x\n  - {b: y,\n     c: [z]}\nd: 1\n", "f.yml", "F")
    assert document.data == {"a": ["x", {"b": "y", "c": ["z"]}], "d": "1"}
    assert document.problems == []
    assert document.places == {
        (): Location("f.yml", 1, 1, 1),
        ("a",): Location("f.yml", 1, 1, 2),
        ("a", 0): Location("f.yml", 2, 5, 6),
        ("a", 1): Location("f.yml", 3, 5, 6),
        ("a", 1, "b"): Location("f.yml", 3, 6, 7),
        ("a", 1, "c"): Location("f.yml", 4, 6, 7),
        ("a", 1, "c", 0): Location("f.yml", 4, 10, 11),
        ("d",): Location("f.yml", 5, 1, 2),
    }


def test_place_of_a_scalar_of_many_lines_has_no_end() -> None:
    document = read_yaml("- |\n  two\n  lines\n- x", "f", "F")
    assert document.where((0,)) == Location("f", 1, 3, None)
    assert document.where((1,)) == Location("f", 4, 3, 4)


def test_columns_count_characters() -> None:
    assert read_yaml("{é𐀀: ü, b: x}", "f", "F").where(("b",)) == Location("f", 1, 9, 10)


def test_places_shift_with_the_first_line() -> None:
    assert read_yaml("a: x\nb: y", "f", "P", first_line=2).where(("b",)) == Location("f", 3, 1, 2)


def test_place_of_what_is_missing_is_that_of_what_is_around_it() -> None:
    document = read_yaml("a:\n  b: [x]\n", "f", "F")
    assert (
        document.where(("a", "b", 5, "c")) == document.where(("a", "b")) == Location("f", 2, 3, 4)
    )
    assert document.where(("z",)) == Location("f", 1, 1, 1)
    assert Document("f", "F").where(("a",)) == Location("f")


def test_problem_is_noted_with_the_family_of_the_file() -> None:
    document = read_yaml("a: x\nb: y\n", "f", "P")
    document.refuse(("b", 0), KnowledgeError("F109", key="y"))
    assert document.problems == [Problem(Location("f", 2, 1, 2), "P109", {"key": "y"})]


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark\n", "---\n", "---\n...\n"])
def test_text_without_content(text: str) -> None:
    document = read_yaml(text, "f", "F")
    assert not document.data
    assert document.problems == []


def test_markers_of_one_document_are_allowed() -> None:
    assert read_yaml("%YAML 1.1\n---\na: x\n...\n", "f", "F").data == {"a": "x"}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        ("é\n".encode(), "é\n"),
        (b"\xef\xbb\xbfa: 1", "a: 1"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb", "a\nb"),
        (b"a\r\n\rb\n", "a\n\nb\n"),
    ],
)
def test_bytes_become_text_with_plain_line_ends(raw: bytes, text: str) -> None:
    assert decode(raw) == text


def test_mark_of_byte_order_and_windows_line_ends_do_not_move_places() -> None:
    document = read_yaml(decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r\nb: 3\r\n"), "f", "F")
    assert document.where(("a",)) == Location("f", 1, 1, 2)
    assert document.problems[0].where == Location("f", 3, 1, 2)


def test_list_that_a_shorter_one_replaces_leaves_no_places() -> None:
    document = read_yaml("a: [b, c]\na: [d]\n", "f", "F")
    assert [p.code for p in document.problems] == ["F107"]
    assert document.data == {"a": ["d"]}
    assert set(document.spans) == {("a", 0)}


def test_a_key_repeated_without_end_is_told_a_thousand_times() -> None:
    document = read_yaml("a: b\n" * 3_000, "facts.yml", "F")
    assert [problem.where.line for problem in document.problems] == list(range(2, 1_002))
    assert {problem.code for problem in document.problems} == {"F107"}
