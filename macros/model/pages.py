"""What a page holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import Field

from macros.model.document import Document
from macros.model.fields import Day, Entry, Text, at_most
from macros.problems import NOWHERE, Locale, Location

NO_DOCUMENT = Document("")


class Call(NamedTuple):
    """A macro call on a page: `{{ name("…", key="…") }}`."""

    name: str
    arguments: tuple[str, ...]
    keywords: Mapping[str, str]
    where: Location
    start: int
    """Offset of the opening braces in the text that was parsed."""
    end: int


class Heading(NamedTuple):
    """A section heading of a page; `anchor` is empty where the author gave no id."""

    level: int
    text: str
    anchor: str
    where: Location


Texts: TypeAlias = Annotated[tuple[Text, ...], Field(min_length=1)]


@dataclass(frozen=True)
class PageMeta(Entry):
    """The front matter that any page may have, the same in both languages.

    Title and description may hold macro calls. Kinds of pages add a key of their own.
    """

    title: Annotated[Text, at_most(200)]
    description: Annotated[Text, at_most(500)]
    date: Annotated[Day | None, Field(description="News: figures are those of this day")] = None
    source: Annotated[Text, Field(description="News: the source that it reports on")] = ""
    search: Annotated[
        Literal["exclude"] | None, Field(description="Neither this site nor others find the page")
    ] = None


class Written(NamedTuple):
    """A text of the front matter as it stands there: its key, its offsets, its YAML quotes."""

    key: str
    value: str
    start: int
    end: int
    style: str
    """`"` or `'` for quotes, `>` or `|` for a block, empty for a plain text."""


@dataclass(frozen=True)
class Page:
    """A page of one language as written; `key` is its path below the language's folder."""

    key: str
    locale: Locale
    path: str
    meta: PageMeta
    calls: tuple[Call, ...]
    headings: tuple[Heading, ...]
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body starts."""
    header: str = ""
    """The front matter as written, without the lines that enclose it."""
    written: tuple[Written, ...] = ()
    """The texts of the front matter that a reader sees."""
    document: Document = NO_DOCUMENT
    """The body as its reader gets it; its places are offsets in the body."""

    @property
    def body_calls(self) -> tuple[Call, ...]:
        """The calls of the body; those of the front matter come before them."""
        return tuple(call for call in self.calls if call.where.line >= self.body_line)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that its author gave: of headings, and of what else has one."""
        attributes = (one for node in self.document.nodes for one in node.attributes)
        given = {one.value for one in attributes if one.name == "id" and one.start >= 0}
        return frozenset(given.union(one.anchor for one in self.headings if one.anchor))

    @cached_property
    def makes_calls(self) -> bool:
        """Whether there is any call on it."""
        return bool(self.calls)


class NotKept(LookupError):
    """Something was asked of an outline that only the page itself knows."""


class Outline(Page):
    """What other pages, and the rules of the whole site, know of a page: nothing of its text.

    Whatever rests on outlines alone is the same as long as these are. Headings have no places.
    """

    targets: tuple[str, ...]
    """What its links lead to, as it is written: the matter of rules of the whole site alone."""

    def __eq__(self, other: object) -> bool:
        """See `is_like`."""
        return self is other

    __hash__ = object.__hash__

    def is_like(self, other: Page) -> bool:
        """Whether other pages find the same in both."""
        return vars(self) | {"targets": ()} == vars(other) | {"targets": ()}


class _Absent:
    """An attribute of the page that its outline has not."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        raise NotKept(self._name)

    def __set__(self, instance: object, value: object) -> None:
        raise NotKept(self._name)


for _name in ("body", "body_line", "header", "written", "document", "calls"):
    _absent = _Absent()
    _absent.__set_name__(Outline, _name)
    setattr(Outline, _name, _absent)


def outline(page: Page, targets: tuple[str, ...]) -> Outline:
    """The outline of a page whose links lead to these targets."""
    found = object.__new__(Outline)
    headings = tuple(one._replace(where=NOWHERE) for one in page.headings)
    kept = ("key", "locale", "path", "meta", "ids", "makes_calls")
    vars(found).update({name: getattr(page, name) for name in kept})
    vars(found).update(headings=headings, targets=targets)
    return found
