"""Figures of finished pages: each is that of its record, or stands in the page's source.

In the real site no figure is told. Then one thing is changed in one page, a hundred times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from macros.html.model import BuiltPage, BuiltSite
from macros.html.page import read_built
from macros.library import Library
from macros.loading import open_library
from macros.model import LOCALES, Problem
from macros.publish.data.head import unlike_heads
from macros.report.text import words_of
from macros.rules.built_figures import Expected, check_figures, expected_of

ROOT = Path(__file__).parents[2]
Change = Callable[[Random, str], str | None]
"""Plants a figure into the HTML of a page; None where the page has no such place."""


@pytest.fixture(scope="module")
def library(day: date) -> Library:
    return open_library(ROOT, day)


@pytest.fixture(scope="module")
def expected(library: Library) -> Mapping[str, Expected]:
    return expected_of(library, library.every_page)


def _figure(random: Random, html: str) -> str:
    """A figure that no page has, in the forms of the page's language."""
    english = '<html lang="en"' in html
    number = f"{random.randint(11, 98)},{random.randint(100, 998)}"
    whole = number if english else number.replace(",", ".")
    share = f"{random.randint(20, 90)}.{random.randint(1, 9)} per cent"
    part = share if english else share.replace(".", ",").replace("per cent", "persen")
    large = f"{random.randint(306, 990)} {'million' if english else 'juta'}"
    return random.choice((f"{whole} {'boats' if english else 'kapal'}", part, large))


def _behind(pattern: str, text: str) -> Change:
    """Puts a figure behind one of the places of a pattern within the article."""

    def change(random: Random, html: str) -> str | None:
        begin, end = html.find("<article"), html.find("</article>")
        found = [one.end() for one in re.compile(pattern).finditer(html, begin, end)]
        if begin < 0 or not found:
            return None
        at = random.choice(found)
        return html[:at] + text.format(_figure(random, html)) + html[at:]

    return change


def _other_digit(pattern: str) -> Change:
    """Changes a digit within the first group of one of the places of a pattern."""

    def change(random: Random, html: str) -> str | None:
        found = [one for one in re.finditer(pattern, html) if re.search("[0-9]", one[1])]
        if not found:
            return None
        one = random.choice(found)
        at = random.choice([m.start() for m in re.finditer("[0-9]", one[1])]) + one.start(1)
        digit = str((int(html[at]) + random.randint(1, 9)) % 10)
        return html[:at] + digit + html[at + 1 :]

    return change


def _other_format(random: Random, html: str) -> str | None:
    """A figure in the separators, or with the scale, of the other language."""
    found = list(re.finditer(r"<data [^>]*kb-figure[^>]*>(?:<a [^>]*>)?([^<]*)", html))
    scales = {"million": "juta", "billion": "miliar", "juta": "million", "miliar": "billion"}
    swapped = []
    for one in found:
        text = one[1].translate(str.maketrans(",.", ".,"))
        for scale, other in scales.items():
            text = text.replace(scale, other) if scale in one[1] else text
        if text != one[1]:
            swapped.append((one, text))
    if not swapped:
        return None
    one, text = random.choice(swapped)
    return html[: one.start(1)] + text + html[one.end(1) :]


def _other_fact(random: Random, html: str) -> str | None:
    """A figure that says, or links to, another fact than its own."""
    facts = list(re.finditer(r'kb-figure" data-fact="([^"]+)"', html))
    links = list(re.finditer(r'kb-figure"><a [^>]*href="(#figure-[0-9]+)"', html))
    for found in (facts, links):
        names = sorted({one[1] for one in found})
        if len(names) > 1:
            one = random.choice(found)
            other = random.choice([name for name in names if name != one[1]])
            return html[: one.start(1)] + other + html[one.end(1) :]
    return None


def _in_description(random: Random, html: str) -> str | None:
    mark = '<meta name="description" property="og:description" content="'
    return html.replace(mark, f"{mark}{_figure(random, html)}: ") if mark in html else None


CHANGES: dict[str, Change] = {
    "a sentence": _behind("<p>", "Some {}. "),
    "the end of a sentence": _behind(r"\.(?=</p>)", " This was {}."),
    "an item of a list": _behind("<li>", "{}, "),
    "a cell": _behind("<td>", "{} "),
    "a heading": _behind("<h2[^>]*>", "{} "),
    "a cell alone": _behind("</td>", "<td>{}</td>"),
    "a title": _behind("<p(?=>)", ' title="{}"'),
    "a label": _behind("<li(?=>)", ' aria-label="{}"'),
    "a caption": _behind("<figcaption>", "{}. "),
    "a picture's text": _behind("<text[^>]*>", "{} "),
    "a picture's description": _behind('<svg [^>]*aria-label="', "{} "),
    "code": _behind("<code>", "{} "),
    "the description": _in_description,
    "a value": _other_digit(r'<(?:data|time) (?:value|datetime)="([^"]*)" class="kb-figure"'),
    "a shown text": _other_digit(r"<(?:data|time) [^>]*kb-figure[^>]*>(?:<a [^>]*>)?([^<]*)"),
    "a row of history": _other_digit(r"<td>([0-9][0-9.,]{3,})</td>"),
    "a bar of a chart": _other_digit(r"<text[^>]*>([0-9][0-9.,]+[^<]*)</text>"),
    "the format of the other language": _other_format,
    "the fact": _other_fact,
}


def check(page: BuiltPage, wanted: Expected, others: BuiltSite) -> list[Problem]:
    """What is told of one page among the others."""
    site = replace(others, pages={**others.pages, page.path: page})
    return list(check_figures(site, {page.path: wanted}).problems)


def test_nothing_is_told_of_the_real_site(
    built: BuiltSite, library: Library, expected: Mapping[str, Expected]
) -> None:
    assert expected.keys() <= built.pages.keys()
    assert sum(sum(one.figures.values()) for one in expected.values()) > 2000
    assert check_figures(built, expected).problems == []
    assert (
        list(unlike_heads(built, replace(library, address=built.address), library.every_page)) == []
    )


def test_a_hundred_planted_figures(built: BuiltSite, expected: Mapping[str, Expected]) -> None:
    random = Random(20261130)
    planted = 0
    told: list[str] = []
    paths = sorted(expected)
    while planted < 100:
        name = list(CHANGES)[planted % len(CHANGES)]
        path = random.choice(paths)
        page = built.pages[path]
        html = CHANGES[name](random, page.text)
        if html is None or html == page.text:
            continue
        planted += 1
        problems = check(read_built(html, path, "site"), expected[path], built)
        if not problems:
            told.append(f"{name} on {path}")
        for one in problems:
            assert one.code in ("B130", "B131")
            assert all(all(words_of(one, language)) for language in LOCALES)
    assert not told


def test_a_head_that_tells_something_else(built: BuiltSite, library: Library) -> None:
    library = replace(library, address=built.address)
    path = next(p for p, page in built.pages.items() if '"@type":"Dataset"' in page.text)
    html = built.pages[path].text.replace('"@type":"Dataset"', '"@type":"Dataset","x":9')
    pages = {**built.pages, path: read_built(html, path, "site")}
    found = list(unlike_heads(replace(built, pages=pages), library, library.every_page))
    assert [(p.code, p.where.path) for p in found] == [("B132", f"site/{path}")]
