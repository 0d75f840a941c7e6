"""The menu of `menu.yml`: pages, and sections of pages, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic import WithJsonSchema as Schema

from macros.model.base import Bilingual
from macros.model.fields import NAME, Entry, refusal
from macros.problems import Location

_PAGE = re.compile(rf"(?:{NAME.pattern}/)*{NAME.pattern}\.md", re.ASCII)


def _page(text: str) -> str:
    if not _PAGE.fullmatch(text):
        raise refusal("menu-page")
    return text


PagePath: TypeAlias = Annotated[
    str, AfterValidator(_page), Schema({"type": "string", "pattern": f"^{_PAGE.pattern}$"})
]
"""The path of a page below the folder of each language: `gcm/index.md`. Never an address."""


@dataclass(frozen=True)
class MenuPage(Entry):
    """A page that the menu calls otherwise than its own title does."""

    page: PagePath
    title: Bilingual


@dataclass(frozen=True)
class MenuSection(Entry):
    """A title with entries below it."""

    section: Annotated[Bilingual, Field(description="The title, in both languages")]
    pages: Annotated[tuple[MenuItem, ...], Field(min_length=1)]


PATH, PAGE, SECTION = "\0path", "\0page", "\0section"
"""The forms of an entry; no key of a model has such a name."""


def _form(entry: Any) -> str:
    if isinstance(entry, MenuSection) or (
        isinstance(entry, dict) and not entry.keys().isdisjoint(("section", "pages"))
    ):
        return SECTION
    return PAGE if isinstance(entry, dict | MenuPage) else PATH


MenuItem: TypeAlias = Annotated[
    Annotated[PagePath, Tag(PATH)]
    | Annotated[MenuPage, Tag(PAGE)]
    | Annotated[MenuSection, Tag(SECTION)],
    Discriminator(_form),
]
MenuFile: TypeAlias = Annotated[tuple[MenuItem, ...], Field(min_length=1)]
"""The whole file: a list."""


class MenuEntry(NamedTuple):
    """A page that the menu names."""

    key: str
    where: Location


class Menu(NamedTuple):
    """The menu as it is shown, and the pages in it."""

    items: tuple[MenuItem, ...] | None = None
    """None where the menu follows the folders."""
    entries: tuple[MenuEntry, ...] | None = None
    """The pages that it names, in their order, each with its place; None as above."""
