"""The search of a finished site, in each language."""

from __future__ import annotations

from collections.abc import Iterator

from macros.html.model import BuiltSite
from macros.languages.morphology import affixes
from macros.library import Library
from macros.model import LOCALES
from macros.publish.search.documents import entries
from macros.publish.search.index import build_index
from macros.publish.search.shards import index_files
from macros.publish.search.synonyms import notions


def search_files(library: Library, site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    """The files of the search by their path below the site's folder."""
    for locale in LOCALES:
        found = entries(library, site, locale)
        index = build_index(
            found, notions(library.terms, library.synonyms, locale), affixes(locale)
        )
        yield from index_files(index, locale)
