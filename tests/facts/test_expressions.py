"""The expression language of claims: what a text means, and where it cannot be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from macros.errors import KnowledgeError
from macros.facts.expressions import (
    DEEPEST,
    All,
    Comparison,
    Function,
    Node,
    Operation,
    Reference,
    parse,
)

A, B, C = Reference("a"), Reference("b"), Reference("c")


def op(left: Node, operator: str, right: Node) -> Operation:
    return Operation(operator, left, right)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("3", Decimal(3)),
        ("0", Decimal(0)),
        ("004.50", Decimal("4.50")),
        ("a", A),
        ("  a  ", A),
        ("migrants.over-60s.2", Reference("migrants.over-60s.2")),
        ("a[2020]", Reference("a", "2020")),
        ("a[2022-10-24/2022-10-26]", Reference("a", "2022-10-24/2022-10-26")),
        ("a[2020@rev]", Reference("a", "2020", "rev")),
        ("a[@rev]", Reference("a", None, "rev")),
        ("a-b", Reference("a-b")),
        ("a - b", op(A, "-", B)),
        ("a -b", op(A, "-", B)),
        ("3-2", op(Decimal(3), "-", Decimal(2))),
        ("a + b - c", op(op(A, "+", B), "-", C)),
        ("a / b * c", op(op(A, "/", B), "*", C)),
        ("a + b * c", op(A, "+", op(B, "*", C))),
        ("a / b - c", op(op(A, "/", B), "-", C)),
        ("(a + b) * c", op(op(A, "+", B), "*", C)),
        ("a - (b - c)", op(A, "-", op(B, "-", C))),
        ("((a))", A),
        ("\na\n+\nb", op(A, "+", B)),
        ('"gcm.objective-"', "gcm.objective-"),
        ('""', ""),
        ("days(a)", Function("days", (A,))),
        ("days (a)", Function("days", (A,))),
        ("round(a / b, 3)", Function("round", (op(A, "/", B), Decimal(3)))),
        ("abs(number(a))", Function("abs", (Function("number", (A,)),))),
        ('facts("x")', Function("facts", ("x",))),
        ("android", Reference("android")),
    ],
)
def test_values(text: str, node: Node) -> None:
    assert parse(text) == node


@pytest.mark.parametrize("sign", ["==", "!=", "<", "<=", ">", ">="])
def test_comparisons(sign: str) -> None:
    assert parse(f"a {sign} b") == Comparison((A, B), (sign,))
    assert parse(f"a{sign}b") == Comparison((A, B), (sign,))


def test_comparisons_bind_less_than_sums() -> None:
    assert parse("a + b < c") == Comparison((op(A, "+", B), C), ("<",))
    assert parse("a == b * c") == Comparison((A, op(B, "*", C)), ("==",))


def test_comparisons_are_chained() -> None:
    assert parse("a < b <= c") == Comparison((A, B, C), ("<", "<="))


def test_comparisons_are_joined() -> None:
    first, second = Comparison((A, B), ("<",)), Comparison((B, C), ("<",))
    assert parse("a < b and b < c") == All((first, second))
    assert parse("a < b and b < c and a < b") == All((first, second, first))
    assert parse("(a < b and b < c) and a < b") == All((All((first, second)), first))
    assert parse("claim(a) and b < c") == All((Function("claim", (A,)), second))


@pytest.mark.parametrize(
    ("text", "position", "rest"),
    [
        ("", 1, ""),
        ("a +", 4, ""),
        ("a <", 4, ""),
        ("a and", 6, ""),
        ("(a", 3, ""),
        ("days(a", 7, ""),
        ("days(", 6, ""),
        ("days()", 6, ")"),
        ("round(a,", 9, ""),
        ("round(a,)", 9, ")"),
        ("(a]", 3, "]"),
        ("(a,b)", 3, ",b)"),
        ("a)", 2, ")"),
        ("-a", 1, "-a"),
        ("a+-b", 3, "-b"),
        ("a=b", 2, "=b"),
        ("a<>b", 3, ">b"),
        ("a===b", 4, "=b"),
        ("a**b", 3, "*b"),
        ("a%b", 2, "%b"),
        ("A", 1, "A"),
        ("a_b", 2, "_b"),
        ("a..b", 2, "..b"),
        ("a[2020", 2, "[2020"),
        ("a[]", 3, "]"),
        ("a[2020][2021]", 8, "[2021]"),
        ("a[2020](b)", 8, "(b)"),
        ("3x", 2, "x"),
        (".5", 1, ".5"),
        ("5.", 2, "."),
        ("1_000", 2, "_000"),
        ("1,000", 2, ",000"),
        ('"a', 1, '"a'),
        ("'a'", 1, "'a'"),
        ("and", 1, "and"),
        ("and[2020]<b", 1, "and[2020]<b"),
        ("a\u00a0<b", 2, "\u00a0<b"),
        ("٣<b", 1, "٣<b"),
        ("a=" + "b" * 40, 2, "=" + "b" * 29),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), DEEPEST + 2, "a" + ")" * 21),
        ("abs(" * 21 + "a" + ")" * 21, 85, "a" + ")" * 21),
    ],
)
def test_unreadable_text_is_refused_at_its_place(text: str, position: int, rest: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse(text)
    assert caught.value.code == "F116"
    assert caught.value.values == {"expression": text, "position": str(position), "rest": rest}


@pytest.mark.parametrize(
    ("text", "position", "rest"),
    [("a < ? b", 5, "? b"), ("a <  < b", 6, "< b"), ("a b", 3, "b"), ("(a b)", 4, "b)")],
)
def test_blanks_are_not_what_is_wrong(text: str, position: int, rest: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse(text)
    assert caught.value.values == {"expression": text, "position": str(position), "rest": rest}


def test_brackets_may_be_as_deep_as_the_limit() -> None:
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == A
    assert parse("abs(" * DEEPEST + "a" + ")" * DEEPEST) != A
    assert parse(" + ".join(["(a)"] * 2 * DEEPEST)) != A
    assert parse(" + ".join(["abs(a)"] * 2 * DEEPEST)) != A


def test_blanks_after_the_end_are_no_part_of_it() -> None:
    assert parse("a \n\u00a0") == A
