"""Pages that open from a disk: a link to a folder names the page in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.html.model import BuiltPage
from macros.text_edits import Edit, edited

_LINKS = (("a", "href"), ("link", "href"), ("a", "refresh"))
_PATH = re.compile(r"""(?:\shref="|\scontent="0; url=)[^"#?]*""")
"""The address in a tag that is known to have one, as far as its path goes."""


def from_disk(page: BuiltPage) -> str:
    """The HTML with every link to a folder of the site leading to its `index.html`.

    A browser shows the list of a folder's files where a server would send its page.
    """
    return edited(page.text, _names(page))


def _names(page: BuiltPage) -> Iterator[Edit]:
    for one in page.references:
        path = re.split("[#?]", one.address, maxsplit=1)[0]
        name = path.rpartition("/")[2]
        folder = path.endswith("/") or name in (".", "..")
        linked = ":" not in path and (one.tag, one.attribute) in _LINKS
        if folder and linked and (written := _PATH.search(page.text, one.at)):
            yield written.end(), written.end(), "/index.html" if name else "index.html"
