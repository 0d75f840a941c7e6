"""What the site has besides pages: files made from the sources, and from the finished pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from macros.build_cache import BuildCache, code_version, key_of, packed, unpacked
from macros.html.model import BuiltSite
from macros.languages.morphology import affixes
from macros.library import Library
from macros.model import LOCALES, Locale
from macros.publish.app.files import app_files
from macros.publish.data.export import export, export_json, export_schema
from macros.publish.data.feeds import feed_files
from macros.publish.data.series import series_files
from macros.publish.data.tables import table_files
from macros.publish.diagrams import diagram_files
from macros.publish.reuse import reuse_files
from macros.publish.search.documents import Entry, entries
from macros.publish.search.index import build_index
from macros.publish.search.shards import index_files
from macros.publish.search.synonyms import SynonymSet, notions
from macros.publish.short.files import short_files
from macros.publish.social.files import social_files
from macros.publish.terms import term_files

Files = Iterator[tuple[str, bytes]]
"""Paths below the site's folder, and what stands there."""


def from_sources(
    library: Library, cache: BuildCache | None = None, *, pictures: bool = True
) -> Files:
    """What needs no page: it is made while the pages are, or kept in the cache.

    `pictures` says whether to make those too; they take longest, and no author waits for them.
    """
    cache = cache or BuildCache()
    yield from data_files(library)
    yield from short_files(library, cache)
    yield from app_files(library)
    yield from series_files(library)
    yield from reuse_files(library)
    yield from diagram_files(library)
    yield from term_files(library)
    if pictures:
        yield from social_files(library, cache)


def data_files(library: Library) -> Files:
    """The facts as tables and as JSON, and the feeds.

    They name absolute addresses, so that a library without the address of its site gives none.
    """
    if library.address:
        whole = export(library)
        yield from table_files(whole)
        yield "data/facts.json", export_json(whole)
        yield "data/facts-export.schema.json", export_schema()
        yield from feed_files(library)


def from_pages(site: BuiltSite, library: Library, cache: BuildCache | None = None) -> Files:
    """What is made of the finished pages: the search in each language.

    That of a language comes from the cache where nothing has changed in what it finds.
    """
    cache = cache or BuildCache()
    for locale in LOCALES:
        found = tuple(entries(library, site, locale, cache))
        synonyms = tuple(notions(library.terms, library.synonyms, locale))
        key = key_of(code_version(), locale, found, synonyms)
        made = partial(_index_files, found, synonyms, locale)
        yield from unpacked(cache.made("search", key, made)).items()


def _index_files(found: Sequence[Entry], synonyms: Sequence[SynonymSet], locale: Locale) -> bytes:
    index = build_index(found, synonyms, affixes(locale))
    return packed(dict(index_files(index, locale)))
