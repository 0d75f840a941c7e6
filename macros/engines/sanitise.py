"""What an author's own HTML may hold. Everything else is taken out by nh3 (ammonia).

The list follows what Markdown and the enabled extensions write; an author who needs more asks
for a macro.
"""

from __future__ import annotations

import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_EVERYWHERE = {"id", "class", "lang", "title", "dir"}
ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "details": {"open"},
}
SCHEMES = {"http", "https", "mailto"}
_OURS = ("md-", "kb-")
"""Classes of the theme and of our own pieces: an author's element must not pass for either."""


def sanitise(html: str) -> str:
    """The HTML without anything that could act, load from elsewhere, or pose as the site."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        kept = [word for word in value.split() if not word.startswith(_OURS)]
        return " ".join(kept) or None
    if name == "id" and value.startswith(("__", "figure-")):
        return None
    if tag == "img" and name == "src" and _is_elsewhere(value):
        return None
    return value


def _is_elsewhere(address: str) -> bool:
    """Whether a picture would be loaded from another host, or from the page itself."""
    return address.startswith("//") or ":" in address.partition("/")[0]
