"""The page language: what is a call, and everything of Jinja that is none, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros.markdown.calls import Parsed, Places, parse_calls
from macros.model import LOCALES, Call, Location, Problem
from macros.report.text import words_of
from tests.cases import load_yaml


def call(text: str) -> Call:
    """The only call of a text that nothing is wrong with."""
    parsed = parse_calls(text, "p.md")
    assert parsed.problems == ()
    (found,) = parsed.calls
    assert text[found.start : found.end].startswith("{{")
    return found


def problem(text: str) -> Problem:
    """The only problem of a text without calls; it has words."""
    parsed = parse_calls(text, "p.md")
    assert parsed.calls == ()
    (found,) = parsed.problems
    assert all(all(words_of(found, locale)) for locale in LOCALES)
    return found


@pytest.mark.parametrize(
    ("text", "name", "arguments", "keywords"),
    [
        ("{{ x() }}", "x", (), {}),
        ("{{x()}}", "x", (), {}),
        ("{{\n  x(\n)\n}}", "x", (), {}),
        ("{{ x ( ) }}", "x", (), {}),
        ('{{ fact("a.b") }}', "fact", ("a.b",), {}),
        ("{{ fact('a.b') }}", "fact", ("a.b",), {}),
        ('{{ fact("a", "b",) }}', "fact", ("a", "b"), {}),
        ('{{ fact(key="a") }}', "fact", (), {"key": "a"}),
        ('{{ fact("a", form="b", as="c") }}', "fact", ("a",), {"form": "b", "as": "c"}),
        ('{{ fact("") }}', "fact", ("",), {}),
        (r'{{ fact("a\"b\\c\u00e9") }}', "fact", ('a"b\\cé',), {}),
        ('{{ fact("é\u2028") }}', "fact", ("é\u2028",), {}),
        ("{{ example('fact(\"a\")') }}", "example", ('fact("a")',), {}),
        ('{{ x("}}") }}', "x", ("}}",), {}),
        ('{{ x("{{ y() }}") }}', "x", ("{{ y() }}",), {}),
        ('{{ x("{% y %}") }}', "x", ("{% y %}",), {}),
        ('{{ x("{# y #}") }}', "x", ("{# y #}",), {}),
        ('{{ x("two\nlines") }}', "x", ("two\nlines",), {}),
        ("{{ _x9() }}", "_x9", (), {}),
    ],
)
def test_calls(text: str, name: str, arguments: tuple[str, ...], keywords: dict[str, str]) -> None:
    found = call(text)
    assert (found.name, found.arguments, dict(found.keywords)) == (name, arguments, keywords)
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["", "no call", "a { b } c", "} } {", "{ { x() } }", "}}", "%} #}"]
)
def test_text_without_calls(text: str) -> None:
    parsed = parse_calls(text, "p.md")
    assert (parsed.calls, parsed.problems) == ((), ())


def test_calls_have_the_offsets_and_places_of_their_braces() -> None:
    text = 'É {{ a() }}{{ b("x") }}\n\n\n  {{ c(\n  "y",\n  z="\n") }} {{ d() }}\n{ {{ e() }} }'
    parsed = parse_calls(text, "p.md", first_line=10)
    assert parsed.problems == ()
    assert [text[c.start : c.end] for c in parsed.calls] == [
        "{{ a() }}",
        '{{ b("x") }}',
        '{{ c(\n  "y",\n  z="\n") }}',
        "{{ d() }}",
        "{{ e() }}",
    ]
    assert [c.where for c in parsed.calls] == [
        Location("p.md", 10, 3, 12),
        Location("p.md", 10, 12, 24),
        Location("p.md", 13, 3, None),
        Location("p.md", 16, 7, 16),
        Location("p.md", 17, 3, 12),
    ]


REFUSED = [
    pytest.param(text, what, id=text)
    for what, texts in yaml.load(
        (Path(__file__).parent / "cases" / "refused_calls.yml").read_text(encoding="utf-8"),
        Loader=yaml.CBaseLoader,
    ).items()
    for text in texts
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_all_else_in_braces_is_refused_at_its_place(text: str, what: str) -> None:
    found = problem(f"A line.\n\nÉ {text}")
    assert (found.code, found.values["what"]) == ("P201", what)
    assert found.where == Location("p.md", 3, 3, 3 + len(text))


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_calls_beside_what_is_refused_are_read(text: str, what: str) -> None:
    whole = f"{{{{ a() }}}}\n{text}; {{{{ b() }}}}"
    parsed = parse_calls(whole, "p.md")
    assert [whole[c.start : c.end] for c in parsed.calls] == ["{{ a() }}", "{{ b() }}"]
    assert [p.values["what"] for p in parsed.problems] == [what]


@pytest.mark.parametrize("blank", [" ", "\n", " \n\n"])
def test_white_space_control_is_refused_where_it_has_something_to_do(blank: str) -> None:
    assert problem("{{ x() -}}" + blank + "y").values == {"what": "whitespace"}


@pytest.mark.parametrize(
    ("text", "column", "what"),
    [
        ("a {% if x %}", 3, "statement"),
        ("{% if x %} a {% endif %} {% raw %}", 1, "statement"),
        ("{%- if x -%} a", 1, "statement"),
        ("{%+ if x +%} a", 1, "statement"),
        ("{% raw %}{{ x() }}{% endraw %}", 1, "statement"),
        ("a {%- raw -%} {{ x() }} {%- endraw -%}", 3, "statement"),
        ("{% import 'os' as os %}", 1, "statement"),
        ("{%%}", 1, "statement"),
        ("{% x", 1, "statement"),
        ("a {# b #}", 3, "comment"),
        ("a {##}", 3, "comment"),
        ("a {#- b -#}", 3, "comment"),
        ("a {# {{ x() }} #}", 3, "comment"),
        ("a {# b {% c #}", 3, "comment"),
        ("## A {#a}\n#}", 6, "comment"),
    ],
)
def test_statements_and_comments_are_refused_at_their_place(
    text: str, column: int, what: str
) -> None:
    found = problem(f"\n{text}")
    assert (found.code, found.values) == ("P201", {"what": what})
    assert (found.where.line, found.where.column) == (2, column)


def test_statements_are_told_once_a_line() -> None:
    text = "{% if x %} {% if y %}\n{% if z %}{{ x }}\n{# a\nb #} {{ a() }}"
    parsed = parse_calls(text, "p.md")
    assert [(p.where.line, p.values["what"]) for p in parsed.problems] == [
        (1, "statement"),
        (2, "statement"),
        (2, "variable"),
        (3, "comment"),
    ]
    assert [c.name for c in parsed.calls] == ["a"]


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("{{ }}", 1, "Expected an expression, got 'end of print statement'"),
        ("{{}}", 1, "Expected an expression, got 'end of print statement'"),
        ("a {{ x( }} b", 3, "bracket"),
        ("a {{ x) }} b", 3, "unexpected ')'"),
        ('a {{ x("y" }} b', 3, "bracket"),
        ("a {{ x() y() }}", 3, "expected token 'end of print statement', got 'y'"),
        ("a {{ x(y z) }}", 3, "expected token ',', got 'z'"),
        ('a {{ x(y="1", "2") }}', 3, "invalid syntax for function call expression"),
        ("a {{ x(1=2) }}", 3, "expected token ',', got '='"),
        ("a {{ x(", 3, "bracket"),
        ("a {{", 3, "the braces are not closed"),
        ("a {{ x()", 3, "braces"),
        ("{{ a() }} {{ x()\n", 11, "braces"),
        ("a {{ x() }", 3, "braces"),
        ("{{ a() }} {{ x! }}", 11, "unexpected char '!'"),
        ("a {{ x(\u201cy\u201d) }}", 3, "curly"),
        ("a {{ x({{ y() }}) }}", 3, "expected token ':', got '}'"),
    ],
)
def test_what_jinja_cannot_read_is_told_with_its_reason(
    text: str, column: int, reason: str
) -> None:
    parsed = parse_calls(f"\n{text}", "p.md")
    (found,) = parsed.problems
    assert found.code == "P201"
    assert (found.where.line, found.where.column) == (2, column)
    assert found.values["what"] == "unreadable"
    assert found.values["reason"] == reason


@pytest.mark.parametrize("opening", ["{#", "{%"])
def test_comment_or_statement_without_end_takes_no_call_away(opening: str) -> None:
    parsed = parse_calls(f"a\n\nb {opening} c {{{{ x() }}}}\n{{{{ y() }}}}", "p.md")
    assert [c.name for c in parsed.calls] == ["x", "y"]
    what = {"{#": "comment", "{%": "statement"}[opening]
    assert [(p.where.line, p.values["what"]) for p in parsed.problems] == [(3, what)]


MISTAKES = load_yaml(
    (Path(__file__).parent / "cases" / "mistyped_calls.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("mistyped", MISTAKES)
def test_what_was_surely_meant_is_told(mistyped: str) -> None:
    """One problem, which says what to type; all calls before and after it are read."""
    wanted, reason = MISTAKES[mistyped]
    parsed = parse_calls(
        f'A {{{{ a("b") }}}} and {mistyped} and {{{{ c("d") }}}}.\n\n{mistyped}', ""
    )
    assert [c.name for c in parsed.calls] == ["a", "c"]
    assert len(parsed.problems) == len(parsed.unread) == 2
    for found in parsed.problems:
        assert (found.values.get("write", ""), found.values.get("reason", "")) == (wanted, reason)
        for locale in LOCALES:
            message, hint = words_of(found, locale)
            assert "{" not in message.replace("`{{`", "")
            assert (wanted or "{: #id }") in hint


@pytest.mark.parametrize(
    "text",
    [
        '`{ fact("a") }`',
        '```js\n{ fact("a") }\n```\n',
        "{ fact }",
        "{ fact() }",
        "{: #id }",
        "a { b(c) } d",
        "{a, b}",
        '\\{ "a": f("b") }',
    ],
)
def test_single_braces_that_are_only_braces(text: str) -> None:
    assert parse_calls(text, "p.md") == Parsed((), ())


def test_so_many_mistakes_are_enough() -> None:
    parsed = parse_calls("{{ x! }} {{ y() }}\n" * 60, "p.md")
    assert (len(parsed.problems), len(parsed.calls)) == (50, 49)


def test_argument_given_twice() -> None:
    found = problem('{{ fact("a", form="b", form="c") }}')
    assert (found.code, found.where) == ("P203", Location("p.md", 1, 1, 36))
    assert found.values == {"macro": "fact", "argument": "form", "why": "twice", "known": ""}


def test_brackets_without_end() -> None:
    assert problem("{{ " + "(" * 5000 + ")" * 5000 + " }}").values["what"] == "expression"


def test_number_without_end() -> None:
    assert problem("{{ x(" + "9" * 5000 + ") }}").code == "P201"


def test_half_a_character_is_refused() -> None:
    assert problem(r'{{ x("\ud800") }}').code == "P201"


def test_places_of_a_text() -> None:
    places = Places("ab\nc\n", "p.md", first_line=5)
    assert places.where(0) == Location("p.md", 5, 1)
    assert places.where(1, 2) == Location("p.md", 5, 2, 3)
    assert places.where(0, 2) == Location("p.md", 5, 1, 3)
    assert places.where(0, 3) == Location("p.md", 5, 1)
    assert places.where(1, 4) == Location("p.md", 5, 2)
    assert places.where(2) == Location("p.md", 5, 3)
    assert places.where(3, 4) == Location("p.md", 6, 1, 2)
    assert places.where(5) == Location("p.md", 7, 1)
