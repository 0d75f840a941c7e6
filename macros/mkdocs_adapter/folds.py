"""Long lists that authors write, such as all objectives of an agreement: each entry opens."""

from __future__ import annotations

from collections.abc import Iterator

from macros.html.document import parse
from macros.site_profile import profile
from macros.text_edits import Edit, edited

_MANY = 12
"""Entries up to which a reader can scroll past them."""


def with_folds(html: str, page: str) -> str:
    """The HTML of the page of a key, its parts below the headings of a long series folded."""
    series = [one for one in profile().series if one.page == page]
    if not series or html.count("<h3") <= _MANY:
        return html
    document = parse(html)
    heads = [
        (start, node.tag == "h3" and any(one.number(node.get("id", "")) for one in series))
        for node, start in zip(document.nodes, document.places, strict=False)
        if node.tag in ("h2", "h3")
    ]
    if sum(entry for _, entry in heads) <= _MANY:
        return html
    return edited(html, _folds(html, [*heads, (len(html), False)]))


def _folds(html: str, heads: list[tuple[int, bool]]) -> Iterator[Edit]:
    within = False
    for start, entry in heads:
        before = "</details>" if within else ""
        if entry:
            end = html.index("</h3>", start) + len("</h3>")
            yield (
                start,
                end,
                (f'{before}<details class="kb-fold"><summary>{html[start:end]}</summary>'),
            )
        elif within:
            yield start, start, before
        within = entry
