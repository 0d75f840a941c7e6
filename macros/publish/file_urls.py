"""Pages that open from a disk: a link to a folder names the page in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from macros.html.model import BuiltPage
from macros.render.policy import ELEMENT
from macros.text_edits import Edit, edited

_LINKS = (("a", "href"), ("link", "href"), ("a", "refresh"))
_PATH = re.compile(r"""(?:\shref="|\scontent="0; url=)[^"#?]*""")
"""The address in a tag that is known to have one, as far as its path goes."""


def _all(path: str) -> bool:
    return True


def from_disk(page: BuiltPage, held: Callable[[str], bool] = _all, address: str = "") -> str:
    """The HTML with every link to a folder of the site leading to its `index.html`.

    It has no policy: what that calls `self`, the site, is another thing on a disk in each browser.
    A browser shows the list of a folder's files where a server would send its page. A link to
    what is not held beside the page leads to the site on the web, where that has an `address`.
    """
    return edited(page.text, _edits(page, held, address))


def _edits(page: BuiltPage, held: Callable[[str], bool], address: str) -> Iterator[Edit]:
    if policy := ELEMENT.search(page.text):
        yield *policy.span(), ""
    for one in page.references:
        if (one.tag, one.attribute) not in _LINKS:
            continue
        path = one.address.partition("#")[0].partition("?")[0]
        if ":" in path:
            continue
        name = path.rpartition("/")[2]
        folder = path.endswith("/") or name in (".", "..")
        file = _file(dirname(page.path), path) if path else page.path
        written = _PATH.search(page.text, one.at)
        if written and address and not held(unquote(file)):
            start = written.end() - len(path)
            yield start, written.end(), address + file.removesuffix("index.html")
        elif written and folder:
            yield written.end(), written.end(), "/index.html" if name else "index.html"


@lru_cache(maxsize=20_000)
def _file(folder: str, path: str) -> str:
    """The file that a path leads to from a page of a folder: most pages have the same menu."""
    there = normpath(join(folder, path))
    if path.endswith("/") or path.rpartition("/")[2] in (".", ".."):
        return f"{there}/index.html".removeprefix("./")
    return there
