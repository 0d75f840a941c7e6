"""Pictures of a page: their size stands in the page, so that nothing jumps when they arrive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

from PIL import Image

from macros.html.document import parse, start_tag_end
from macros.text_edits import Edit, edited


def with_sizes(html: str, path_of: Callable[[str], Path | None]) -> str:
    """The HTML with `width` and `height` in pixels on every picture that lacks them.

    `path_of` gives the file of an address on the page. A width that the author gives is kept, and
    the height follows from it. Style sheets make a picture smaller where it is wider than the text.
    """
    if "<img" not in html:
        return html
    return edited(html, _sizes(html, path_of))


def _sizes(html: str, path_of: Callable[[str], Path | None]) -> Iterator[Edit]:
    document = parse(html)
    for node, start in zip(document.nodes, document.places, strict=False):
        if node.tag == "img" and node.get("height") is None:
            path = path_of(unquote(node.get("src", "")))
            if path:
                end = start_tag_end(html, start) - len(">")
                yield end, end, _size(path, node.get("width"))


def _size(path: Path, asked: str | None) -> str:
    """The attributes that a picture lacks; none where it is no picture."""
    try:
        with Image.open(path) as picture:
            width, height = picture.size
    except OSError:
        return ""  # What is wrong with a file, the rules of files tell.
    if asked is None:
        return f' width="{width}" height="{height}"'
    if not re.fullmatch("[0-9]{1,5}", asked):
        return ""
    return f' height="{max(1, round(int(asked) * height / width))}"'
