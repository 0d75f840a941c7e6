"""Tables of authors: in a region with a name that a keyboard can scroll."""

from __future__ import annotations

import pytest

from macros.mkdocs_adapter.tables import scrolling

HEAD = "<table>\n<thead>\n<tr>\n<th>Stage &amp; <em>step</em></th>\n<th></th>\n<th>Risk</th>"
BODY = "</tr>\n</thead>\n<tbody>\n<tr><td>a</td><td>b</td><td>c</td></tr>\n</tbody>\n</table>"


def test_a_table_is_named_after_its_columns() -> None:
    html = scrolling(f"<p>a</p>\n{HEAD}\n{BODY}\n<p>b</p>")
    assert html.startswith('<p>a</p>\n<div class="kb-table" tabindex="0" role="region"')
    assert 'aria-label="Stage &amp; step, Risk"><table>' in html
    assert html.endswith("</table></div>\n<p>b</p>")


@pytest.mark.parametrize("html", ["", "<p>a</p>", "<code>&lt;table></code>"])
def test_other_html_stays(html: str) -> None:
    assert scrolling(html) == html


def test_code_can_be_scrolled_by_keyboard() -> None:
    assert scrolling("<pre><code>a</code></pre>") == '<pre tabindex="0"><code>a</code></pre>'


def test_a_table_in_any_place_and_of_any_form() -> None:
    inner = '<table class="x"><tr><td><table><tr><td>a</td></tr></table></td></tr></table>'
    html = scrolling(f"<ul><li>b {inner} c</li></ul>{inner}")
    region = f'<div class="kb-table" tabindex="0">{inner}</div>'
    assert html == f"<ul><li>b {region} c</li></ul>{region}"


@pytest.mark.parametrize(("columns", "wide"), [(8, False), (9, True)])
def test_a_wide_table_is_turned_on_paper(columns: int, wide: bool) -> None:
    html = scrolling(f"<table>\n<thead>\n<tr>{'<th>a</th>' * columns}</tr>\n</thead>\n</table>")
    assert ("kb-table--wide" in html) is wide
