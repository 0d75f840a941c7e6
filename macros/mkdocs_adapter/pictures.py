"""Pictures of a page: small files to choose from, a size that stands in the page, and a credit.

Nothing jumps when they arrive, and a telephone fetches no more than it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from macros.html.document import parse, start_tag_end
from macros.pictures.renditions import WIDTHS, renditions, size
from macros.render.result import tag
from macros.text_edits import Edit, edited

_COLUMN = 760
"""The width of the text on a wide screen, in pixels of CSS: `article` in partials/frame.css."""


class Found(NamedTuple):
    """The file of a picture, and the HTML that says who made it; empty where nothing does."""

    path: Path
    credit: str = ""


def with_pictures(html: str, find: Callable[[str], Found | None]) -> str:
    """The HTML with every picture in the sizes that `renditions` knows, and with its credit.

    `find` gives the file of an address on the page. A width that the author gives is kept, and the
    height follows from it. What stands below the first heading is loaded when it comes near.
    """
    if "<img" not in html:
        return html
    # Of two at one place the one that was told first comes first.
    return edited(html, sorted(_edits(html, find), key=lambda edit: edit[:2]))


def _edits(html: str, find: Callable[[str], Found | None]) -> Iterator[Edit]:
    document = parse(html)
    places = dict(zip(document.nodes, document.places, strict=False))
    first = html.find("<h2")
    for node, start in places.items():
        if node.tag == "img" and node.get("height") is None:
            source = node.get("src", "")
            found = find(unquote(source))
            try:
                pixels = size(found.path) if found else None
            except ValueError:
                continue  # The build tells it of the file.
            if found and pixels:
                end = start_tag_end(html, start)
                shown = _shown(node.get("width"), *pixels)
                late = ' loading="lazy"' if 0 <= first < start else ""
                yield start, start, f"<picture>{_sources(source, pixels[0], shown)}"
                yield end - 1, end, f"{_size(node.get('width'), *pixels)}{late}></picture>"
                yield from _credits(html, node, places, end, found.credit)


def _shown(asked: str | None, width: int, height: int) -> int:
    """The most pixels of CSS that the picture takes from left to right."""
    own = int(asked) if asked and re.fullmatch("[0-9]{1,5}", asked) else width
    return min(own, _COLUMN)


def _sources(source: str, width: int, shown: int) -> str:
    """The files that a browser may choose from, by format, and how wide the picture is shown."""
    by_type: dict[str, list[str]] = {}
    for one in renditions(source, width):
        by_type.setdefault(one.type, []).append(f"{one.path} {one.width}w")
    sizes = f"(min-width:{shown + 40}px) {shown}px,100vw"
    return "".join(
        tag("source", type=f"image/{type_}", srcset=",".join(files), sizes=sizes).removesuffix(
            "</source>"
        )
        for type_, files in by_type.items()
    )


def _size(asked: str | None, width: int, height: int) -> str:
    """The attributes that a picture lacks; none for a width that is no number of pixels."""
    if asked is None:
        scale = min(1, WIDTHS[-1] / width)
        return f' width="{round(width * scale)}" height="{max(1, round(height * scale))}"'
    if not re.fullmatch("[0-9]{1,5}", asked):
        return ""
    return f' height="{max(1, round(int(asked) * height / width))}"'


def _credits(
    html: str, node: etree._Element, places: dict[etree._Element, int], end: int, credit: str
) -> Iterator[Edit]:
    """The credit in the caption; in one of its own where the picture has none; beside it where it
    stands within a text."""
    if not credit:
        return
    small = tag("small", credit, class_="kb-credit")
    figure = next(node.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    around = node.getparent()
    if caption is not None:
        at = html.find("</figcaption>", places[caption])
        yield at, at, small
    elif around is not None and around.tag == "p" and _alone(node, around):
        at = html.find("</p>", end) + len("</p>")
        yield places[around], places[around], "<figure>"
        yield at, at, f"{tag('figcaption', small)}</figure>"
    else:
        link = next(node.iterancestors("a"), None)
        at = html.find("</a>", end) + len("</a>") if link is not None else end
        yield at, at, f" {small}"


def _alone(node: etree._Element, around: etree._Element) -> bool:
    texts = (around.text, node.tail)
    return len(around) == 1 and not any(text and text.strip() for text in texts)
