"""How pages name one another: the paths of links, and the addresses of the finished site."""

from __future__ import annotations

from collections.abc import Container, Iterable
from posixpath import dirname, normpath, relpath

from macros.errors import nearest
from macros.model import Page


def resolve(page: Page, path: str) -> tuple[str, str]:
    """The folder below docs/ to which a relative path leads from a page, and the path in it.

    The folder is the language of a page, another one, or `..` for a place outside docs/.
    """
    if not path:
        return page.locale, page.key
    whole = normpath(f"{page.locale}/{dirname(page.key)}/{path}")
    folder, _, key = whole.partition("/")
    return folder, key


def relative(page: Page, key: str, anchor: str = "") -> str:
    """How a page names another one of its tree in a link."""
    path = relpath(key, dirname(page.key) or ".")
    return f"{path}#{anchor}" if anchor else path


def page_at(address: str, keys: Container[str]) -> str:
    """The key of the page at an address below its language's folder; empty where there is none."""
    stem = address.strip("/").removesuffix(".html")
    if stem == "index" or stem.endswith("/index"):
        stem = stem.removesuffix("index").rstrip("/")
    tried = (f"{stem}.md", f"{stem}/index.md" if stem else "index.md")
    return next((key for key in tried if key in keys), "")


class Hints:
    """Finds what was perhaps meant, for a limited number of problems: each search takes time."""

    def __init__(self, left: int = 50) -> None:
        self.left = left

    def near(self, word: str, known: Iterable[str]) -> str:
        """The known words most like this one; empty where none is, or nothing is left."""
        self.left -= 1
        return nearest(word[:200], known) if self.left >= 0 else ""
