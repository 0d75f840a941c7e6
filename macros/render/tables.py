"""Wide things that authors write, tables and code: they scroll by themselves, never the page."""

from __future__ import annotations

from macros.html.document import parse
from macros.render.result import tag


def scrolling(html: str) -> str:
    """The author's HTML with every table and block of code where keyboards can scroll it.

    A region needs a name of its own: the table's column heads. A table within another one scrolls
    with that one.
    """
    html = html.replace("<pre>", '<pre tabindex="0">')
    if "<table" not in html:
        return html
    document = parse(html)
    parts: list[str] = []
    at = 0
    for node, start in zip(document.nodes, document.places, strict=False):
        if node.tag == "table" and start >= at:
            end = start
            for _ in node.iter("table"):
                end = html.find("</table>", end) + len("</table>")
            heads = ("".join(head.itertext()).strip() for head in node.iter("th"))
            name = ", ".join(filter(None, heads))
            region = {"role": "region", "aria_label": name} if name else {}
            table = tag("div", html[start:end], class_="kb-table", tabindex="0", **region)
            parts += (html[at:start], table)
            at = end
    return "".join((*parts, html[at:]))
