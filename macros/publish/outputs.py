"""What the site has besides pages: files made from the sources, and from the finished pages."""

from __future__ import annotations

from collections.abc import Iterator

from macros.html.model import BuiltSite
from macros.library import Library
from macros.publish.data.files import data_files
from macros.publish.search.build import search_files
from macros.publish.short.files import short_files
from macros.publish.social.files import social_files

Files = Iterator[tuple[str, bytes]]
"""Paths below the site's folder, and what stands there."""


def from_sources(library: Library, *, pictures: bool = True) -> Files:
    """What needs no page: it is made while the pages are.

    `pictures` says whether to make those too; they take longest, and no author waits for them.
    """
    yield from data_files(library)
    yield from short_files(library)
    if pictures:
        yield from social_files(library)


def from_pages(site: BuiltSite, library: Library) -> Files:
    """What is made of the finished pages."""
    yield from search_files(library, site)
