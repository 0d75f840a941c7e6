"""Tables of authors and of macros: as a list of rows, or in a region that a keyboard can scroll."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.mkdocs_adapter.tables import at_any_width

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "tables.yml").read_text(encoding="utf-8")
)


def table(rows: list[list[str]], attributes: str = "") -> str:
    lines = [
        f"<tr>{''.join(f'<{name}>{escape(cell)}</{name}>' for cell in row)}</tr>"
        for name, row in zip(["th"] + ["td"] * len(rows), rows, strict=False)
    ]
    body = "\n".join(lines[1:])
    return f"<table{attributes}><thead>{lines[0]}</thead><tbody>{body}</tbody></table>"


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_table(case: dict[str, Any]) -> None:
    written = table(case["rows"])
    html = at_any_width(f"<p>a</p>\n{written}\n<p>b</p>")
    assert html.startswith('<p>a</p>\n<div class="kb-table')
    assert html.endswith("</table></div>\n<p>b</p>")
    shown = html.partition("<div ")[2].partition(">")[0]
    assert ("kb-table--scroll" in shown) is (case["shape"] == "scrolls")
    if case["shape"] == "stacked":
        assert '<table class="kb-stack">' in html
        labels = [
            [unescape(label) for label in re.findall(r'<td data-label="([^"]*)">', row)]
            for row in html.split("<tr>")[2:]
        ]
        assert labels == [case["names"]] * (len(case["rows"]) - 1)
        assert "tabindex" not in html
    else:
        assert f"{written}</div>" in html
        assert f'tabindex="0" role="region" aria-label="{case["name"]}"' in html


def test_what_looks_like_a_cell_is_none() -> None:
    html = table(LONG).replace("<td>The village", '<td title="<td"><!-- <td> -->The village')
    assert html.count("<td") == 8
    assert at_any_width(html).count(" data-label=") == 4


LONG = CASES[0]["rows"]


def test_a_macro_gives_its_table_a_class_and_a_name() -> None:
    assert '<table class="kb-facts kb-stack">' in at_any_width(
        table(LONG, ' class="kb-facts" aria-label="Figures"')
    )
    html = at_any_width(table(CASES[3]["rows"], ' class="kb-facts" aria-label="Figures"'))
    assert 'role="region" aria-label="Figures"><table class="kb-facts"' in html


def test_a_caption_names_the_region() -> None:
    html = table(CASES[3]["rows"]).replace("<thead>", "<caption>My papers</caption><thead>")
    assert 'role="region" aria-label="My papers"><table>' in at_any_width(html)


@pytest.mark.parametrize("html", ["", "<p>a</p>", "<code>&lt;table></code>"])
def test_other_html_stays(html: str) -> None:
    assert at_any_width(html) == html


def test_code_can_be_scrolled_by_keyboard() -> None:
    assert at_any_width("<pre><code>a</code></pre>") == '<pre tabindex="0"><code>a</code></pre>'


def test_a_table_in_any_place_and_of_any_form() -> None:
    inner = '<table class="x"><tr><td><table><tr><td>a</td></tr></table></td></tr></table>'
    html = at_any_width(f"<ul><li>b {inner} c</li></ul>{inner}")
    region = f'<div class="kb-table" tabindex="0">{inner}</div>'
    assert html == f"<ul><li>b {region} c</li></ul>{region}"


@pytest.mark.parametrize(("columns", "wide"), [(8, False), (9, True)])
def test_a_wide_table_is_turned_on_paper(columns: int, wide: bool) -> None:
    html = at_any_width(table([["a"] * columns, ["b"] * columns]))
    assert ("kb-table--wide" in html) is wide
