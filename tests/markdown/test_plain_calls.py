"""The short way to read a call: where it is taken, it reads what Jinja reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from macros.markdown.calls import plain_call
from macros.markdown.jinja_calls import read_call

NAMES = st.sampled_from(["a", "as", "_B9", "not", "in", "if", "true", "none", "self", "super"])
BLANKS = st.sampled_from(["", " ", "\n", "\t", "\u2003"])
TEXTS = st.text(st.sampled_from("ab é\n\u2028-%#(),=~"), max_size=5).flatmap(
    lambda text: st.sampled_from([f'"{text}"', f"'{text}'"])
)


@st.composite
def calls(draw: st.DrawFn) -> str:
    """What looks like a call."""
    arguments = draw(st.lists(st.tuples(st.just("") | NAMES, TEXTS), max_size=3))
    written = [f"{key}{draw(BLANKS)}={text}" if key else text for key, text in arguments]
    inside = f",{draw(BLANKS)}".join(written)
    blank = draw(BLANKS)
    return f"{{{{{blank}{draw(NAMES)}{blank}({blank}{inside}{blank}){blank}}}}}"


@given(calls())
def test_plain_calls_are_read_as_jinja_reads_them(source: str) -> None:
    plain = plain_call(source)
    assert plain is None or plain == read_call(source)


def test_which_calls_are_plain() -> None:
    assert plain_call("{{ a( 'b', c = \"d'\" ) }}") == ("a", ("b",), {"c": "d'"})
    for other in (
        "a(b='c', 'd')",
        "a(b='c', b='d')",
        "a('b',)",
        "a('b' 'c')",
        r"a('\b')",
        "not('a')",
    ):
        assert plain_call(f"{{{{ {other} }}}}") is None
