"""Family S: nothing on a page acts, loads, poses as the site, or vanishes from it unseen.

The sanitiser takes all of this out of the built page. Here the author is told, at the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from macros.errors import problem
from macros.library import Library
from macros.markdown.calls import Places
from macros.markdown.html_policy import (
    SCHEMES,
    TAGS,
    filter_attribute,
    is_elsewhere,
    is_ours,
    scheme,
)
from macros.markdown.links import Link
from macros.markdown.written_html import attribute_span, prose, written_tag
from macros.model import Location, Page, Problem
from macros.model.document import (
    CLOSING,
    COMMENT,
    DECLARATION,
    GENERATED,
    HEADINGS,
    VOID,
    Attribute,
    Document,
    Node,
)
from macros.rules.registry import Scope, rule

_ACTIVE = frozenset({
    "animate", "applet", "audio", "base", "body", "button", "canvas", "dialog", "embed", "fieldset",
    "foreignobject", "form", "frame", "frameset", "head", "html", "iframe", "image", "input",
    "isindex", "keygen", "label", "link", "marquee", "math", "meta", "noframes", "noscript",
    "object", "optgroup", "option", "output", "param", "plaintext", "portal", "script", "select",
    "set", "slot", "source", "style", "svg", "template", "textarea", "title", "track", "use",
    "video", "xml", "xmp",
})  # fmt: skip
"""Elements that act, load, ask for input, or change the page around them."""
_ENDED = TAGS - VOID - {"dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""Elements that HTML does not end by itself."""
_ADDRESSES = frozenset({
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "poster", "src",
    "srcset", "xlink:href",
})  # fmt: skip
_ALLOWED = frozenset({*SCHEMES, ""})
_INCLUDE = re.compile(r"^[ \t]*;*-{1,10}8<-{1,10}.*$", re.MULTILINE)
_BRACES = re.compile(r"\{:[ ]*([^{}\n]*)(\}?)")
_ANGLE = re.compile(r"<(?:!--|(?=[A-Za-z!?]|/[A-Za-z]))")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[ \t]*(\S*)", re.MULTILINE)
_BECAUSE: Mapping[str, Literal["style", "ours", "other"]] = {
    "style": "style", "class": "ours", "id": "ours",
}  # fmt: skip
"""Why a value of an attribute is not permitted."""


@rule("S101 S102 S103 S104 S105 S106 S107 S108 S114 S115 S116 S117", scope=Scope.PAGES)
def pages_are_harmless(library: Library) -> Iterator[Problem]:
    """Every tag, attribute and address of every page."""
    for page in library.every_page:
        yield from _Checker(page, library.links_of(page)).problems()


def _passes_for_generated(document: Document, number: int, one: Attribute) -> bool:
    """Whether somebody wrote a class that Markdown gives to what it makes itself."""
    written = not GENERATED.isdisjoint(one.value.lower().split())
    return written and attribute_span(document, number, one) is not None


