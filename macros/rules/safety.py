"""Family S: nothing on a page acts, loads, poses as the site, or vanishes from it unseen.

The sanitiser takes all of this out of the built page. Here the author is told, at the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.library import Library
from macros.markdown.html_policy import (
    PICTURES,
    RESERVED_CLASS_PREFIXES,
    SCHEMES,
    TAGS,
    filter_attribute,
    is_elsewhere,
    scheme,
)
from macros.markdown.markup.reader import Markup
from macros.markdown.markup.tags import Attribute, AttributeList, Tag
from macros.model import Page, Problem
from macros.rules.registry import rule

_ACTIVE = frozenset({
    "animate", "applet", "audio", "base", "body", "button", "canvas", "dialog", "embed", "fieldset",
    "foreignobject", "form", "frame", "frameset", "head", "html", "iframe", "image", "input",
    "isindex", "keygen", "label", "link", "marquee", "math", "meta", "noframes", "noscript",
    "object", "optgroup", "option", "output", "param", "plaintext", "portal", "script", "select",
    "set", "slot", "source", "style", "svg", "template", "textarea", "title", "track", "use",
    "video", "xml", "xmp",
})  # fmt: skip
"""Elements that act, load, ask for input, or change the page around them."""
_ADDRESSES = frozenset({
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "poster", "src",
    "srcset", "xlink:href",
})  # fmt: skip
_ALLOWED = frozenset({*SCHEMES, ""})
_INCLUDE = re.compile(r"^[ \t>]*;*-{1,10}8<-{1,10}.*$", re.MULTILINE)
_BOX = re.compile(r"^[ \t>]*(?:!!!|\?\?\?\+?)[ \t]*([\w-]+(?:[ ]+[\w-]+)*)", re.MULTILINE)
_HEADING = re.compile(r"#(?<![^\n]#)#{0,5}")
_NESTED = re.compile(
    r"\n(?:[ \t]+|[ \t]*(?:>|(?:[-+*]|[0-9]+\.)[ \t]|\[\^[^\]\n]*\]:)[ \t]*)++"
    r"(?:#[^\n]*|[^\n]+\n[ \t>]*(?:=+|-+)[ \t]*$)",
    re.MULTILINE,
)
"""A heading, of either form, that does not begin at the start of its line; behind a line end,
which is found faster than the beginning of a line."""
_SIZES = ("width", "height")


@rule("S101 S102 S103 S104 S105 S106 S107 S108 S114 S115 S116 S117")
def pages_are_harmless(library: Library) -> Iterator[Problem]:
    """Every tag, attribute and address of every page."""
    for (locale, key), markup in library.markup.items():
        page = library.pages[locale][key]
        yield from _tags(markup)
        yield from _lists(markup)
        yield from _addresses(markup)
        yield from _unclear(markup)
        yield from _by_pattern(markup)
        yield from _headings(page, markup)


def _tags(markup: Markup) -> Iterator[Problem]:
    opened = {tag.name for tag in markup.tags if not tag.closing}
    for tag in markup.tags:
        if tag.closing and tag.name in opened:
            continue
        where = markup.where(tag.start, tag.end)
        if tag.name in _ACTIVE:
            yield Problem(where, "S101", {"tag": tag.name})
        elif tag.name not in TAGS:
            yield Problem(where, "S104", {"tag": tag.name})
        elif tag.name == "img" or any(a.name == "href" for a in tag.attributes):
            yield Problem(where, "S115", {"tag": tag.name})
        for attribute in tag.attributes if tag.name in TAGS else ():
            yield from _attribute(markup, tag, attribute)


def _attribute(markup: Markup, tag: Tag | None, one: Attribute) -> Iterator[Problem]:
    """What is wrong with an attribute of a tag; without a tag, of an attribute list."""
    where = markup.where(one.start, one.end)
    name, value = one.name, one.value[:80]
    if one.name.startswith("on"):
        yield Problem(where, "S102", {"attribute": name, "value": value})
    elif one.name in _ADDRESSES and scheme(one.value) not in _ALLOWED:
        yield Problem(where, "S103", {"scheme": scheme(one.value), "target": value})
    elif one.name == "src" and is_elsewhere(one.value):
        yield Problem(where, "S106", {"target": value})
    elif filter_attribute(tag.name if tag else "", one.name, one.value) != " ".join(
        one.value.split()
    ):
        because = "ours" if name in ("class", "id") else "other"
        because = "style" if name == "style" else because
        values = {"attribute": name, "value": value, "because": because}
        yield Problem(where, "S105", values)


def _lists(markup: Markup) -> Iterator[Problem]:
    for one in markup.lists:
        for attribute in one.attributes:
            if not (one.picture and attribute.name in _SIZES):
                yield from _attribute(markup, None, attribute)
        slip = _misplaced(one)
        if slip:
            yield Problem(markup.where(one.start, one.end), "S114", {"slip": slip})
    for broken in markup.broken_lists:
        yield Problem(markup.where(broken.start, broken.end), "S114", {"slip": "open"})


def _misplaced(one: AttributeList) -> str:
    if not one.attributes:
        return "empty"
    if not one.placed:
        return "place"
    return "" if one.colon else "colon"


def _addresses(markup: Markup) -> Iterator[Problem]:
    """Addresses that act instead of leading somewhere, and pictures from elsewhere."""
    shown = {r.label.lower() for r in markup.links.references if r.picture}
    for link in markup.links.links:
        where = markup.where(link.at, link.at + len(link.target))
        target = link.target[:80]
        picture = link.form == "picture" or (
            link.form == "definition"
            and (link.words.lower() in shown or link.target.lower().endswith(tuple(PICTURES)))
        )
        if scheme(link.target) not in _ALLOWED:
            yield Problem(where, "S103", {"scheme": scheme(link.target), "target": target})
        elif picture and is_elsewhere(link.target):
            yield Problem(where, "S106", {"target": target})


def _unclear(markup: Markup) -> Iterator[Problem]:
    """What Markdown and browsers may read otherwise than it looks."""
    for one in markup.plain.odd:
        code = "S108" if one.sort == "comment" else "S116"
        yield Problem(markup.where(one.start, one.end), code, {"unclear": one.sort})
    for tag in markup.broken_tags:
        mark = markup.plain.text[tag.start : tag.end]
        if mark[1] != "!" or not markup.plain.text.startswith("<!--", tag.start):
            unclear = "declaration" if mark[1] in "!?" else "tag"
            yield Problem(markup.where(tag.start, tag.end), "S108", {"unclear": unclear})


def _by_pattern(markup: Markup) -> Iterator[Problem]:
    text = markup.plain.text
    for found in _INCLUDE.finditer(text) if "8<" in text else ():
        yield Problem(markup.where(*found.span()), "S107", {"target": found[0].strip()[:80]})
    for found in _BOX.finditer(text) if "!!!" in text or "???" in text else ():
        for word in found[1].split():
            if word.startswith(RESERVED_CLASS_PREFIXES):
                values = {"attribute": "class", "value": word, "because": "ours"}
                yield Problem(markup.where(*found.span(1)), "S105", values)
    for found in _NESTED.finditer(f"\n{text}"):
        yield Problem(markup.where(found.start(), found.end() - 1), "S117")


def _headings(page: Page, markup: Markup) -> Iterator[Problem]:
    """Headings of a level that a page does not have, as far as its reader has not told them."""
    told = {heading.where.line for heading in page.headings if heading.level == 1}
    for found in _HEADING.finditer(markup.plain.text):
        if len(found[0]) in (1, 5, 6):
            where = markup.where(*found.span())
            if where.line not in told:
                yield Problem(where, "S104", {"tag": f"h{len(found[0])}"})
