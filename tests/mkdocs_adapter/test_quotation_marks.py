"""Straight quotation marks become curly in prose, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.mkdocs_adapter.quotation_marks import curly
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>Say "so", "he said".</p>', "<p>Say “so”, “he said”.</p>"),
        ("<p>IOM's and the States' work: 'so'.</p>", "<p>IOM’s and the States’ work: ‘so’.</p>"),
        ('<p>"<em>Judul</em>" itu</p>', "<p>“<em>Judul</em>” itu</p>"),
        ('<p><strong>"Judul"</strong>, (<em>"dua"</em>)</p>', None),
        ("<p>Kata &quot;satu&quot; &amp; &#x27;dua&#x27;</p>", "<p>Kata “satu” &amp; ‘dua’</p>"),
        ('<p>dari <a href="x" title="a > &quot;b&quot;">"x"</a>.</p>', None),
        ('<p>Tulis <code>fact("x")</code>"</p>', '<p>Tulis <code>fact("x")</code>”</p>'),
        (
            '<pre><span>"x"</span>\n"y"</pre><p>"z"</p>',
            '<pre><span>"x"</span>\n"y"</pre><p>“z”</p>',
        ),
        ('<li>satu</li><li>"dua"</li>', "<li>satu</li><li>“dua”</li>"),
        ('<!-- "x" --><p>“sudah”</p>', '<!-- "x" --><p>“sudah”</p>'),
        ('<p>2022–"2024" "di-\'sini\'"</p>', "<p>2022–“2024” “di-‘sini’”</p>"),
    ],
)
def test_prose_is_curly(html: str, shown: str | None) -> None:
    if shown is None:
        shown = html.replace('>"', ">“").replace('"<', "”<")
    assert curly(html) == shown
    assert curly(shown) == shown


@pytest.mark.no_cover
@given(st.lists(st.sampled_from(['"', "'", "<p>", "</p>", "<a b='c\"'>", "x", " ", "&", "<"])))
def test_nothing_else_changes(parts: list[str]) -> None:
    html = "".join(parts)
    marks = str.maketrans("“”‘’", "\"\"''")
    assert curly(html).translate(marks) == html


@pytest.mark.no_cover
@pytest.mark.parametrize("unit", ['"x" ', "<a b='", '<a b="c', "<!-- ", "&quot;", "<p"])
def test_time_grows_as_the_text_does(unit: str) -> None:
    def curling(times: int) -> Callable[[], object]:
        return lambda: curly(unit * times)

    assert_linear(curling, 2000)
