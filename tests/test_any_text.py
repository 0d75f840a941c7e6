"""Whatever the text: every reader gives what it can, and problems with a place and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.datafiles.yaml_source import decode, read_yaml
from macros.errors import KnowledgeError
from macros.facts.expressions import parse
from macros.facts.reader import read_facts
from macros.glossary.reader import read_glossary
from macros.markdown.calls import parse_calls
from macros.model import LOCALES, Problem
from macros.report.text import words_of
from tests.reading import read_page

pytestmark = pytest.mark.no_cover

HERE = Path(__file__).parent
FACTS = (HERE / "facts" / "cases" / "base.yml").read_text(encoding="utf-8")
GLOSSARY = (HERE / "glossary" / "cases" / "base.yml").read_text(encoding="utf-8")
PAGE = (HERE / "markdown" / "cases" / "base.md").read_text(encoding="utf-8")
EXPRESSION = '(a.b[2020@c] - 3.5) * round(d / 2, 1) <= days(e) and claim(f) and facts("g") != 0'

PIECES = [
    *("", " ", "\n", "\t", ":", ": ", "- ", "? ", ",", "[", "]", "{", "}", "&a ", "*a", "!!int "),
    *("'", '"', "\\", "|\n", ">-\n", "#", "---\n", "...\n", "%", "@", "`", "~", "null", "<<: "),
    *("-1", "0.5", "1e9", "2022-02-30", "2022/2021", "x", "X", "é", "\ue000", "\0", "\u2028"),
    *("{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "(", ")", "=", "==", "<", "and", "raw"),
    *("```", "~~~", "## ", "===", "\ufeff", "𐀀", "{{ x() }}", '{{ x("y", z="w") }}'),
]
PROFILE = settings(max_examples=150, deadline=None, derandomize=True)
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=30).map("".join)
"""Random text of the pieces that mean something to YAML, to Jinja or to Markdown."""

Reader = Callable[[str], Iterable[Problem]]
READERS: dict[str, tuple[str, Reader]] = {
    "yaml": (FACTS, lambda text: read_yaml(text, "f", "F").problems),
    "facts": (FACTS, lambda text: read_facts(text, "f")[1]),
    "glossary": (GLOSSARY, lambda text: read_glossary(text, "f")[2]),
    "page": (PAGE, lambda text: read_page(text, "f", "en", "f.md")[1]),
    "calls": (PAGE, lambda text: parse_calls(text, "f").problems),
}


def one_line_end(text: str) -> str:
    """The text as `decode` would have made it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A valid text with a few lines dropped, doubled, moved, cut or mixed with pieces."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)))
        key, colon, _ = line.partition(": ")
        lines[at] = draw(
            st.sampled_from(
                [
                    "",
                    f"{line}\n{line}",
                    line[:column],
                    line[column:],
                    f"{line[:column]}{piece}{line[column:]}",
                    f"{key}{colon}{piece}",
                    f"{line}\n{draw(st.sampled_from(lines))}",
                ]
            )
        )
    return "\n".join(lines)


def check(reader: Reader, text: str) -> None:
    """The reader raises nothing; its problems have places in the text, and words."""
    # libyaml ends a line at more characters than an editor does.
    last = sum(text.count(end) for end in "\n\r\x85\u2028\u2029") + 2
    for problem in reader(one_line_end(text)):
        assert 1 <= problem.where.line <= last
        assert problem.where.column >= 1
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


@pytest.mark.parametrize("name", READERS)
@PROFILE
@given(text=SOUP)
def test_random_text(name: str, text: str) -> None:
    check(READERS[name][1], text)


@pytest.mark.parametrize("name", READERS)
@PROFILE
@given(data=st.data())
def test_valid_text_with_a_few_changes(name: str, data: st.DataObject) -> None:
    valid, reader = READERS[name]
    check(reader, data.draw(mutated(valid)))


@PROFILE
@given(text=SOUP)
def test_random_front_matter(text: str) -> None:
    check(READERS["page"][1], f"---\ntitle: {text}\ndescription: x\n---\n{text}")


def refusal(act: Callable[[], object]) -> KnowledgeError | None:
    """What the act refuses; anything else that it raises comes through."""
    try:
        act()
    except KnowledgeError as error:
        return error
    return None


@PROFILE
@given(raw=st.binary(max_size=40))
def test_random_bytes(raw: bytes) -> None:
    error = refusal(lambda: decode(raw))
    if error:
        assert error.code == "F103"
        assert 1 <= int(error.values["line"]) <= len(raw.splitlines()) + 1
    else:
        assert "\r" not in decode(raw)


@PROFILE
@given(text=st.one_of(SOUP, mutated(EXPRESSION)))
def test_random_expression(text: str) -> None:
    error = refusal(lambda: parse(text))
    if error:
        assert error.code == "F116"
        position = int(error.values["position"])
        assert 1 <= position <= len(text) + 1
        assert text[position - 1 :].startswith(error.values["rest"])


@PROFILE
@given(text=st.one_of(SOUP, mutated(PAGE)))
def test_offsets_of_calls_cut_out_their_braces(text: str) -> None:
    text = one_line_end(text)
    end = 0
    for call in parse_calls(text, "f").calls:
        assert end <= call.start < call.end <= len(text)
        source = text[call.start : call.end]
        end = call.end
        assert source.startswith("{{")
        assert source.endswith("}}")
        line = text.split("\n")[call.where.line - 1]
        assert line[call.where.column - 1 :].startswith("{{")
