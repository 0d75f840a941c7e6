"""Pages that open from a disk: a link to a folder names the page in it."""

from __future__ import annotations

import re

_LINK = re.compile(r"""(<(?:a|link)\b[^>]*?\shref="|\scontent="0; url=)([^"#?:]+)(?=[#?"])""")
"""Links, and the way on of a page that has moved; addresses with a scheme have a colon."""


def from_disk(html: str) -> str:
    """The page with every link to a folder of the site leading to its `index.html`.

    A browser shows the list of a folder's files where a server would send its page.
    """
    return _LINK.sub(_whole, html)


def _whole(found: re.Match[str]) -> str:
    start, path = found.groups()
    if path.endswith("/"):
        return f"{start}{path}index.html"
    return f"{start}{path}/index.html" if path.rpartition("/")[2] in (".", "..") else found[0]
