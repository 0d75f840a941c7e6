"""Pages and their twins: every page in both languages, saying the same about itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Found = Callable[..., list[tuple[str, str, dict[str, str]]]]
Edit = Callable[[str, str, str], None]
ONE = "emm/modules/one.md"


@pytest.mark.parametrize(("there", "gone"), [("en", "id"), ("id", "en")])
def test_page_without_its_twin(found: Found, site: Path, there: str, gone: str) -> None:
    (site / "docs" / gone / "glossary.md").unlink()
    page, missing = f"docs/{there}/glossary.md", f"docs/{gone}/glossary.md"
    told = found("T101")
    assert told == [(f"{page}:1:1", "T101", {"page": page, "missing": missing})]


def test_twin_that_cannot_be_read_is_not_called_missing(found: Found, edit: Edit) -> None:
    edit("docs/id/glossary.md", "title: Glosarium", "titel: Glosarium")
    assert {(place, code) for place, code, _ in found()} == {
        ("docs/id/glossary.md:2:1", "P108"),
    }


def test_whole_language_is_missing(found: Found, site: Path) -> None:
    (site / "docs" / "id").rename(site / "docs" / "away")
    missing = [values["missing"] for _, _, values in found("T101")]
    assert len(missing) == len(list((site / "docs" / "en").rglob("*.md")))
    assert all(path.startswith("docs/id/") for path in missing)


def test_heading_that_the_twin_lacks(found: Found, edit: Edit) -> None:
    edit("docs/en/index.md", "{: #share }", "{: #part }")
    assert found() == [
        ("docs/en/index.md:7:1", "T102", {"anchor": "part", "twin": "docs/id/index.md"}),
        ("docs/id/index.md:7:1", "T102", {"anchor": "share", "twin": "docs/en/index.md"}),
    ]


def test_heading_of_another_level(found: Found, edit: Edit) -> None:
    edit("docs/en/index.md", "## Share", "### Share")
    assert [(place, code) for place, code, _ in found()] == [
        ("docs/en/index.md:7:1", "P226"),
        ("docs/en/index.md:7:1", "T102"),
        ("docs/id/index.md:7:1", "T102"),
    ]


def test_first_heading_out_of_order_is_told(found: Found, site: Path) -> None:
    for locale, names in (("en", "ab"), ("id", "ba")):
        with (site / "docs" / locale / "glossary.md").open("a", encoding="utf-8") as page:
            page.writelines(f"\n## Heading {name} {{: #{name} }}\n" for name in names)
    values = {"anchor": "a", "twin": "docs/id/glossary.md:9"}
    assert found() == [("docs/en/glossary.md:7:1", "T103", values)]


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("number", "number: 1", "number: 2"),
        ("minutes", "minutes: 90", "minutes: 60"),
        ("objectives", "objectives: [1]", "objectives: [1, 1]"),
        ("targets", "targets: [10.7]", "targets: []"),
        ("prerequisites", "prerequisites: []", "prerequisites: [2]"),
        ("outcomes", "outcomes: [Menjelaskan]", "outcomes: [Menjelaskan, Membahas]"),
        ("questions", "questions: [Mengapa?]", 'questions: ["Mengapa?", "Siapa?"]'),
    ],
)
def test_module_that_differs(found: Found, edit: Edit, field: str, old: str, new: str) -> None:
    edit(f"docs/id/{ONE}", old, new)
    assert found("T104") == [
        (f"docs/{here}/{ONE}:1:1", "T104", {"field": field, "twin": f"docs/{there}/{ONE}"})
        for here, there in (("en", "id"), ("id", "en"))
    ]


def test_words_of_a_module_may_differ(found: Found, edit: Edit) -> None:
    edit(f"docs/en/{ONE}", "outcomes: [Explain]", "outcomes: [Explain and discuss]")
    assert found() == []


def test_module_in_one_language_only(found: Found, site: Path, edit: Edit) -> None:
    block = (site / "docs" / "en" / ONE).read_text(encoding="utf-8")
    start, end = block.index("module:"), block.index("---\nThe aim")
    edit(f"docs/en/{ONE}", block[start:end], "")
    told = found("T104")
    assert [values["field"] for _, _, values in told] == ["module", "module"]


def test_module_number_used_twice(found: Found, site: Path) -> None:
    for locale in ("en", "id"):
        folder = site / "docs" / locale / "emm" / "modules"
        (folder / "two.md").write_bytes((folder / "one.md").read_bytes())
    assert found("P218") == [
        (
            f"docs/{locale}/emm/modules/two.md:1:1",
            "P218",
            {"number": "1", "kind": "module", "page": first},
        )
        for locale, first in (("en", f"docs/en/{ONE}"), ("id", f"docs/id/{ONE}"))
    ]


def test_news_of_different_days_and_sources(found: Found, edit: Edit) -> None:
    edit("docs/id/news/training.md", "date: 2022-10-28", "date: 2022-10-29")
    edit("docs/id/news/training.md", "source: report", "source: portal")
    told = [(place, values["field"]) for place, _, values in found("T104")]
    assert told == [
        ("docs/en/news/training.md:1:1", "date"),
        ("docs/en/news/training.md:1:1", "source"),
        ("docs/id/news/training.md:1:1", "date"),
        ("docs/id/news/training.md:1:1", "source"),
    ]


def test_news_needs_a_date(found: Found, edit: Edit) -> None:
    for locale in ("en", "id"):
        edit(f"docs/{locale}/news/training.md", "date: 2022-10-28\n", "")
    assert found("P219") == [
        (f"docs/{locale}/news/training.md:1:1", "P219", {}) for locale in ("en", "id")
    ]


def test_only_news_has_a_date(found: Found, edit: Edit) -> None:
    for locale in ("en", "id"):
        edit(f"docs/{locale}/glossary.md", "title:", "date: 2022-10-28\ntitle:")
    assert found() == [(f"docs/{locale}/glossary.md:2:1", "P220", {}) for locale in ("en", "id")]


def test_list_of_news_is_no_news(found: Found, site: Path) -> None:
    for locale in ("en", "id"):
        page = site / "docs" / locale / "news" / "index.md"
        page.write_text("---\ntitle: N\ndescription: N.\n---\n{{ news_list() }}\n")
    assert found() == []


def test_news_on_an_unknown_source(found: Found, edit: Edit) -> None:
    for locale in ("en", "id"):
        edit(f"docs/{locale}/news/training.md", "source: report", "source: raport")
    told = found("P204")
    assert [place for place, _, _ in told] == [
        "docs/en/news/training.md:5:1",
        "docs/id/news/training.md:5:1",
    ]
    assert all(v["what"] == "source" and v["key"] == "raport" for _, _, v in told)
