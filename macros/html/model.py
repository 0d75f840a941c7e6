"""The nouns of the finished site."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from macros.html.document import Document, parsed
from macros.model import LOCALES, Locale, Location


class Reference(NamedTuple):
    """An address on a page, and the element that has it."""

    tag: str
    attribute: str
    address: str
    at: int
    """Offset of the tag, as in all that follows here."""
    rel: str = ""
    language: str = ""
    """The language of the page that a link leads to, where the link says so."""

    @property
    def loads(self) -> bool:
        """Whether a browser asks for the address by itself, or sends a form there."""
        if self.tag == "link":
            return not _NOT_LOADED.intersection(self.rel.split())
        return self.tag not in ("a", "area")


_NOT_LOADED = frozenset(
    {"canonical", "alternate", "license", "author", "prev", "next", "help", "shortlink"}
)


class ShownFigure(NamedTuple):
    """A figure in the text of a page."""

    fact: str
    at: int


class Oddity(NamedTuple):
    """Something in the HTML that no reader should meet."""

    text: str
    at: int


class Script(NamedTuple):
    """A script or style of a page: what stands in its tag, and its text."""

    attributes: Mapping[str, str]
    text: str
    at: int


@dataclass(frozen=True)
class BuiltPage:
    """An HTML file of the site; `path` is the one below the site's folder."""

    path: str
    where: Location
    text: str = field(repr=False, default="")
    lang: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    indexed: bool = True
    """Whether search engines may list it."""
    refresh: str | None = None
    """Where the page sends its readers on to; only a redirect does."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """The address of the page in each language."""
    ids: frozenset[str] = frozenset()
    doubled: tuple[Oddity, ...] = ()
    """Ids that stand a second time."""
    references: tuple[Reference, ...] = ()
    figures: tuple[ShownFigure, ...] = ()
    leftovers: tuple[Oddity, ...] = ()
    active: tuple[Oddity, ...] = ()
    scripts: tuple[Script, ...] = ()
    styles: tuple[Script, ...] = ()
    policy: str = ""
    """What it may run and load, as it says itself; all of it, should it say so more than once."""
    broken: Oddity | None = None
    """Where the HTML could not be read any further."""

    @property
    def document(self) -> Document:
        """Its elements, for those who read all of its text."""
        return parsed(self.text)

    @property
    def article(self) -> etree._Element | None:
        """The element with what the page says."""
        return next((node for node in self.document.nodes if node.tag == "article"), None)

    def place(self, at: int) -> Location:
        line = bisect_left(self._line_ends, at)
        start = self._line_ends[line - 1] + 1 if line else 0
        return Location(self.where.path, line + 1, at - start + 1)

    @cached_property
    def _line_ends(self) -> Sequence[int]:
        return [at - 1 for at in accumulate(len(line) + 1 for line in self.text.split("\n"))]

    @cached_property
    def locale(self) -> Locale:
        """The language of its folder."""
        first = self.path.partition("/")[0]
        return next((one for one in LOCALES if one == first), "id")

    @property
    def url(self) -> str:
        """Its path on the web, below the site's address."""
        return url_of(self.path)


def url_of(path: str) -> str:
    """Where a file below the site's folder stands on the web, below the site's address."""
    return path.removesuffix("index.html") if path.endswith("index.html") else path


@dataclass(frozen=True)
class BuiltSite:
    """Everything below the site's folder."""

    name: str
    pages: Mapping[str, BuiltPage]
    files: frozenset[str]
    styles: Mapping[str, str] = field(default_factory=dict)
    """The style sheets, by path."""
    unreadable: tuple[str, ...] = ()
    """HTML files that are no UTF-8."""
    own_styles: frozenset[str] = frozenset()
    """The digests of the styles that the theme has written into pages."""
    on_purpose: Callable[[Locale, str], Collection[str]] = lambda locale, url: ()
    """The marks of Markdown that a page shows because its author escaped them."""

    sound: frozenset[str] = frozenset()
    """The paths of pages on which, as they are, nothing was wrong before: see `rules.built`."""

    @property
    def unsound(self) -> Iterator[BuiltPage]:
        """The pages of which that is not known."""
        return (page for path, page in self.pages.items() if path not in self.sound)

    @property
    def address(self) -> str:
        """The absolute address of the site, as its home page gives it; often empty in a test."""
        home = self.pages.get("index.html")
        return home.canonical if home else ""
