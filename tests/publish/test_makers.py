"""Ways to the makers: what each host understands, and no way where none is set."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from macros.model import LOCALES, Locale
from macros.publish.makers import Makers, Way, Where, ways
from tests.conftest import ROOT

ADDRESS = "https://kb.example/en/gcm/?a=b&c#d"
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


def page(source: str = "en/gcm/index.md", edit: str = "", locale: Locale = "en") -> Where:
    return Where(locale, source, ADDRESS, "Law & “order”, 100 %", edit)


def records(edit: str = "") -> Where:
    return page("en/data/facts/migrants.md", edit)


def asked(makers: Makers, where: Where) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(next(ways(makers, where)).href).query))


def test_none_where_none_is_set() -> None:
    assert list(ways(Makers(), page())) == []
    assert list(ways(Makers(host="GitHub"), page())) == []


@pytest.mark.parametrize(("where", "form"), [(page(), "mistake"), (records(), "figure")])
def test_form_on_github_has_the_fields_that_are_filled_in(where: Where, form: str) -> None:
    makers = Makers("https://github.com/a/b/", "GitHub")
    (way,) = ways(makers, where)
    assert way.href.startswith("https://github.com/a/b/issues/new?")
    given = asked(makers, where)
    assert given["template"] == f"{form}.yml"
    assert given["where"] == ADDRESS
    assert where.title in given["title"]
    fields = yaml.safe_load((FORMS / given["template"]).read_text())["body"]
    ids = {field["id"] for field in fields}
    assert given.keys() - {"template", "title"} <= ids
    assert ("figure" in given) == (form == "figure")


@pytest.mark.parametrize(
    ("host", "path", "text"),
    [
        ("GitLab", "/-/issues/new", "issue[description]"),
        ("Codeberg", "/issues/new", "body"),
    ],
)
def test_other_hosts_take_a_text(host: str, path: str, text: str) -> None:
    makers = Makers("https://code.example/a/b", host)
    assert urlsplit(next(ways(makers, page())).href).path == f"/a/b{path}"
    assert f"Page: {ADDRESS}\n" in asked(makers, page())[text]


@pytest.mark.parametrize("locale", LOCALES)
def test_mail_has_a_subject_and_the_address_of_the_page(locale: Locale) -> None:
    (way,) = ways(Makers(mail="makers@kb.example"), page(locale=locale))
    assert way.word == "report-mistake"
    assert way.href.startswith("mailto:makers@kb.example?subject=")
    # Mail programs show a plus sign where a form would read a space.
    assert "+" not in way.href
    given = dict(parse_qsl(urlsplit(way.href).query))
    assert "Law & “order”, 100 %" in given["subject"]
    assert ADDRESS in given["body"]


def test_mail_is_the_second_way_beside_a_repository() -> None:
    found = ways(
        Makers("https://github.com/a/b", "GitHub", "m@kb.example"), page(edit="https://e/")
    )
    assert [way.word for way in found] == ["report-mistake", "report-by-mail", "edit-page"]


def test_records_are_edited_where_the_facts_stand() -> None:
    edit = "https://github.com/a/b/edit/main/docs/en/data/facts/migrants.md"
    assert list(ways(Makers(), records(edit))) == [
        Way("edit-figures", "https://github.com/a/b/edit/main/facts.yml")
    ]
    index = page("en/data/facts/index.md", "https://github.com/a/b/edit/main/docs/x.md")
    assert [way.word for way in ways(Makers(), index)] == ["edit-page"]
    elsewhere = records("https://code.example/edit?file=migrants.md")
    assert [way.word for way in ways(Makers(), elsewhere)] == ["edit-page"]
