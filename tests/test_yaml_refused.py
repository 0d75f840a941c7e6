"""What YAML may not hold, and what is broken, is told with its exact place."""

from __future__ import annotations

import pytest

from macros.datafiles.yaml_source import DEEPEST, LARGEST, Family, decode, read_yaml
from macros.errors import KnowledgeError
from macros.model import Severity


def found(text: str, family: Family = "F", first_line: int = 1) -> list[tuple[str, dict[str, str]]]:
    """The problems of a text: place and code, and the values."""
    problems = read_yaml(text, "x.yml", family, first_line).problems
    assert all(p.where.path == "x.yml" and p.level is Severity.ERROR for p in problems)
    return [(f"{p.where.line}:{p.where.column} {p.code}", dict(p.values)) for p in problems]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: &x 1", "1:4", "anchor"),
        ("a: &x [1]", "1:4", "anchor"),
        ("a: &x {b: 1}", "1:4", "anchor"),
        ("&x a: 1", "1:1", "anchor"),
        ("&x\na: 1", "1:1", "anchor"),
        ("a: *x", "1:4", "alias"),
        ("- x\n- *x", "2:3", "alias"),
        ("*x : 1", "1:1", "alias"),
        ("<<: *x", "1:5", "alias"),
        ("a: !!int 1", "1:4", "tag"),
        ("a: !local 1", "1:4", "tag"),
        ("a: ! 1", "1:4", "tag"),
        ("a: !!python/object/apply:os.system [ls]", "1:4", "tag"),
        ("a: !!binary aGk=", "1:4", "tag"),
        ("a: !!set {b}", "1:4", "tag"),
        ("!!str a: 1", "1:1", "tag"),
        ("? [a, b]\n: 1", "1:3", "key"),
        ("? {a: b}\n: 1", "1:3", "key"),
        ("{[a]: 1}", "1:2", "key"),
        ("a: 1\n---\nb: 2", "2:1", "second-document"),
        ("---\n---\nb: 2", "2:1", "second-document"),
        ("[" * 30 + "]" * 30, f"1:{DEEPEST + 2}", "depth"),
        ("{a: " * 30 + "}" * 30, f"1:{4 * (DEEPEST + 1) + 1}", "depth"),
        ("- " * 30 + "x", f"1:{2 * (DEEPEST + 1) + 1}", "depth"),
    ],
)
def test_what_yaml_has_and_records_may_not(text: str, place: str, what: str) -> None:
    assert found(text) == [(f"{place} F106", {"what": what})]
    assert read_yaml(text, "f", "F").data is None


def test_nesting_up_to_the_limit() -> None:
    assert found("[" * 20 + "x" + "]" * 20) == []
    assert found("[" * 21 + "]" * 21) == []
    assert found("[" * 21 + "x" + "]" * 21) != []


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "? " * 100_000, "- " * 100_000])
def test_endless_nesting_is_refused(text: str) -> None:
    ((place, _),) = found(text)
    assert place.split()[1] in ("F105", "F106")


def test_alias_bomb_is_never_expanded() -> None:
    bomb = 'a: &a ["x", "x"]\n' + "".join(
        f"{name}: &{name} [*{before}, *{before}, *{before}]\n"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert found(bomb) == [("1:4 F106", {"what": "anchor"})]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\na: 2", [("2:1", "a", "1")]),
        ("a: 1\na: 2\na: 3", [("2:1", "a", "1"), ("3:1", "a", "1")]),
        ("a:\n  b: 1\n  b: 2", [("3:3", "b", "2")]),
        ("{a: 1, 'a': 2}", [("1:8", "a", "1")]),
        ("- a: 1\n  a: 2\n- a: 1", [("2:3", "a", "1")]),
        ("<<: 1\n<<: 2", [("2:1", "<<", "1")]),
        ("a: {b: 1}\nc: {b: 1}", []),
    ],
)
def test_key_twice_is_told_with_the_line_of_the_first(
    text: str, problems: list[tuple[str, str, str]]
) -> None:
    assert found(text) == [(f"{at} F107", {"key": key, "line": line}) for at, key, line in problems]


def test_key_twice_keeps_the_last_value_and_reads_on() -> None:
    document = read_yaml("a: 1\na: 2\nb: 3", "f", "F")
    assert document.data == {"a": "2", "b": "3"}


