"""Where a fault is reported: RFC 9116, and nothing where nobody can be reached."""

from __future__ import annotations

import re
from datetime import date

import pytest

from macros.publish.makers import Makers
from macros.publish.security_txt import security_txt
from tests.conftest import TODAY

HOSTED = Makers("https://github.com/a/b/", "GitHub")


def told(makers: Makers, address: str = "https://kb.example/") -> list[tuple[str, str]]:
    text = security_txt(makers, address, TODAY)
    assert text.endswith("\n")
    assert "\r" not in text
    return [(name, value) for name, value in re.findall(r"^([A-Z][A-Za-z-]+): (\S.*)$", text, re.M)]


@pytest.mark.parametrize(
    ("makers", "contacts"),
    [
        (HOSTED, ["https://github.com/a/b/security/advisories/new"]),
        (
            HOSTED._replace(mail="a@b.example"),
            ["https://github.com/a/b/security/advisories/new", "mailto:a@b.example"],
        ),
        (Makers(mail="a@b.example"), ["mailto:a@b.example"]),
        (Makers("https://codeberg.org/a/b", "Codeberg"), ["https://codeberg.org/a/b/issues"]),
        (Makers("https://x.example/b", "X", "a@b.example"), ["mailto:a@b.example"]),
    ],
)
def test_private_ways_come_first(makers: Makers, contacts: list[str]) -> None:
    assert [value for name, value in told(makers) if name == "Contact"] == contacts


def test_it_says_until_when_in_which_languages_and_where() -> None:
    fields = dict(told(HOSTED))
    expires = date.fromisoformat(fields["Expires"].removesuffix("T00:00:00Z"))
    assert TODAY < expires < TODAY.replace(year=TODAY.year + 1)
    assert set(fields["Preferred-Languages"].split(", ")) == {"id", "en"}
    assert fields["Canonical"] == "https://kb.example/.well-known/security.txt"
    assert "Canonical" not in dict(told(HOSTED, ""))


def test_nothing_where_nobody_can_be_reached() -> None:
    assert security_txt(Makers(), "https://kb.example/", TODAY) == ""
