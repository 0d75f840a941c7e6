"""What an author's own HTML may hold: the one list for the check of sources and for the sanitiser.

It follows what Markdown and the enabled extensions write; an author who needs more asks for a
macro.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from urllib.parse import unquote

from macros.text_edits import edited

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn",
    "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
})  # fmt: skip
ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "*": frozenset({"id", "class", "lang", "title", "dir"}),
        "a": frozenset({"href"}),
        "img": frozenset({"src", "alt", "width", "height"}),
        "td": frozenset({"align", "colspan", "rowspan"}),
        "th": frozenset({"align", "colspan", "rowspan", "scope"}),
        "ol": frozenset({"start", "type"}),
        "details": frozenset({"name", "open"}),
    }
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PICTURES: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        ".png": (b"\x89PNG\r\n\x1a\n",),
        ".jpg": (b"\xff\xd8\xff",),
        ".jpeg": (b"\xff\xd8\xff",),
        ".webp": (b"RIFF....WEBP",),
        ".avif": (b"....ftypavif", b"....ftypavis"),
    }
)
"""The pictures that pages may show, by the end of their names, and how such a file begins; a
point stands for any byte. No SVG, which can hold script, and no PDF, which nothing here can
look into."""
RESERVED_CLASS_PREFIXES = ("md-", "kb-")
"""Classes of the theme and of our own pieces: an author's element must not pass for either."""
_OUR_IDS = ("__", "figure-", "kb-")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_BLANK = re.compile("[\x00-\x20]+")
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\\\]+")
"""What browsers, or readers, do not see in an address."""


def filter_attribute(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute as the page keeps it; None where the attribute goes."""
    if name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
        return None
    if name == "class":
        return " ".join(word for word in value.split() if not is_ours(word)) or None
    if name == "id" and value.lower().startswith(_OUR_IDS):
        return None
    if (tag, name) == ("img", "src") and is_elsewhere(value):
        return None
    return value


def is_ours(name: str) -> bool:
    """Whether a class belongs to the theme or to our own pieces, in whatever letters."""
    return name.lower().startswith(RESERVED_CLASS_PREFIXES)


def is_elsewhere(address: str) -> bool:
    """Whether a picture would be loaded from another host, or from the page itself.

    Browsers take a backslash for a slash, and leave out blanks and line ends.
    """
    plain = _BLANK.sub("", unescape(address)).replace("\\", "/")
    return plain.startswith("//") or ":" in plain.partition("/")[0]


def scheme(address: str) -> str:
    """The scheme of an address in whatever spelling a browser would understand; often none.

    Entities and percent signs are read more than once, since both may hide each other.
    """
    for _ in range(3):
        address = _UNSEEN.sub("", unquote(unescape(address)))
    found = _SCHEME.match(address)
    return found[0].lower() if found else ""


_RESERVED = re.compile(
    "[\ue000-\uf8ff]|&#(?:x0*[ef][0-9a-f]{3}(?![0-9a-f])|0*[56][0-9]{4}(?![0-9]));?", re.IGNORECASE
)


def reserved(text: str) -> Iterator[tuple[int, int, str]]:
    """Private-use characters, with their start and end: the engine's own marks, never an author's.

    Their numbers as HTML writes them (`&#xE000;`) are these characters too.
    """
    for found in _RESERVED.finditer(text):
        character = unescape(found[0])[0]
        if "\ue000" <= character <= "\uf8ff":
            yield found.start(), found.end(), character


def without_references(html: str) -> str:
    """The HTML without numbers of private-use characters, which would become marks of ours."""
    found = ((start, end, "") for start, end, sign in reserved(html) if html[start] != sign)
    return edited(html, found)
