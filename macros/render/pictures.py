"""Pictures of a page: their size stands in the page, so that nothing jumps when they arrive."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from PIL import Image

_IMG = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_WIDTH = re.compile(r'\swidth="([0-9]{1,5})"')


def with_sizes(html: str, path_of: Callable[[str], Path | None]) -> str:
    """The HTML with `width` and `height` in pixels on every picture that lacks them.

    `path_of` gives the file of an address on the page. A width that the author gives is kept, and
    the height follows from it. Style sheets make a picture smaller where it is wider than the text.
    """
    return _IMG.sub(lambda found: _sized(found[0], path_of), html)


def _sized(img: str, path_of: Callable[[str], Path | None]) -> str:
    source = _SOURCE.search(img)
    path = path_of(unquote(unescape(source[1]))) if source else None
    if path is None or " height=" in img:
        return img
    try:
        with Image.open(path) as picture:
            width, height = picture.size
    except OSError:
        return img  # What is wrong with a file, the rules of files tell.
    asked = _WIDTH.search(img)
    if asked:
        return f'{img[:-1]} height="{max(1, round(int(asked[1]) * height / width))}">'
    if " width=" in img:
        return img
    return f'{img[:-1]} width="{width}" height="{height}">'
