"""Allowances: on a line, before a line, in YAML, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.datafiles.yaml_source import YamlComment, yaml_comments
from macros.messages import codes
from macros.model import Location, Page, Problem, Severity
from macros.rules.suppressions import allow
from tests.reading import read_page

Found = Callable[..., list[tuple[str, str, dict[str, str]]]]
Edit = Callable[[str, str, str], None]

PATH = "docs/en/page.md"
CODES = ("A101", "F121", "N112", "N101")


def page_of(body: str, extra: str = "") -> Page:
    """A page whose body begins on line 5, or 6 with a line more in its front matter."""
    text = f"---\ntitle: x\ndescription: y\n{extra}---\n{body}"
    page, _ = read_page(text, PATH, "en", "page.md")
    assert page is not None
    return page


def left(body: str, *lines: int, extra: str = "", code: str = "N112") -> list[str]:
    """What is left of a problem on each of these lines."""
    problems = [Problem(Location(PATH, line, 3), code) for line in lines]
    found = allow(problems, [page_of(body, extra)], {}, lambda: CODES)
    return [f"{p.where.line}:{p.where.column} {p.code}" for p in found]


@pytest.mark.parametrize(
    ("body", "lines", "expected"),
    [
        ("A 5. <!-- allow: N112 an example -->\nB 6.", (5, 6), ["6:3 N112"]),
        ("<!-- allow: N112 an example -->\nA 5.\nB 6.", (6, 7), ["7:3 N112"]),
        ("<!-- allow: N112 an example -->\n\n\nA 5.", (8,), []),
        ("> <!-- allow: N112: an example -->\n> A 5.", (6,), []),
        ("A 5 and 6. <!-- allow: N112 both examples -->", (5, 5), []),
        ("<!--\nallow: N112 an\nexample\n-->\nA 5.", (9,), []),
        ("A 5. <!-- no allowance -->", (5,), ["5:3 N112"]),
        ("A 5. <!-- I allow: N112 an example -->", (5,), ["5:3 N112"]),
        ("A 5. `<!-- allow: N112 an example -->`", (5,), ["5:3 N112"]),
        ("A 5.\n<!-- allow: N112 an example -->", (5,), ["5:3 N112", "6:1 A101"]),
        ("A. <!-- allow: N112 an example -->", (), ["5:4 A101"]),
        ("A 5. <!-- allow: N101 an example -->", (5,), ["5:3 N112", "5:6 A101"]),
        ("A 5. <!-- allow: N112 -->", (5,), ["5:3 N112", "5:6 A102"]),
        ("A 5. <!-- allow: N112 - 55 ok -->", (5,), ["5:3 N112", "5:6 A102"]),
        ("A 5. <!-- allow: N999 an example -->", (5,), ["5:3 N112", "5:6 A102"]),
        ("A 5. <!-- allow: an example -->", (5,), ["5:3 N112", "5:6 A102"]),
        ("A 5. <!-- allow: A101 an example -->", (5,), ["5:3 N112", "5:6 A103"]),
        ("A 5. <!-- allow: -->", (5,), ["5:3 N112", "5:6 A102"]),
    ],
)
def test_on_a_page(body: str, lines: tuple[int, ...], expected: list[str]) -> None:
    assert left(body, *lines) == expected


def test_two_allowances_before_one_line() -> None:
    body = "<!-- allow: N112 one -->\n<!-- allow: N101 two -->\nA 5."
    assert left(body, 7) == ["6:1 A101"]
    assert left(body, 7, code="N101") == ["5:1 A101"]


def test_in_front_matter() -> None:
    assert left("", 4, extra="date: 2022-10-28  # allow: N112 an example\n") == []
    assert left("", 4, extra="# allow: N112 an example\n") == ["4:3 N112", "4:1 A101"]
    assert left("", 3, extra="") == ["3:3 N112"]


ALLOWED = {
    *("F114", "F118", "F120", "F121", "F125", "F126", "F127", "F150", "F151"),
    *("L103", "L104", "L108", "L111", "L118"),
}


@pytest.mark.parametrize("code", codes())
def test_no_line_is_excepted_from_what_keeps_readers_safe(code: str) -> None:
    """Of all codes, only those that judge words and figures: also a new one holds at first."""
    judges = code in ALLOWED or code[0] in "GNT" or (code[0] == "M" and code != "M105")
    problems = [Problem(Location(PATH, 5, 3), code), Problem(Location("f.yml", 1, 1), code)]
    page = page_of(f"A 5. <!-- allow: {code} an example -->")
    found = allow(problems, [page], {"f.yml": f"a: b # allow: {code} an example"}, codes)
    told = [(str(p.where), p.code, dict(p.values)) for p in found]
    assert told == (
        []
        if judges
        else [
            (f"{PATH}:5:3", code, {}),
            ("f.yml:1:1", code, {}),
            (f"{PATH}:5:6", "A103", {"allowed": code}),
            ("f.yml:1:6", "A103", {"allowed": code}),
        ]
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("<script>x</script>", "S101"),
        ("a \u202egni\u202c b", "S109"),
        ("{{ 7*7 }}", "P201"),
        ("> > > > > > deep", "S132"),
        ("[a](javascript:alert)", "S103"),
    ],
)
def test_a_page_with_an_allowance_of_its_own_is_refused(
    found: Found, edit: Edit, written: str, code: str
) -> None:
    edit("docs/en/index.md", "\nThere are", f"\n{written} <!-- allow: {code} ours -->\n\nThere are")
    assert code in [told for _, told, _ in found(code)]


DATA = """\
# allow: F121 not used yet
facts:
  a: 'x # allow: F121 no comment'
  b: y # allow: F121 kept for later
  c: # allow: F121 nothing here
"""


def test_in_yaml() -> None:
    problems = [Problem(Location("f.yml", line), "F121") for line in (2, 3, 4)]
    found = allow(problems, [], {"f.yml": DATA, "g.yml": "a: b"}, lambda: CODES)
    assert [(p.where.line, p.where.column, p.where.end_column, p.code) for p in found] == [
        (3, 1, None, "F121"),
        (5, 6, 32, "A101"),
    ]
    assert dict(found[1].values) == {"allowed": "F121", "line": "5"}
    assert found[1].level is Severity.ERROR


def test_comments_of_yaml() -> None:
    text = "#a\nb: c#d # e\n\nf: |\n  # no\ng: [h] #i\n"
    assert list(yaml_comments(text)) == [
        YamlComment("a", 1, 1, True),
        YamlComment(" e", 2, 8, False),
        YamlComment("i", 6, 8, False),
    ]
    assert list(yaml_comments("a: 'b # c")) == []


def test_the_codes_are_asked_for_only_where_needed() -> None:
    def never() -> tuple[str, ...]:
        raise AssertionError

    assert allow([], [page_of("A")], {"f.yml": "allow: x"}, never) == []


def test_a_project_with_allowances(found: Found, edit: Edit) -> None:
    old = 'There are {{ fact("migrants.world") }} {{'
    edit("docs/en/index.md", old, f"There are 55 and {old.removeprefix('There are ')}")
    assert [code for _, code, _ in found("N112")] == ["N112"]
    edit("docs/en/index.md", "\nThere are", "\n<!-- allow: N112 to be recorded -->\nThere are")
    assert found("N112", "A101", "A102") == []
    edit("facts.yml", "facts:\n", "facts: # allow: F121 nothing\n")
    assert [code for _, code, _ in found("N112", "A101", "A102")] == ["A101"]
