"""The article of a finished page: what of it is searched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from macros.html.model import BuiltPage, Oddity
from macros.html.page import read_built
from macros.publish.search.article import Article, Section, read_article
from macros.publish.search.words import plain_numbers, spelled_numbers

HTML = """<!doctype html><html lang="en"><head><title>T</title></head><body><nav>Menu</nav>
<article class="md"><h1 id="top">The <em>page</em></h1><p>A lead&nbsp;text.</p>
<svg><text>drawn</text></svg><button>Copy</button>
<h2 id="one">First<a class="headerlink" href="#one">¶</a></h2><ul><li>a</li><li>b &amp; c</li></ul>
<div class="kb-index x"><div>inner</div>listed</div><h3 id="two">Second</h3><p>More</p>
{end}</article><footer>Foot</footer></body></html>"""


def page(end: str = "", **changes: Any) -> BuiltPage:
    """A finished page with something at the end of its article."""
    return replace(read_built(HTML.replace("{end}", end), "p/index.html", "site"), **changes)


def test_title_sections_and_their_texts() -> None:
    assert read_article(page()) == Article(
        "The page",
        (
            Section("", "", "A lead text."),
            Section("First", "one", "a\nb & c"),
            Section("Second", "two", "More"),
        ),
    )


@pytest.mark.parametrize(
    "shown",
    [
        '<div class="kb-table kb-facts"><table><tr><td>304 million</td></tr></table></div>',
        '<details class="kb-chart__data"><summary>Table</summary>2024</details>',
        '<sup class="kb-cite-mark"><a href="#cited-x">12</a></sup>',
    ],
)
def test_what_other_results_show_and_marks_are_left_out(shown: str) -> None:
    assert read_article(page(shown)) == read_article(page())


def test_what_is_folded_is_kept_apart() -> None:
    article = read_article(page("<details><summary>Answer</summary><p>B.</p></details><p>And</p>"))
    assert article
    assert article.sections[-1] == Section("Second", "two", "More\nAnd", "Answer\nB.")


@pytest.mark.parametrize("name", ["kb-page-sources", "kb-record"])
def test_the_lists_at_the_end_are_left_out(name: str) -> None:
    end = f'<section class="{name}"><h2 id="figures">Figures</h2>many</section>'
    assert read_article(page(end)) == read_article(page())


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "<p>no article</p>"},
        {"broken": Oddity("<", 0)},
        {"indexed": False},
        {"refresh": "../"},
    ],
)
def test_pages_that_nobody_should_find(changes: dict[str, Any]) -> None:
    assert read_article(page(**changes)) is None


def test_numbers_are_found_however_they_are_written() -> None:
    text = "5,149 people, 281 million, 1.5 billion, 2020, 3.7 and 12 in 10; 1,000"
    assert list(plain_numbers(text, "en")) == ["5149", "281000000", "1500000000", "1000"]
    text = "5.149 orang, 281 juta, 1,5 miliar, 2020, 3,7"
    assert list(plain_numbers(text, "id")) == ["5149", "281000000", "1500000000"]
    assert list(spelled_numbers("Objective 10 and 23, 0, 5,149, 10.7, 3%", "en")) == ["ten"]
    assert list(spelled_numbers("Tujuan 10 dan 12", "id")) == ["sepuluh"]
