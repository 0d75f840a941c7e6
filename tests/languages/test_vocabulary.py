"""The lists of words in YAML: each is used, none says a thing twice, and faults have their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import macros
from macros.languages import vocabulary
from macros.languages.vocabulary import any_of, numbers, read, words
from macros.model import LOCALES, Locale

FILES = {one: Path(vocabulary.__file__).with_name(f"vocabulary.{one}.yml") for one in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_group_is_used(locale: Locale) -> None:
    assert macros.__file__ is not None
    files = Path(macros.__file__).parent.rglob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    groups = read(FILES[locale].read_text("utf-8"), locale)
    assert [name for name in groups if not re.search(f"[\"']{re.escape(name)}[\"']", code)] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("labels: [page,\n  room, page]", "x.yml:2"),
        ("labels: [page(s), pages]", "x.yml:1"),
        ("labels: [pages,\n  page(s)]", "x.yml:2"),
        ("limits: {over: over, at least: over,\n  over: under}", "x.yml:2"),
        ("labels: [page]\n# again\nlabels: [room]", "x.yml:3"),
        ("labels: [page, '']", "x.yml:1"),
    ],
)
def test_nothing_stands_twice(text: str, place: str) -> None:
    with pytest.raises(ValueError, match=rf"^{place}: .* stands there twice$"):
        read(text, "x.yml")


def test_a_file_without_groups() -> None:
    assert read("# nothing yet\n", "x.yml") == {}


def test_words_that_yaml_would_make_something_else_of() -> None:
    assert read("a: [no, on, 1, null, yes]", "x.yml")["a"] == dict.fromkeys(
        ("no", "on", "1", "null", "yes"), ""
    )


def test_notation() -> None:
    pattern = re.compile(vocabulary.source("estimate* of the page(s)."))
    for text in ("estimate of the page.", "estimates of\u00a0the pages."):
        assert pattern.fullmatch(text)
    for text in ("estimate ofthe page.", "estimate  of the page.", "estimate of the pagesx"):
        assert not pattern.fullmatch(text)


def test_groups_of_one_language_and_of_both() -> None:
    assert numbers("scales", "en")["million"] == 6
    assert set(words("scales")) == {*words("scales", "en"), *words("scales", "id")}
    assert re.fullmatch(any_of("scales"), "triliun")
    assert not re.fullmatch(any_of("scales", locale="en"), "triliun")
    with pytest.raises(KeyError):
        words("no such group")
