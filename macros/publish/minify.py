"""Scripts and styles for browsers: without comments and the spaces between words."""

from __future__ import annotations

from rcssmin import cssmin
from rjsmin import jsmin


def small(path: str, content: bytes) -> bytes:
    """What a browser needs of a script or a style sheet; any other file as it is."""
    if path.endswith(".css"):
        return str(cssmin(content.decode())).encode()
    if path.endswith(".js"):
        return str(jsmin(content.decode())).encode()
    return content
