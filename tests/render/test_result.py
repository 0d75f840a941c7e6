"""The bricks of the HTML: what is escaped, and what a block collects."""

from __future__ import annotations

from macros.render.result import Figure, MacroResult, TocEntry, block, items, tag


def test_element_escapes_its_attributes_and_leaves_its_content() -> None:
    assert tag("p") == "<p></p>"
    assert tag("p", "a &amp; <b>b</b>") == "<p>a &amp; <b>b</b></p>"
    assert tag("a", "x", class_="k", data_fact='"><script>', title=None, hidden="") == (
        '<a class="k" data-fact="&quot;&gt;&lt;script&gt;" hidden="">x</a>'
    )


def test_list_has_an_item_for_each_part() -> None:
    assert items([]) == "<ul></ul>"
    assert items(["a", "<b>b</b>"], "ol", class_="k") == (
        '<ol class="k"><li>a</li><li><b>b</b></li></ol>'
    )


def test_block_collects_html_figures_and_anchors() -> None:
    figure = Figure("figure-a", "1", "A", ())
    paragraph = tag("p", MacroResult("<b>1</b>", "1", figures=(figure,)))
    part = block("", anchors=["source-a"], toc=[TocEntry("Heading", "heading")])
    piece = block(paragraph, part, text="words")
    assert piece.html == piece.bare == "<p><b>1</b></p>"
    assert (piece.text, piece.block, piece.figures) == ("words", True, (figure,))
    assert piece.anchors == {"heading", "source-a"}
    assert [entry.title for entry in piece.toc] == ["Heading"]
