"""The sizes of files, written beside the links to them when all files are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.html.model import BuiltPage
from macros.languages.numbers import format_size
from macros.model import Locale
from macros.render.downloads import SIZE_OF
from macros.render.result import tag

_LINKED = re.compile(rf'<a href="[^"]*">([^<]*)</a> <small {SIZE_OF}="[^"]*"></small>')
_PLACE = re.compile(rf'<small {SIZE_OF}="([^"]*)"></small>')


def sized_pages(
    pages: Mapping[str, BuiltPage], files: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The pages of `files` that have places for sizes, with the sizes of those files in them."""
    for path, page in pages.items():
        if SIZE_OF.encode() in files[path]:
            yield path, with_sizes(files[path].decode(), page.locale, files).encode()


def without_links(html: str) -> str:
    """The HTML with the words of such links alone: nothing is said of a file that is not there."""
    return _LINKED.sub(r"\1", html)


def with_sizes(html: str, locale: Locale, files: Mapping[str, bytes]) -> str:
    """The HTML with a size in each place for one; nothing is left of a place without a file."""

    def told(place: re.Match[str]) -> str:
        content = files.get(place[1])
        return "" if content is None else tag("small", f"({format_size(len(content), locale)})")

    return _PLACE.sub(told, html)
