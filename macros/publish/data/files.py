"""The files for programs, by the path at which they are published."""

from __future__ import annotations

from collections.abc import Iterator

from macros.library import Library
from macros.publish.data.export import export, export_json, export_schema
from macros.publish.data.feeds import feed_files
from macros.publish.data.tables import table_files


def data_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """The facts as tables and as JSON, and the feeds.

    They name absolute addresses, so that a library without the address of its site gives none.
    """
    if not library.address:
        return
    whole = export(library)
    yield from table_files(whole)
    yield "data/facts.json", export_json(whole)
    yield "data/facts-export.schema.json", export_schema()
    yield from feed_files(library)
