"""The search of a finished site, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from macros.built.model import BuiltSite
from macros.model import LOCALES
from macros.publish.search.affixes import affixes
from macros.publish.search.entries import entries
from macros.publish.search.files import index_files
from macros.publish.search.index import build_index
from macros.publish.search.notions import notions
from macros.render.context import Library


def search_files(library: Library, site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    """The files of the search by their path below the site's folder."""
    for locale in LOCALES:
        found = entries(library, site, locale)
        index = build_index(found, notions(library.terms, locale), affixes(locale))
        yield from index_files(index, locale)
