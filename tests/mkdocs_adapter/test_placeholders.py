"""Pieces are kept out of Markdown's hands, and put back in the form that their place allows."""

from __future__ import annotations

import pytest

from macros.mkdocs_adapter.placeholders import PlaceholderTable
from macros.mkdocs_adapter.sanitizer import sanitise
from macros.model import Bilingual, Source
from macros.render.result import Citation, Figure, MacroResult, TocEntry

LINKED = MacroResult('<data><a href="#f">R&amp;D</a></data>', "R&D", "<data>R&amp;D</data>")
PLAIN = MacroResult('<a href="#t">t "t"</a>', 't "t"')
BLOCK = MacroResult("<div>block</div>", "", "<div>block</div>", block=True)


@pytest.fixture
def table() -> PlaceholderTable:
    """A table with three pieces: tokens 0, 1 and 2."""
    kept = PlaceholderTable()
    assert [kept.placeholder_for(piece) for piece in (LINKED, PLAIN, BLOCK)] == [
        f"\ue000{number}\ue001" for number in range(3)
    ]
    return kept


@pytest.mark.parametrize(
    ("sealed", "html"),
    [
        (
            "<p>no token &amp; &#160; <br> <img src=x></p>",
            "<p>no token &amp; &#160; <br> <img src=x></p>",
        ),
        ("<p>[0]</p>", f"<p>{LINKED.html}</p>"),
        ("<h2>[0] &amp; &lt;b&gt; &#38;</h2>", f"<h2>{LINKED.html} &amp; &lt;b&gt; &#38;</h2>"),
        ('<p><a href="x">[0]</a>[0]</p>', f'<p><a href="x">{LINKED.bare}</a>{LINKED.html}</p>'),
        ("<a><b>[0]</b></a>", f"<a><b>{LINKED.bare}</b></a>"),
        (
            "<details><summary>[0]</summary>[0]</details>",
            f"<details><summary>{LINKED.bare}</summary>{LINKED.html}</details>",
        ),
        ("<pre><code>[0]</code></pre>", f"<pre><code>{LINKED.bare}</code></pre>"),
        ("<code>[1]</code>", "<code>t &quot;t&quot;</code>"),
        ("<code></code>[0]", f"<code></code>{LINKED.html}"),
        ("<code>x</code></a>[0]", f"<code>x</code></a>{LINKED.html}"),
        ('<img alt="[0]">', '<img alt="R&amp;D">'),
        ('<img alt="[1]" />', '<img alt="t &quot;t&quot;" />'),
        ('<a title="a [1] b">x</a>', '<a title="a t &quot;t&quot; b">x</a>'),
        ("<p>[2]</p>\n<p>x</p>", "<div>block</div>\n<p>x</p>"),
        ("<li>[2]</li><p>[0]</p>", f"<li><div>block</div></li><p>{LINKED.html}</p>"),
    ],
)
def test_piece_fits_its_place(table: PlaceholderTable, sealed: str, html: str) -> None:
    for number in range(3):
        sealed = sealed.replace(f"[{number}]", f"\ue000{number}\ue001")
    assert table.html(sealed) == html


def test_table_of_contents_has_text_as_html(table: PlaceholderTable) -> None:
    told = "of R&amp;D and t &quot;t&quot;"
    assert table.text("of \ue0000\ue001 and \ue0001\ue001") == told


def test_table_gathers_what_its_pieces_hold() -> None:
    first, second = Figure("figure-a", "1", "A", ()), Figure("figure-b", "2", "B", ())
    kept = PlaceholderTable()
    kept.placeholder_for(MacroResult("", "", figures=(first,)))
    block = MacroResult(
        "", "", figures=(second,), toc=(TocEntry("H", "h"),), anchors=frozenset({"h"})
    )
    kept.placeholder_for(block)
    assert kept.figures == [first, second]
    assert kept.toc == [TocEntry("H", "h")]
    assert kept.anchors == {"h", "figure-a", "figure-b"}


def test_sanitiser_leaves_tokens_and_takes_forged_pieces(table: PlaceholderTable) -> None:
    written = '<p class="kb-figure x" id="figure-a">\ue0000\ue001<script>1</script></p>'
    assert table.html(sanitise(written)) == f'<p class="x">{LINKED.html}</p>'


@pytest.mark.parametrize("mark", ["&#xE000;0&#xE001;", "&#57344;0&#57345;", "&#XE0000&#xE001"])
def test_marks_by_their_numbers_forge_nothing(table: PlaceholderTable, mark: str) -> None:
    html = table.html(sanitise(f'<p title="{mark}">{mark} \ue0000\ue001</p>'))
    assert html.count(LINKED.html) == 1
    assert "\ue000" not in html


def test_a_mark_that_no_call_has_left_gives_nothing(table: PlaceholderTable) -> None:
    for number in ("3", "99", "9" * 5000):
        assert table.html(f"<p>a \ue000{number}\ue001</p>") == "<p>a </p>"


def test_mark_of_a_source_stays_with_its_sentence() -> None:
    table = PlaceholderTable()
    source = Source(Bilingual("Report", "Laporan"), Bilingual("IOM", "IOM"))
    mark = table.placeholder_for(MacroResult("<sup>1</sup>", "", citation=Citation(source, "")))
    figure = table.placeholder_for(MacroResult("<data>5</data>", "5"))
    sealed = f"<p>It is so. {mark}\n {mark} There are\n{figure}.</p>"
    told = "<p>It is so.<sup>1</sup><sup>1</sup> There are\n<data>5</data>.</p>"
    assert table.html(sealed) == told
