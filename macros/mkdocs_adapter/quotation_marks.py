"""Quotation marks as both languages print them: an author types straight ones, readers see “ ”."""

from __future__ import annotations

import re

_MARK = re.compile("\"|'|&quot;|&#(?:34|39|x27);")
_EDGE = re.compile("[>\"']")
_NAME = re.compile(r"</?([a-z0-9]*)")
_CODE = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "textarea", "var"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "data", "del", "dfn", "em", "i", "ins", "mark", "q", "s"}
    | {"small", "span", "strong", "sub", "sup", "time", "u"}
)
"""The elements that do not part a sentence."""
_SINGLE = frozenset({"'", "&#39;", "&#x27;"})
_OPENS_BEHIND = " \t\n\u00a0\u202f\u2009([{/-–—“‘¡¿"
"""What a mark opens behind; behind anything else it closes, or is an apostrophe."""


def curly(html: str) -> str:
    """The HTML with curly quotation marks in its prose; code and attributes stay as they are."""
    written: list[str] = []
    code, last, at = "", " ", 0
    while at < len(html):
        opened = html.find("<", at)
        text = html[at:] if opened < 0 else html[at:opened]
        if text and not code:
            text = _curly_text(text, last)
            last = text[-1]
        at = len(html) if opened < 0 else _end_of_tag(html, opened)
        mark = html[opened:at] if opened >= 0 else ""
        written += (text, mark)
        name = _NAME.match(mark)
        tag = name[1] if name else ""
        if code:
            code = "" if mark.startswith("</") and tag == code else code
        elif tag in _CODE and not mark.startswith("</"):
            code, last = tag, "x"
        elif tag and tag not in _INLINE | _CODE:
            last = " "
    return "".join(written)


def _curly_text(text: str, last: str) -> str:
    """A text without tags; `last` is the character before it."""
    parts, at = [], 0
    for found in _MARK.finditer(text):
        parts.append(text[at : found.start()])
        last = parts[-1][-1:] or last
        opens, at = last in _OPENS_BEHIND, found.end()
        last = ("‘" if opens else "’") if found[0] in _SINGLE else ("“" if opens else "”")
        parts.append(last)
    return "".join((*parts, text[at:]))


def _end_of_tag(html: str, start: int) -> int:
    """Where a tag or a comment ends; the end of the HTML where it does not."""
    if html.startswith("<!--", start):
        return html.find("-->", start) + 3 if html.find("-->", start) >= 0 else len(html)
    quoted = ""
    for found in _EDGE.finditer(html, start):
        if found[0] == quoted:
            quoted = ""
        elif not quoted and found[0] == ">":
            return found.end()
        elif not quoted:
            quoted = found[0]
    return len(html)
