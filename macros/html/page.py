"""HTML of the finished site → `BuiltPage`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lxml import etree

from macros.html.document import COMMENT, Document, parsed, walk
from macros.html.model import BuiltPage, Oddity, Reference, Script, ShownFigure
from macros.macro_registry import registered
from macros.model import Location

_URL = re.compile(r"""url\(\s*['"]?([^'")\s]+)|@import\s+['"]([^'"]+)""")
_ADDRESSES = {
    "a": ("href", "xlink:href"), "area": ("href",), "audio": ("src",), "button": ("formaction",),
    "embed": ("src",), "form": ("action",), "frame": ("src",), "iframe": ("src",),
    "image": ("href", "xlink:href"), "img": ("src", "srcset"), "input": ("src", "formaction"),
    "link": ("href",), "object": ("data",), "script": ("src",), "source": ("src", "srcset"),
    "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
_ACTIVE = frozenset({
    "animate", "animatemotion", "animatetransform", "applet", "base", "embed", "fencedframe",
    "foreignobject", "frame", "frameset", "iframe", "object", "portal", "set",
})  # fmt: skip
"""Elements that hold other documents, or change what others are."""
_SCRIPTED = ("javascript:", "vbscript:", "data:")
_DROPPED = re.compile(r"[\x00-\x20]+")
"""What browsers leave out at the start of an address, and mostly within it."""
_SECONDS = re.compile(r"\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
_LEFTOVER = re.compile(
    "\\{\\{|\\}\\}|\\{%|\\{#|\\{:|[\ue000-\uf8ff\ufffd]|Traceback \\(most recent call last\\)"
    "|Macro (?:Rendering|Syntax) Error|\\[object Object\\]"
)
"""What the build has left on a page: braces, marks of the engine, error texts."""
_ENGINE = re.compile("[\ue000-\uf8ff\ufffd]")
_CODE = frozenset({"code", "pre", "script", "style", "textarea"})
"""Elements in which only marks of the engine are leftovers."""
_READ = frozenset({"alt", "aria-label", "content", "href", "title"})
"""Attributes that readers meet."""


def read_built(text: str, path: str, name: str) -> BuiltPage:
    """The page of an HTML text; `name` is the site's folder, for the places of its problems."""
    document = parsed(text)
    reader = _Reader(document)
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
        styles=tuple(reader.styles),
        leftovers=tuple(_leftovers(document, text)) if reader.left else (),
        broken=_broken(text, document.broken),
        **reader.found,
    )


@cache
def _records() -> frozenset[str]:
    """Classes of the blocks that show facts with all about them: no figure inside needs an entry
    at the page's end."""
    listing = (macro.unsearched for macro in registered().values() if macro.lists_facts)
    return frozenset[str]().union(*listing)


def _broken(text: str, at: int | None) -> Oddity | None:
    return None if at is None else Oddity(text[at : at + 40].partition("\n")[0], at)


def style_addresses(css: str) -> Iterable[str]:
    return [first or second for first, second in _URL.findall(css)]


class _Reader:
    """Goes once through all elements of a page."""

    def __init__(self, document: Document) -> None:
        self.found: dict[str, Any] = {}
        self.alternates: dict[str, str] = {}
        self.ids: set[str] = set()
        self.doubled: list[Oddity] = []
        self.references: list[Reference] = []
        self.figures: list[ShownFigure] = []
        self.active: list[Oddity] = []
        self.scripts: list[Script] = []
        self.styles: list[Script] = []
        self.left = False
        """Whether a leftover stands in some text or value, be it one that may stand there."""
        for node, self.at in zip(document.nodes, document.places, strict=False):
            if node.tag is not COMMENT:
                self.element(node, node.tag, dict(node.items()))
            if node.tail and _LEFTOVER.search(node.tail):
                self.left = True

    def element(self, node: etree._Element, name: str, given: dict[str, str]) -> None:
        """One element, its own text and its attributes."""
        text = node.text or ""
        if name == "title" and not _within(node, "svg"):
            self.found.setdefault("title", text.strip())
        elif name == "style":
            self.load(name, "url", style_addresses(text))
            self.styles.append(Script(given, text, self.at))
        if name in _ACTIVE or (name == "script" and _within(node, "article")):
            self.active.append(Oddity(f"<{name}>", self.at))
        elif name == "script":
            self.scripts.append(Script(given, text, self.at))
        if text and (_ENGINE if name in _CODE else _LEFTOVER).search(text):
            self.left = True
        if given:
            self.attributes(node, name, given)

    def load(self, name: str, attribute: str, addresses: Iterable[str]) -> None:
        self.references += [Reference(name, attribute, one, self.at) for one in addresses]

    def attributes(self, node: etree._Element, name: str, given: dict[str, str]) -> None:
        if "id" in given:
            self.identified(given["id"])
        if "style" in given:
            self.load(name, "style", style_addresses(given["style"]))
            self.active.append(Oddity(f"style={given['style'][:40]}", self.at))
        self.active += [Oddity(key, self.at) for key in given if key.startswith("on")]
        for key in _READ.intersection(given):
            if _LEFTOVER.search(given[key]):
                self.left = True
        # The link of one leads to its entry, as any link leads somewhere.
        if "kb-figure" in given.get("class", "").split() and not (
            _linked(node) or _in_record(node)
        ):
            self.figures.append(ShownFigure(given.get("data-fact", ""), self.at))
        if name == "html":
            self.found["lang"] = given.get("lang", "")
        elif name == "meta":
            self.meta(given)
        for key in _ADDRESSES.get(name, ()):
            if key in given:
                self.address(name, key, given)

    def identified(self, anchor: str) -> None:
        if anchor in self.ids:
            self.doubled.append(Oddity(anchor, self.at))
        self.ids.add(anchor)

    def meta(self, given: dict[str, str]) -> None:
        name, content = given.get("name", "").lower(), given.get("content", "")
        if given.get("property") == "og:image":
            self.references.append(Reference("a", "og:image", content, self.at))
        if name == "description":
            self.found["description"] = content.strip()
        elif name == "robots" and "noindex" in content:
            self.found["indexed"] = False
        told = given.get("http-equiv", "").lower()
        if told == "refresh":
            target = _SECONDS.match(content)
            self.found["refresh"] = target[1] if target else ""
            self.address("a", "refresh", {"refresh": self.found["refresh"]})
        elif told == "content-security-policy":
            self.found["policy"] = self.found.get("policy", "") + content
        elif told:
            self.active.append(Oddity(f"http-equiv={told[:40]}", self.at))

    def address(self, name: str, key: str, given: dict[str, str]) -> None:
        rel, language = given.get("rel", "").lower(), given.get("hreflang", "")
        if name == "link":
            if rel == "canonical":
                self.found["canonical"] = given[key]
            elif rel == "alternate" and language:
                self.alternates[language] = given[key]
        values = given[key].split(",") if key == "srcset" else [given[key]]
        for value in values:
            address = value.strip().partition(" ")[0] if key == "srcset" else value.strip()
            plain = _DROPPED.sub("", address).lower()
            picture = name == "img" and plain.startswith("data:image/")
            if plain.startswith(_SCRIPTED) and not picture:
                self.active.append(Oddity(address[:40], self.at))
            else:
                self.references.append(Reference(name, key, address, self.at, rel, language))


def _within(node: etree._Element, *names: str) -> bool:
    return next(node.iterancestors(*names), None) is not None


def _linked(figure: etree._Element) -> bool:
    return any((part.get("href") or "").startswith("#figure-") for part in figure)


def _in_record(node: etree._Element) -> bool:
    around = (one.get("class", "").split() for one in node.iterancestors())
    return not all(map(_records().isdisjoint, around))


def _leftovers(document: Document, html: str) -> Iterator[Oddity]:
    """What is left in texts and in values that readers meet; in code only marks of the engine."""
    for event, node, start, end in walk(html, document, document.root):
        for key, value in node.items() if event == "start" else ():
            left = _LEFTOVER.search(value) if key in _READ else None
            if left:
                yield Oddity(left[0], html.rfind("<", 0, start))
        left = _LEFTOVER.search(html, start, end)
        if left:
            around = node if event in ("start", "stray") else node.getparent()
            code = around is not None and (around.tag in _CODE or _within(around, *_CODE))
            left = _ENGINE.search(html, start, end) if code else left
        if left:
            yield Oddity(left[0], left.start())
