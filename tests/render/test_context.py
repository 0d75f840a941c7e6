"""Where a page's links lead, and what it calls other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from macros.addresses.urls import record_page
from macros.errors import KnowledgeError
from macros.library import Library
from macros.model import LOCALES, Locale, Page, PageMeta
from macros.project import Project
from macros.render.context import PageContext

Context = Callable[[Locale, str], PageContext]

WAYS = [
    # from, to, with folders for pages, with files for pages
    ("index.md", "index.md", "#", "#"),
    ("index.md", "glossary.md", "glossary/", "glossary.html"),
    ("index.md", "news/event.md", "news/event/", "news/event.html"),
    ("glossary.md", "index.md", "../", "index.html"),
    ("glossary.md", "news/event.md", "../news/event/", "news/event.html"),
    ("news/event.md", "index.md", "../../", "../index.html"),
    ("news/event.md", "news/later.md", "../later/", "later.html"),
    ("news/event.md", "glossary.md", "../../glossary/", "../glossary.html"),
    ("news/index.md", "news/event.md", "event/", "event.html"),
    ("news/event.md", "news/index.md", "../", "index.html"),
    ("news/index.md", "index.md", "../", "../index.html"),
    ("emm/modules/one.md", "emm/modules/two.md", "../two/", "two.html"),
    (
        "emm/modules/one.md",
        "data/facts/names.md",
        "../../../data/facts/names/",
        "../../data/facts/names.html",
    ),
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("way", WAYS, ids=[f"{way[0]} to {way[1]}" for way in WAYS])
def test_relative_address(library: Library, locale: Locale, way: tuple[str, ...]) -> None:
    """The same in both languages: no address leaves the tree of the page's own."""
    here, there, folders, files = way
    page = Page(here, locale, "", PageMeta("", ""), (), ())
    context = PageContext(library, page)
    assert context.href(there) == folders
    assert context.href(there, "x.y-1") == folders.removesuffix("#") + "#x.y-1"
    flat = PageContext(replace(library, directory_urls=False), page)
    assert flat.href(there) == files


def test_permanent_address(context: Context, library: Library) -> None:
    page = context("en", "news/event.md")
    assert page.permalink("data/facts/names.md", "agency") == (
        "https://test.example/en/data/facts/names/#agency"
    )
    assert page.permalink("index.md") == "https://test.example/en/"
    page = context("id", "news/event.md")
    assert page.permalink("data/facts/names.md") == "https://test.example/data/facts/names/"
    files = PageContext(replace(library, directory_urls=False, address=""), page.page)
    assert files.permalink("data/facts/names.md", "agency") == "data/facts/names.html#agency"


def test_pages_are_of_one_language(context: Context) -> None:
    english, indonesian = context("en", "index.md"), context("id", "index.md")
    assert {page.locale for page in english.pages().values()} == {"en"}
    assert {page.locale for page in indonesian.pages().values()} == {"id"}
    assert english.page_at("glossary.md").path == "docs/en/glossary.md"
    with pytest.raises(KnowledgeError) as caught:
        indonesian.page_at("glosary.md")
    assert caught.value.code == "P204"
    assert caught.value.values["near"].startswith("glossary.md")


def test_titles_are_plain_words_of_their_own_page(context: Context) -> None:
    """A title is made on the day of its page, whoever shows it."""
    seen = context("en", "news/event.md")
    home = seen.page_at("index.md")
    assert seen.title(home) == "Home with 304\u00a0million"
    assert seen.description(home) == "MPM & others."
    event = context("id", "index.md").page_at("news/event.md")
    assert context("id", "index.md").description(event) == "Gelombang kedua."


def test_page_that_is_nowhere_keeps_its_written_title(context: Context) -> None:
    stray = Page("stray.md", "en", "", PageMeta("Stray", "Lost."), (), ())
    assert context("en", "index.md").title(stray) == "Stray"
    assert context("en", "index.md").description(stray) == "Lost."


def test_use_of_a_fact_is_told_in_the_page_s_language(context: Context, project: Project) -> None:
    fact = project.library.registry.fact("migrants.world")
    for locale in LOCALES:
        users = context(locale, "glossary.md").users(fact)
        assert [page.path for page in users] == [
            f"docs/{locale}/index.md",
            f"docs/{locale}/news/event.md",
        ]
    assert record_page(fact) == "data/facts/migrants.md"
    silent = project.library.registry.fact("training.seat")
    assert [page.key for page in context("en", "index.md").users(silent)] == ["index.md"]


def test_library_counts_the_modules_that_both_languages_have(library: Library) -> None:
    assert library.evaluation.pages["module"] == 2
    less = {**library.pages, "id": {}}
    assert replace(library, pages=less).evaluation.pages["module"] == 0
    assert replace(library, pages={}).evaluation.pages["module"] == 0
