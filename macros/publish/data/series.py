"""The values of one fact as a table for people: its words are those of a language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from macros.facts.selection import rank
from macros.library import Library
from macros.model import LOCALES, NUMERIC, Fact, Locale, Observation
from macros.render.charts import publisher
from macros.render.context import PageContext
from macros.render.reuse import series_path
from macros.render.values import plain_value, qualifier_text, show_observation, unit_text

_COLUMNS = (
    *("period", "value", "as-shown", "unit", "qualifier-short", "edition", "publisher"),
    *("source", "column-address", "column-public-by", "qualifier"),
)


def is_series(fact: Fact) -> bool:
    """Whether a table of its own says more than the record: several numbers."""
    return fact.kind in NUMERIC and len(fact.observations) > 1


def series_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """The tables of all facts that have several numbers, in each language, by their paths."""
    for locale in LOCALES:
        context = PageContext.evergreen(library, locale)
        for fact in filter(is_series, library.registry.facts.values()):
            yield series_path(locale, fact), series_csv(context, fact)


def series_csv(context: PageContext, fact: Fact) -> bytes:
    """All values of a fact as CSV (RFC 4180), oldest first within their editions.

    It begins with a byte order mark: without it spreadsheets take UTF-8 for something else.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(context.word(one) for one in _COLUMNS)
    writer.writerows(_row(context, fact, one) for one in sorted(fact.observations, key=rank))
    return out.getvalue().encode("utf-8-sig")


def _row(context: PageContext, fact: Fact, one: Observation) -> Iterator[str]:
    locale: Locale = context.locale
    yield one.period.iso if one.period else ""
    yield plain_value(fact, one)
    yield show_observation(context, fact, one)
    yield unit_text(fact, one, locale)
    yield qualifier_text(one, locale)
    yield one.edition.title[locale] if one.edition else ""
    yield publisher(one)[locale]
    yield one.source.title[locale]
    yield one.source.url
    yield one.known.iso if one.known else ""
    yield one.note[locale] if one.note else ""
