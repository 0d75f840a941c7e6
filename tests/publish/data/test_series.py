"""The tables of single facts, read as a spreadsheet and as a program read them."""

from __future__ import annotations

import csv
import io

import pytest

from macros.library import Library
from macros.model import LOCALES, NUMERIC, Locale
from macros.publish.data.series import series_files
from macros.render.reuse import series_path


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets need it to read UTF-8"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_value_of_a_series_has_its_row(library: Library, locale: Locale) -> None:
    files = dict(series_files(library))
    several = [
        fact
        for fact in library.registry.facts.values()
        if fact.kind in NUMERIC and len(fact.observations) > 1
    ]
    assert {series_path(locale, fact) for fact in several} <= files.keys()
    assert len(files) == len(several) * len(LOCALES)
    for fact in several:
        head, *told = rows(files[series_path(locale, fact)])
        assert {len(row) for row in told} == {len(head)}
        wanted = {(o.period.iso if o.period else "", str(o.value)) for o in fact.observations}
        assert {(row[0], row[1]) for row in told} == wanted
        titles = {o.source.title[locale] for o in fact.observations}
        assert {row[7] for row in told} == titles


def test_row_says_all_in_words(library: Library) -> None:
    path = series_path("en", library.registry.fact("migrants.world"))
    head, *_, last = rows(dict(series_files(library))[path])
    edition = "UN DESA International Migrant Stock, 2024 revision"
    assert head == [
        *("Period", "Value", "As shown", "Unit", "Qualifier", "Edition", "Publisher"),
        *("Source", "Address", "Public by", "Note"),
    ]
    assert last[:7] == [
        "2024",
        "304000000",
        "304\u00a0million",
        "people",
        "about",
        edition,
        "UN DESA",
    ]


def test_two_tables_of_one_library_are_the_same(small: Library) -> None:
    assert dict(series_files(small)) == dict(series_files(small))
