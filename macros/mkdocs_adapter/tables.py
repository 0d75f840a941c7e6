"""Wide things that authors write, tables and code: they scroll by themselves, never the page.

On paper nothing scrolls: there a wide table stands on a page that is turned.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.html.document import parse
from macros.render.result import tag
from macros.text_edits import Edit, edited

_UPRIGHT = 8
"""Columns that an upright sheet of A4 has room for."""


def scrolling(html: str) -> str:
    """The author's HTML with every table and block of code where keyboards can scroll it.

    A region needs a name of its own: the table's column heads. A table within another one scrolls
    with that one.
    """
    html = html.replace("<pre>", '<pre tabindex="0">')
    if "<table" not in html:
        return html
    return edited(html, _regions(html))


def _regions(html: str) -> Iterator[Edit]:
    document = parse(html)
    end = 0
    for node, start in zip(document.nodes, document.places, strict=False):
        if node.tag == "table" and start >= end:
            end = start
            for _ in node.iter("table"):
                end = html.find("</table>", end) + len("</table>")
            heads = ("".join(head.itertext()).strip() for head in node.iter("th"))
            name = ", ".join(filter(None, heads))
            named = {"role": "region", "aria_label": name} if name else {}
            columns = max((len(list(row.iter("td", "th"))) for row in node.iter("tr")), default=0)
            shape = "kb-table kb-table--wide" if columns > _UPRIGHT else "kb-table"
            yield start, end, tag("div", html[start:end], class_=shape, tabindex="0", **named)
