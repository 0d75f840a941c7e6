"""The nouns: dates of every precision, periods, places and texts."""

from __future__ import annotations

from datetime import date

import pytest

from macros.errors import KnowledgeError, nearest
from macros.model import (
    LOCALES,
    Bilingual,
    Location,
    PartialDate,
    Period,
    Problem,
    Severity,
    other_locale,
)


@pytest.mark.parametrize(
    ("moment", "iso", "precision", "first", "last"),
    [
        (PartialDate(2024), "2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        (PartialDate(2024, 2), "2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        (PartialDate(2023, 2), "2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        (PartialDate(2024, 2, 5), "2024-02-05", "day", date(2024, 2, 5), date(2024, 2, 5)),
        (PartialDate(1000, 12), "1000-12", "month", date(1000, 12, 1), date(1000, 12, 31)),
    ],
)
def test_dates_are_as_precise_as_they_are_written(
    moment: PartialDate, iso: str, precision: str, first: date, last: date
) -> None:
    assert (moment.iso, moment.precision) == (iso, precision)
    assert (moment.first, moment.last) == (first, last)


def test_periods_as_iso_writes_them() -> None:
    assert Period(PartialDate(2020), PartialDate(2020)).iso == "2020"
    assert Period(PartialDate(2020), PartialDate(2021, 3)).iso == "2020/2021-03"


def test_texts_by_language() -> None:
    text = Bilingual("yes", "ya")
    assert [text[locale] for locale in LOCALES] == ["yes", "ya"]
    assert [other_locale(locale) for locale in LOCALES] == ["id", "en"]


def test_places_are_written_as_editors_read_them() -> None:
    assert str(Location("facts.yml", 3, 7, 9)) == "facts.yml:3:7"
    assert str(Location("facts.yml")) == "facts.yml:1:1"


def test_refusal_becomes_a_problem_at_a_place() -> None:
    error = KnowledgeError("F109", key="x")
    assert str(error) == "F109 {'key': 'x'}"
    assert error.at(Location("f")) == Problem(Location("f"), "F109", {"key": "x"})
    assert error.at(Location("f"), family="P").code == "P109"
    assert error.at(Location("f"), Severity.WARNING).level is Severity.WARNING


@pytest.mark.parametrize(
    ("word", "near"),
    [("migrnt", "migrant"), ("zzz", ""), ("", ""), ("bd", "bad, bed, bid")],
)
def test_nearest_words(word: str, near: str) -> None:
    found = nearest(word, (w for w in ("bed", "bid", "bad", "bod", "migrant")))
    assert len(found.split(", ")) <= 3
    assert found == near or (
        word == "bd" and set(found.split(", ")) <= {"bed", "bid", "bad", "bod"}
    )
