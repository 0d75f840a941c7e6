"""Diagrams and charts of pages as pictures of their own, in the letters of a document.

Typst draws SVG with attributes alone: the looks that a style sheet gives on a page are put into
them here. The layout has counted with wider letters, so that every word fits where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from lxml import etree

from macros.library import Library
from macros.model import Locale
from macros.publish.reuse import ON_PAPER, TEXT
from macros.render.diagrams import diagram_svg

_SIZE = "13"
"""Of the letters, in the units of both kinds of drawings."""
_ABOVE = 6
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MIX = re.compile(r"color-mix\(in srgb,\s*(#\w+)\s+(\d+)%,\s*(#\w+)\)")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_SVG = "http://www.w3.org/2000/svg"


def diagram_picture(library: Library, id: str, locale: Locale, font: str) -> bytes:
    """A diagram of diagrams.yml in the colours of paper."""
    root = etree.fromstring(diagram_svg(library.diagrams[id], locale).encode())
    style = root.find(f"{{{_SVG}}}style")
    for selector, given in _looks(style.text):
        for node in _found(root, selector):
            for name, value in given:
                node.set(name, value)
    root.remove(style)
    return _picture(root, font)


def chart_picture(chart: etree._Element, font: str) -> bytes:
    """The chart of a page, which has no colours of its own."""
    root = deepcopy(chart)
    root.tail = None
    # A reader of HTML makes small letters of all names.
    box = root.attrib.pop("viewbox", None) or root.get("viewBox")
    left, top, width, height = map(float, box.split())
    # On a page the word above the tallest column may reach out of the drawing.
    top, height = top - _ABOVE, height + _ABOVE
    root.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    for node in root.iter():
        part = node.attrib.pop("class", "").removeprefix("kb-chart__")
        for name, value in getattr(ON_PAPER, part, {}).items():
            node.set(name, value)
    root.set("text-anchor", "middle")
    root.set("fill", TEXT)
    return _picture(root, font)


def _picture(root: etree._Element, font: str) -> bytes:
    root.set("font-family", f"'{font}'")
    root.set("font-size", _SIZE)
    written = str(etree.tostring(root, encoding="unicode"))
    if "xmlns=" not in written:
        written = written.replace("<svg", f'<svg xmlns="{_SVG}"', 1)
    return written.encode()


@cache
def _looks(css: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The rules of a style sheet for the light scheme, their colours worked out."""
    light = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    variables: dict[str, str] = {}
    rules = []
    for selector, body in _RULE.findall(light):
        given = []
        for declared in body.split(";"):
            name, _, value = declared.partition(":")
            value = _VARIABLE.sub(lambda found: variables[found[1]], value.strip())
            value = _MIX.sub(lambda found: _mixed(found[1], int(found[2]), found[3]), value)
            if name.strip().startswith("--"):
                variables[name.strip()] = value
            elif value and name.strip() not in ("background", "font"):
                given.append((name.strip(), value))
        rules += [(one.strip(), tuple(given)) for one in selector.split(",")]
    return tuple(rules)


def _mixed(one: str, share: int, other: str) -> str:
    """The colour of so many per cent of one and the rest of another."""
    parts = zip(_parts(one), _parts(other), strict=True)
    mixed = [round((a * share + b * (100 - share)) / 100) for a, b in parts]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> Iterator[int]:
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    return (int(whole[at : at + 2], 16) for at in (0, 2, 4))


def _found(root: etree._Element, selector: str) -> list[etree._Element]:
    """The elements of a selector of classes, names, `>` and `~`."""
    if selector == "svg":
        return []
    path, axis = "", "//"
    for part in re.sub(r"([>~])", r" \1 ", selector).split():
        if part in ">~":
            axis = "/" if part == ">" else "/following-sibling::"
            continue
        name, _, given = part.partition(".")
        path += f"{axis}*"
        path += f"[local-name()='{name}']" if name else ""
        path += f"[contains(concat(' ', @class, ' '), ' {given} ')]" if given else ""
        axis = "//"
    found: list[etree._Element] = root.xpath(path)
    return found