def test_key_twice_has_the_places_of_the_value_that_stays() -> None:
    document = read_yaml("a: [x]\na: [y]", "f", "F")
    assert document.data == {"a": ["y"]}
    assert document.where(("a", 0)).line == 2


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: [1", "2:1", "did not find expected ',' or ']'"),
        ("a: {b: 1\nc: 2", "1:9", "did not find expected ',' or '}'"),
        ("a: 1\n b: 2", "2:3", "mapping values are not allowed in this context"),
        ("a: 1\n- b", "2:1", "did not find expected key"),
        ("a: b: c", "1:5", "mapping values are not allowed in this context"),
        ('a: "x', "1:4", "found unexpected end of stream"),
        (r'a: "\q"', "1:5", "found unknown escape character"),
        ("a: @x", "1:4", "found character that cannot start any token"),
        ("a: %x", "1:4", "found character that cannot start any token"),
        ("a: x\n!y b\n", "3:1", "could not find expected ':'"),
    ],
)
def test_broken_yaml_is_told_with_its_place(text: str, place: str, reason: str) -> None:
    assert found(text) == [(f"{place} F105", {"reason": reason})]
    line, column = place.split(":")
    shifted = [(f"{int(line) + 1}:{column} P105", {"reason": reason})]
    assert found(text, "P", first_line=2) == shifted


@pytest.mark.parametrize("character", ["\0", "\a", "\x1b", "\x7f", "\ufffe"])
def test_control_characters_are_told_with_their_line(character: str) -> None:
    reason = {"reason": "control characters are not allowed"}
    assert found(f"a: 1\nb: {character}\nc: 3\n") == [("2:1 F105", reason)]
    assert found(f"a: 1\nb: {character}\nc: 3\n", "P", first_line=2) == [("3:1 P105", reason)]


def test_control_character_after_other_letters_is_told_with_its_line() -> None:
    ((place, _),) = found("a: éééééé\nb: \a\n\n\n\n\n\n\n")
    assert place.startswith("2:")


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_lines_are_those_of_an_editor(character: str) -> None:
    document = read_yaml(f'a: "x{character}y"\nb: 2\n', "f", "F")
    assert document.where(("b",)).line == 2


@pytest.mark.parametrize(("family", "code"), [("F", "F104"), ("P", "P104")])
def test_too_large_a_text_is_refused_unread(family: Family, code: str) -> None:
    text = "# " + "x" * (LARGEST - 2)
    assert found(text) == []
    assert found(text + " ", family) == [(f"1:1 {code}", {"limit": "2,000,000"})]
    assert read_yaml(text + " ", "f", family).data is None


@pytest.mark.parametrize(
    ("raw", "line", "byte"),
    [
        (b"\xff", "1", "0xFF"),
        (b"a\nb: \xe9t\xe9\n", "2", "0xE9"),
        (b"a\r\nb\r\nc \xfe", "3", "0xFE"),
        (b"a\n\xc3", "2", "0xC3"),
        (b"a\n\xed\xa0\x80", "2", "0xED"),
        ("aé\n\né".encode() + b"\x80", "3", "0x80"),
    ],
)
def test_bytes_that_are_not_utf8_are_told_with_their_line(raw: bytes, line: str, byte: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        decode(raw)
    assert caught.value.code == "F103"
    assert caught.value.line == int(line)
    assert caught.value.values == {"line": line, "byte": byte}


@pytest.mark.parametrize(("raw", "line"), [(b"a\xff", "1"), (b"\n\n\n\xff", "4")])
def test_bytes_that_are_not_utf8_after_a_mark_of_byte_order(raw: bytes, line: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        decode(b"\xef\xbb\xbf" + raw)
    assert caught.value.values == {"line": line, "byte": "0xFF"}


def test_bytes_that_are_not_utf8_after_old_line_ends() -> None:
    with pytest.raises(KnowledgeError) as caught:
        decode(b"a\rb\r\xff")
    assert caught.value.values["line"] == "3"


def test_tabs_and_curly_quotation_marks_are_named() -> None:
    assert found("\tb: 2") == [("1:1 F105", {"reason": "tab", "tab": "yes"})]
    ((place, values),) = found("a: {b: “c” d: e}")
    assert (place, values["curly"]) == ("1:13 F105", "“")