class _Checker:
    def __init__(self, page: Page, links: Mapping[int, Link]) -> None:
        self.document = page.document
        self.source = page.body
        self.links = links
        self.places = Places.of_body(page)

    def problems(self) -> Iterator[Problem]:
        """Everything that the sanitiser, or a reader, would stumble over."""
        yield from self.unclosed()
        for number, node in enumerate(self.document.nodes):
            if node.tag in (COMMENT, DECLARATION):
                yield from self.comment(number, node)
            elif node.tag == CLOSING:
                yield from self.closing(node)
            else:
                yield from self.element(number, node)
        for start, end in prose(self.document):
            yield from self.left_over(start, end)

    def unclosed(self) -> Iterator[Problem]:
        """Tags that somebody began and nobody ends: what follows them would be inside."""
        source = self.source.lower()
        # Most that a page has of these, Markdown makes: to look for each of them takes long.
        tags = {tag for tag in _ENDED if source.count(f"<{tag}") > source.count(f"</{tag}")}
        begun: dict[str, set[tuple[int, int]]] = {}
        for number, node in enumerate(self.document.nodes):
            if node.tag in tags and (span := written_tag(self.document, number)):
                begun.setdefault(node.tag, set()).add(span)
        for tag, spans in begun.items():
            if len(spans) > source.count(f"</{tag}"):
                yield problem(self.where(*max(spans)), "S108", unclear="unclosed")

    def where(self, start: int, end: int | None = None) -> Location:
        """The place of a piece of the body."""
        return self.places.where(start, end)

    def line(self, offset: int) -> Location:
        """The beginning of a line."""
        where = self.places.where(offset)
        return Location(where.path, where.line)

    def element(self, number: int, node: Node) -> Iterator[Problem]:
        """A tag that somebody typed, the level and the place of a heading, and all attributes."""
        known = node.tag in TAGS | HEADINGS
        tag = None if known else written_tag(self.document, number)
        if tag:
            yield problem(self.where(*tag), self.code(node.tag), tag=node.tag)
        elif number in self.links and self.links[number].form == "element":
            yield problem(self.where(*self.links[number].span), "S115", tag=node.tag)
        if node.tag in HEADINGS:
            yield from self.heading(number, node)
        elif node.tag == "code" and "\n" in self.document.text[node.start : node.end]:
            yield from self.fence(number, node)
        for one in node.attributes if known else ():
            yield from self.attribute(number, node, one)

    def code(self, tag: str) -> Literal["S101", "S104"]:
        """The code that tells a tag which is not permitted."""
        return "S101" if tag in _ACTIVE else "S104"

    def heading(self, number: int, node: Node) -> Iterator[Problem]:
        """Headings inside others, or of a level that a page does not have; P211 tells the first."""
        start, _ = self.document.place(number)
        if node.tag in ("h5", "h6"):
            marks = self.source.rfind("\n", 0, start) + 1
            at = self.source.find("#", marks, start)
            yield problem(self.where(max(at, marks)), "S104", tag=node.tag)
        if node.parent >= 0:
            yield problem(self.line(start), "S117")

    def fence(self, number: int, node: Node) -> Iterator[Problem]:
        """Code of several lines within a line: it was to be a block."""
        start, _ = self.document.place(number)
        before = self.source.rfind("\n", 0, start) + 1
        if self.source[before:start].lstrip(" >\t").startswith(("```", "~~~")):
            yield problem(self.line(start), "S116", unclear="fence")

    def attribute(self, number: int, node: Node, one: Attribute) -> Iterator[Problem]:
        """What is wrong with an attribute, whoever gave it."""
        name, value = one.name, one.value[:80]
        if name.startswith("on"):
            yield problem(self.of_attribute(number, one), "S102", attribute=name)
        elif name in _ADDRESSES and scheme(one.value) not in _ALLOWED:
            yield problem(self.of_attribute(number, one), "S103", scheme=scheme(one.value))
        elif name == "src" and is_elsewhere(one.value):
            yield problem(self.of_attribute(number, one), "S106", target=value)
        elif name == "class" and _passes_for_generated(self.document, number, one):
            where = self.of_attribute(number, one)
            yield problem(where, "S105", attribute=name, value=value, because="ours")
        elif filter_attribute(node.tag, name, one.value) != " ".join(one.value.split()):
            # What an extension of Markdown gave stands nowhere.
            if name == "style" or attribute_span(self.document, number, one):
                because = _BECAUSE.get(name, "other")
                where = self.of_attribute(number, one)
                yield problem(where, "S105", attribute=name, value=value, because=because)
        elif one.start > 0 and name in ("class", "id") and self.source[one.start - 1] in ".#":
            brace = self.source.rfind("{", 0, one.start)
            if self.source[brace + 1] != ":":
                end = self.source.find("}", brace) + 1
                yield problem(self.where(brace, end), "S114", slip="colon")

    def of_attribute(self, number: int, one: Attribute) -> Location:
        """The place of an attribute; of several classes, of the one that is not permitted."""
        span = attribute_span(self.document, number, one) or self.document.place(number)
        for word in one.value.split() if one.name == "class" else ():
            at = self.source.find(word, *span)
            if (is_ours(word) or word in GENERATED) and at > 0:
                dotted = self.source[at - 1] == "."
                return self.where(at - dotted, at + len(word))
        return self.where(*span)

    def closing(self, node: Node) -> Iterator[Problem]:
        """An end tag without its start."""
        one = node.attributes[0]
        if one.value not in TAGS:
            yield problem(self.where(one.start, one.end), self.code(one.value), tag=one.value)

    def comment(self, number: int, node: Node) -> Iterator[Problem]:
        """What begins with `<!` or `<?`, as far as browsers might end it elsewhere."""
        one = node.attributes[0]
        start = one.start if one.start >= 0 else self.document.place(number)[0]
        odd = one.value.startswith((">", "->")) or "--" in one.value or "<!" in one.value
        if node.tag == DECLARATION:
            yield problem(self.where(start, start + 2), "S108", unclear="declaration")
        elif odd:
            yield problem(self.where(start, start + 2), "S108", unclear="comment")

    def left_over(self, start: int, end: int) -> Iterator[Problem]:
        """What was meant as markup and is text to Markdown."""
        text = self.document.text[start:end]
        for found in _ANGLE.finditer(text) if "<" in text else ():
            at = self.place(start + found.start())
            if self.source[at : at + 1] == "<":
                unclear: Literal["comment", "declaration", "tag"] = "tag"
                if found[0] == "<!--":
                    unclear = "comment"
                elif text[found.end() : found.end() + 1] in "!?":
                    unclear = "declaration"
                yield problem(self.where(at, at + 2), "S108", unclear=unclear)
        for found in _BRACES.finditer(text) if "{:" in text else ():
            slip: Literal["open", "place", "empty"] = "place" if found[1].strip() else "empty"
            at = self.place(start + found.start())
            yield problem(self.where(at), "S114", slip=slip if found[2] else "open")
        for found in _INCLUDE.finditer(text) if "8<" in text else ():
            where = self.line(self.place(start + found.start() + found[0].index("8")))
            yield problem(where, "S107", target=found[0].strip()[:80])
        for found in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
            at = self.place(start + found.end() - len(found[1]) - 1)
            yield problem(self.line(at), "S116", unclear="unclosed-fence")

    def place(self, index: int) -> int:
        """Where a character of the text stands; of a sign that is told by its neighbour's place."""
        starts = self.document.starts
        if starts[index] >= 0:
            return starts[index]
        behind = next((at for at in range(index, len(starts)) if starts[at] >= 0), -1)
        return max(starts[behind] - (behind - index), 0) if behind >= 0 else len(self.source) - 1
