"""Whatever stands on a page, in a file or in the finished site: the checks find their way.

They raise nothing, their problems have places in the text and words in both languages, and the
time they take grows as the text does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.facts.registry import Registry
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.library import Library
from macros.markdown.confusables import suspicious_characters
from macros.model import LOCALES, File, Menu, Page, Problem, Settings
from macros.report.text import words_of
from macros.rules import addresses, characters, files, links
from macros.rules import navigation as menus
from macros.rules.built import check_built
from macros.rules.of_pages import safety
from tests.growth import assert_linear
from tests.reading import read_page

RULES = (
    links.links_lead_somewhere,
    links.references_are_defined,
    links.links_have_words,
    links.ids_are_their_own,
    links.front_matter_is_plain,
    menus.pages_are_reached,
    addresses.addresses_stay,
    safety.pages_are_harmless,
    characters.characters_of_pages_are_seen,
    lambda library: characters.characters_are_seen(library.files.values()),
    files.files_are_fit,
)
PIECES = [
    *(
        "[",
        "]",
        "](",
        ")",
        "![",
        "[^",
        "]: ",
        "](x.md#y)",
        "](../id/x.md)",
        "](https://x.example/)",
    ),
    *(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<b ",
        "<script>",
        "&lt;",
        "&#",
        "'",
        '"',
        "=",
        "/",
        "\\",
        "\\\\",
    ),
    *(
        "`",
        "``",
        "```\n",
        "~~~",
        "> ",
        "- ",
        "1. ",
        "#",
        "## x {: #y }",
        "{: ",
        "{",
        "}",
        "|",
        "*",
        "_",
    ),
    *(
        "\n",
        "\n\n",
        "\n    ",
        "\t",
        " ",
        "a",
        "é",
        "\u0430",
        "\u200b",
        "\u202e",
        "\ue000",
        "\U0001d400",
    ),
    *("//", "javascript:", "%6", "%zz", "::", "http://[", "--8<--", "!!! a", "{{ x() }}", "\ufffc"),
]
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join)
PROFILE = settings(max_examples=300, deadline=None, derandomize=True)


def page_of(text: str) -> tuple[str, Page]:
    whole = f"---\ntitle: T\ndescription: D.\n---\n{text}".replace("\r\n", "\n").replace("\r", "\n")
    page, _ = read_page(whole, "docs/en/x.md", "en", "x.md")
    return (whole, page) if page else page_of("Refused before it is rendered.")


def library_of(text: str) -> Library:
    whole, page = page_of(text)
    library = Library(Registry(), {}, {"en": {"x.md": page}, "id": {}}, date(2026, 11, 22))
    found = {"docs/en/x.md": File("docs/en/x.md", len(whole.encode()), text=whole)}
    return replace(library, files=found, settings=Settings("https://x.example/"), menu=Menu((), ()))


def placed(problems: list[Problem], text: str) -> None:
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.where.line <= len(lines)
        assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


@pytest.mark.no_cover
@PROFILE
@given(text=SOUP)
def test_any_page(text: str) -> None:
    library = library_of(text)
    whole = library.files["docs/en/x.md"].text
    placed([problem for rule in RULES for problem in rule(library)], whole)


@pytest.mark.no_cover
@PROFILE
@given(text=st.text(max_size=30))
def test_any_text_has_characters(text: str) -> None:
    end = 0
    for rare in suspicious_characters(text):
        assert end <= rare.start < rare.end <= len(text)
        assert not text[rare.start : rare.end].isascii() or rare.sort == "control"
        end = rare.end


@pytest.mark.no_cover
@PROFILE
@given(text=SOUP)
def test_any_finished_page(text: str) -> None:
    html = f"<html lang=id><title>{text}</title><body class='kb-figure' {text}>{text}"
    page = read_built(html, "index.html", "site")
    site = BuiltSite("site", {"index.html": page}, frozenset({"index.html"}), {"x.css": text})
    for problem in check_built(site):
        assert all(all(words_of(problem, locale)) for locale in LOCALES)


GROWING: dict[str, Callable[[int], str]] = {
    "links": lambda n: "[a](b.md) " * n,
    "dead anchors": lambda n: "[a](x.md#b)\n\n" * n,
    "open brackets": lambda n: "[" * n,
    "open links": lambda n: "[a](" * n,
    "round brackets": lambda n: "[a](((((" * n,
    "titles": lambda n: '[a](b "' * n,
    "tags": lambda n: "<b c='d'>" * n,
    "open tags": lambda n: "<b c='" * n,
    "comments": lambda n: "<!-- a -->" * n,
    "open comments": lambda n: "<!--" * n,
    "code": lambda n: "`a` " * n,
    "backticks": lambda n: "`` " + "` " * n,
    "code on lines": lambda n: "`a\n" * n,
    "fences": lambda n: "```\na\n```\n" * n,
    "open fences": lambda n: "```\n~~~\n" * n,
    "braces": lambda n: "*a*{: .b } " * n,
    "open braces": lambda n: "{: " * n,
    "calls that are none": lambda n: "{% " * n,
    "definitions": lambda n: "[a]: b\n" * n,
    "look-alikes": lambda n: "a\u0430" * n,
    "accents": lambda n: "a" + "\u0301" * n,
    "unseen": lambda n: "\u200b" * n,
    "indented": lambda n: "    a\n\n" * n,
    "blanks": lambda n: " " * n + "\n" + "> " * n,
    "lists": lambda n: "- " * n,
    "headings": lambda n: "#" * n + "\n- #" * n,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", GROWING)
def test_time_grows_as_the_text_does(name: str) -> None:
    def checking(times: int) -> Callable[[], object]:
        library = library_of(GROWING[name](times))
        return lambda: [problem for rule in RULES for problem in rule(library)]

    assert_linear(checking, 150)
