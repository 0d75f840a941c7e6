"""HTML of the finished site → `BuiltPage`.

The build writes plain HTML: every tag is whole, and every value is quoted where it has to be. So
one pattern reads it, in a tenth of the time that a general parser takes. What the pattern cannot
read is never passed over: it is told at its place, and the site is not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import Any

from macros.html.leftovers import leftovers, may_be_left
from macros.html.model import BuiltPage, Oddity, Reference, ShownFigure
from macros.html.tags import TAG, Attributes, ElementTracker, read_attributes
from macros.macro_registry import registered
from macros.model import Location

_TOLD = re.compile(r"\s(?:id|style|on)|kb-(?:figure|record|index)", re.IGNORECASE)
"""What makes the attributes of any other tag worth reading."""
_URL = re.compile(r"""url\(\s*['"]?([^'")\s]+)|@import\s+['"]([^'"]+)""")
_ADDRESSES = {
    "a": ("href",), "area": ("href",), "audio": ("src",), "button": ("formaction",),
    "embed": ("src",), "form": ("action",), "frame": ("src",), "iframe": ("src",),
    "image": ("href", "xlink:href"), "img": ("src", "srcset"), "input": ("src", "formaction"),
    "link": ("href",), "object": ("data",), "script": ("src",), "source": ("src", "srcset"),
    "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
_ACTIVE = frozenset({"applet", "base", "embed", "frame", "frameset", "iframe", "object", "portal"})
_PLAIN_LINK = re.compile(r"""\shref="([^"\s:&]*+)"(?:\s(?:class|title)="[^"]*+")*+\s*+\Z""")
"""The attributes of nearly every link: most of the work of reading a page is in its menu."""
_NOTED = _ACTIVE | {"article", "svg"}
_ALWAYS = frozenset({*_ADDRESSES, "html", "meta"})
"""The elements whose attributes are read whatever they are."""
_SCRIPTED = ("javascript:", "vbscript:", "data:text")
_SECONDS = re.compile(r"\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)


def read_built(text: str, path: str, name: str) -> BuiltPage:
    """The page of an HTML text; `name` is the site's folder, for the places of its problems."""
    reader = _Reader(text)
    reader.read()
    left = tuple(leftovers(text)) if may_be_left(text, reader.code) else ()
    return BuiltPage(
        path,
        Location(f"{name}/{path}"),
        text,
        alternates=reader.alternates,
        ids=frozenset(reader.ids),
        doubled=tuple(reader.doubled),
        references=tuple(reader.references),
        figures=tuple(reader.figures),
        active=tuple(reader.active),
        scripts=tuple(reader.scripts),
        leftovers=left,
        **reader.found,
    )


@cache
def _records() -> frozenset[str]:
    """Classes of the blocks that show facts with all about them."""
    listing = (macro.unsearched for macro in registered().values() if macro.lists_facts)
    return frozenset[str]().union(*listing)


def style_addresses(css: str) -> Iterable[str]:
    """The addresses that a style sheet loads."""
    return [first or second for first, second in _URL.findall(css)]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[str, Any] = {}
        self.alternates: dict[str, str] = {}
        self.ids: set[str] = set()
        self.doubled: list[Oddity] = []
        self.references: list[Reference] = []
        self.figures: list[ShownFigure] = []
        self.active: list[Oddity] = []
        self.scripts: list[Oddity] = []
        self.code: list[str] = []
        """What stands in scripts and styles."""
        self.article, self.record, self.drawing = (
            ElementTracker(),
            ElementTracker(),
            ElementTracker(),
        )
        self.at = 0

    def read(self) -> None:
        for tag in TAG.finditer(self.text):
            end, name, attributes, raw, given, text, broken = tag.groups()
            if name in _NOTED or name == self.record.name:
                self.at = tag.start()
                self.tag(name, bool(end))
            if attributes and not end:
                self.at = tag.start()
                self.attributes(name, attributes)
            elif raw:
                self.at = tag.start()
                self.raw(raw, given, text)
            elif broken is not None:
                start = tag.start()
                shown = self.text[start : start + 40].partition("\n")[0]
                self.found["broken"] = Oddity(shown, start)
                return

    def tag(self, name: str, end: bool) -> None:
        """A tag that matters whatever its attributes are."""
        for inside in (self.record, self.article, self.drawing):
            inside.step(name, end)
        if end:
            return
        if name == "article":
            self.article.enter(name)
        elif name == "svg":
            self.drawing.enter(name)
        elif name in _ACTIVE:
            self.active.append(Oddity(f"<{name}>", self.at))

    def raw(self, name: str, written: str, text: str) -> None:
        if name == "script" and self.article.depth:
            self.active.append(Oddity("<script>", self.at))
        elif name == "title" and not self.drawing.depth:
            self.found.setdefault("title", unescape(text).strip())
        elif name == "style":
            self.load(name, "url", style_addresses(text))
        if name == "script":
            self.scripts.append(Oddity(written + text, self.at))
        if name != "title":
            self.code.append(text)
        self.attributes(name, written)

    def load(self, name: str, attribute: str, addresses: Iterable[str]) -> None:
        self.references += [Reference(name, attribute, one, self.at) for one in addresses]

    def attributes(self, name: str, written: str) -> None:
        told = _TOLD.search(written)
        if not told:
            plain = _PLAIN_LINK.match(written) if name == "a" else None
            if plain:
                self.references.append(Reference(name, "href", plain[1], self.at))
            if plain or name not in _ALWAYS:
                return
        given = read_attributes(written)
        if told:
            self.told(name, given)
        if name == "html":
            self.found["lang"] = given.get("lang", "")
        elif name == "meta":
            self.meta(given)
        for key in _ADDRESSES.get(name, ()):
            if key in given:
                self.address(name, key, given)

    def told(self, name: str, given: Attributes) -> None:
        classes = given.get("class", "").split()
        if not _records().isdisjoint(classes):
            self.record.enter(name)
        if "kb-figure" in classes and not self.record.depth:
            self.figures.append(ShownFigure(given.get("data-fact", ""), self.at))
        if "id" in given:
            if given["id"] in self.ids:
                self.doubled.append(Oddity(given["id"], self.at))
            self.ids.add(given["id"])
        self.active += [Oddity(key, self.at) for key in given if key.startswith("on")]
        if "style" in given:
            self.load(name, "style", style_addresses(given["style"]))

    def meta(self, given: Attributes) -> None:
        name, content = given.get("name", "").lower(), given.get("content", "")
        if given.get("property") == "og:image":
            self.references.append(Reference("a", "og:image", content, self.at))
        if name == "description":
            self.found["description"] = content.strip()
        elif name == "robots" and "noindex" in content:
            self.found["indexed"] = False
        elif given.get("http-equiv", "").lower() == "refresh":
            target = _SECONDS.match(content)
            self.found["refresh"] = target[1] if target else ""
            self.references.append(Reference("a", "refresh", self.found["refresh"], self.at))

    def address(self, name: str, key: str, given: Attributes) -> None:
        rel, language = given.get("rel", "").lower(), given.get("hreflang", "")
        if name == "link":
            if rel == "canonical":
                self.found["canonical"] = given[key]
            elif rel == "alternate" and language:
                self.alternates[language] = given[key]
        values = given[key].split(",") if key == "srcset" else [given[key]]
        for value in values:
            address = value.strip().partition(" ")[0] if key == "srcset" else value.strip()
            if address.lower().startswith(_SCRIPTED):
                self.active.append(Oddity(address[:40], self.at))
            else:
                self.references.append(Reference(name, key, address, self.at, rel, language))
