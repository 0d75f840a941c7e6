"""What a page holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field

from macros.model.document import Document
from macros.model.fields import Day, Entry, Text, at_most
from macros.problems import Locale, Location

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
