"""The files for programs: where they stand, what they are, and the list of links to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.macro_registry import macro
from macros.model import LOCALES, Locale
from macros.render.context import PageContext
from macros.render.result import MacroResult, block, escape, items, tag


class Download(NamedTuple):
    """A file that the build makes for programs."""

    path: str
    """Below the site's address; the same for both languages."""
    media_type: str
    word: str
    """The key of the words that say what it holds."""
    locale: Locale | None = None
    """Its language, where it has one."""


DATA: tuple[Download, ...] = (
    Download("data/facts.csv", "text/csv", "file-facts-csv"),
    Download("data/sources.csv", "text/csv", "file-sources-csv"),
    Download("data/editions.csv", "text/csv", "file-editions-csv"),
    Download("data/facts.csv-metadata.json", "application/csvm+json", "file-csvw"),
    Download("data/facts.json", "application/json", "file-facts-json"),
    Download("data/facts-export.schema.json", "application/schema+json", "file-schema"),
)
"""The facts; the names of the metadata file and of the tables beside it are those of CSVW."""

ROOM_KITS: tuple[Download, ...] = (
    Download("kit/room-kit.zip", "application/zip", "kit-in-both"),
    Download("kit/room-kit-en.zip", "application/zip", "kit-in-en", "en"),
    Download("kit/room-kit-id.zip", "application/zip", "kit-in-id", "id"),
)
"""For a room without a network: everything, in both languages and in one."""

ATOM = "application/atom+xml"
SIZE_OF = "data-size-of"
"""The attribute of an element into which the build writes the size of a file, by its path."""


def feeds(locale: Locale) -> tuple[Download, ...]:
    """The feeds of a language: its news, and the figures that changed."""
    return tuple(
        Download(f"feeds/{name}.{locale}.xml", ATOM, f"feed-{name}", locale)
        for name in ("news", "figures")
    )


@macro()
def downloads(context: PageContext) -> MacroResult:
    """Links to the files of the facts and to the feeds of both languages."""
    return block(items(_links(context), class_="kb-downloads"))


def file_link(context: PageContext, path: str, words: str) -> str:
    """A link to a file that the build makes, and the place for its size."""
    link = tag("a", escape(words), href=context.file_href(path))
    return f'{link} <small {SIZE_OF}="{escape(path)}"></small>'


@macro()
def room_kits(context: PageContext) -> MacroResult:
    """Links to the room kits, that of the page's language first, each with its size."""
    known = sorted(ROOM_KITS, key=lambda one: (one.locale != context.locale, one.locale or ""))
    return block(items(file_link(context, one.path, context.word(one.word)) for one in known))


def _links(context: PageContext) -> Iterator[str]:
    own = sorted(LOCALES, key=lambda locale: locale != context.locale)
    for one in (*DATA, *(feed for locale in own for feed in feeds(locale))):
        name = one.path.rpartition("/")[2]
        link = tag("a", tag("code", escape(name)), href=context.file_href(one.path))
        language = f" ({context.word(f'language-{one.locale}')})" if one.locale else ""
        yield f"{link}: {escape(context.word(one.word) + language)}"
