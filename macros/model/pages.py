"""What a page holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from macros.model.base import Locale, Location
from macros.model.document import Document


class Call(Struct, frozen=True):
    """A macro call on a page: `{{ name("…", key="…") }}`."""

    name: str
    arguments: tuple[str, ...]
    keywords: Mapping[str, str]
    where: Location
    start: int
    """Offset of the opening braces in the text that was parsed."""
    end: int


class Heading(Struct, frozen=True):
    """A section heading of a page; `anchor` is empty where the author gave no id."""

    level: int
    text: str
    anchor: str
    where: Location


class ModuleMeta(Struct, frozen=True):
    """What a training module page states about itself in its front matter."""

    number: int
    minutes: int
    objectives: tuple[int, ...]
    targets: tuple[str, ...]
    prerequisites: tuple[int, ...]
    outcomes: tuple[str, ...]
    questions: tuple[str, ...]


class PageMeta(Struct, frozen=True):
    """The front matter of a page; title and description may hold macro calls."""

    title: str
    description: str
    date: date | None = None
    source: str = ""
    module: ModuleMeta | None = None


class Written(Struct, frozen=True):
    """A text of the front matter as it stands there: its key, its offsets, its YAML quotes."""

    key: str
    value: str
    start: int
    end: int
    style: str
    """`"` or `'` for quotes, `>` or `|` for a block, empty for a plain text."""


class Page(Struct, frozen=True, dict=True):
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
    document: Document = Document("")
    """The body as its reader gets it; its places are offsets in the body."""

    @property
    def body_calls(self) -> tuple[Call, ...]:
        """The calls of the body; those of the front matter come before them."""
        return tuple(call for call in self.calls if call.where.line >= self.body_line)
