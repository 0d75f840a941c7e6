"""Wide things that authors write, tables and code: they scroll by themselves, never the page."""

from __future__ import annotations

import re
from html import unescape

from macros.render.result import tag

_TABLE = re.compile(r"^<table>.*?</table>$", re.DOTALL | re.MULTILINE)
"""A table as Markdown writes it; those of the macros stand in a line and have their own frame."""
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


def scrolling(html: str) -> str:
    """The HTML with every table and block of code of the author where keyboards can scroll it.

    A region needs a name of its own: the table's column heads.
    """
    html = html.replace("<pre>", '<pre tabindex="0">')
    return _TABLE.sub(lambda found: _region(found[0]), html)


def _region(table: str) -> str:
    heads = (unescape(_TAGS.sub("", head)).strip() for head in _HEAD.findall(table))
    name = ", ".join(head for head in heads if head)
    return tag("div", table, class_="kb-table", tabindex="0", role="region", aria_label=name)
