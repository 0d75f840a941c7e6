"""What the site promises and is made of: addresses, menus, files."""

from __future__ import annotations

from typing import NamedTuple

from macros.problems import Location


class Address(NamedTuple):
    """A place of the site that a link may lead to, the same in both languages."""

    page: str
    """The key of the page, such as `gcm/index.md`; or a short address, such as `/m/3/`."""
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page

    @property
    def folder(self) -> str:
        """The page's place on the web: `gcm.md` and `gcm/index.md` have the same one.

        No page's place begins with a slash, as every short address does.
        """
        stem = self.page.removesuffix(".md")
        return "" if stem == "index" else stem.removesuffix("/index")

    @property
    def short(self) -> bool:
        """Whether it is a short address, which leads on to a page in the reader's language."""
        return self.page.startswith("/")


class PublishedAddress(NamedTuple):
    """An address that was published, with its line in the lock file."""

    address: Address
    where: Location


class Redirect(NamedTuple):
    """Where an address that was published has moved to."""

    old: Address
    new: Address
    where: Location


class Settings(NamedTuple):
    """What the settings of the site say about all of it."""

    address: str = ""
    """The absolute address of the site; empty where they name none."""
    complete: bool = False
    """Whether the build refuses a page that the menu does not name."""
    theme: str = ""
    """The folder of the templates, scripts and styles; empty where the settings name none."""


class File(NamedTuple):
    """A file of the project as it lies on the disk, read as far as its checks need."""

    path: str
    size: int = 0
    """In bytes."""
    regular: bool = True
    """Whether it is a plain file: no link, no device, no socket."""
    text: str = ""
    """The whole text of a page or of a data file; of other files nothing."""
    head: bytes = b""
    """The first bytes of any other file."""
    faults: tuple[tuple[str, str], ...] = ()
    """Of a picture, what is wrong with it: the sort, and what the file says there."""
