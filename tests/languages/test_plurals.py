"""Units beside 1."""

from __future__ import annotations

import pytest

from macros.languages.plurals import singular


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("months", "month"),
        ("people", "person"),
        ("countries", "country"),
        ("States", "State"),
        ("US dollars", "US dollar"),
        ("cities and regencies", "city or regency"),
        ("ministries and agencies", "ministry or agency"),
        ("local governments", "local government"),
        ("sets of studies", "set of studies"),
        ("thematic areas", "thematic area"),
        ("people in need", "person in need"),
        ("boxes", "box"),
        ("classes", "class"),
        ("coaches", "coach"),
        ("cases", "case"),
        ("women", "woman"),
        ("member of staff", "member of staff"),
        ("bus", "bus"),
        ("km", "km"),
        ("Series", "series"),
    ],
)
def test_one_of_a_unit(plural: str, one: str) -> None:
    assert singular(plural, "en") == one
    assert singular(plural, "id") == plural


def test_every_unit_of_the_site_has_a_singular() -> None:
    units = ["minutes", "days", "partners", "universities", "policies", "activities", "studies"]
    assert [singular(unit, "en")[-1] for unit in units] == ["e", "y", "r", "y", "y", "y", "y"]
