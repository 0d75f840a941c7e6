"""What the sanitiser would take out of a page is told at its place, before any build.

Texts are read twice: as the check reads them, and as Python-Markdown and the sanitiser do. Where
the sanitiser takes something out, the check must have told something. What single attacks come to,
tests/corpus shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.facts.registry import Registry
from macros.library import Library
from macros.mkdocs_adapter.sanitizer import sanitise
from macros.model import LOCALES, Locale, Problem
from macros.rules import links
from macros.rules.of_pages import safety
from tests.cases import load_yaml
from tests.reading import read_page

RULES = (
    safety.pages_are_harmless,
    links.links_lead_somewhere,
    links.references_are_defined,
)
SETTINGS = load_yaml(
    "\n".join(
        line
        for line in (Path(__file__).parents[2] / "mkdocs.yml").read_text().split("\n")
        if "!" not in line
    )
)
"""Those of the real site, its own Markdown extensions among them."""


def extensions() -> tuple[list[str], dict[str, Any]]:
    """The Markdown extensions of the real site, and their settings."""
    names: list[str] = []
    configs: dict[str, Any] = {}
    for one in SETTINGS["markdown_extensions"]:
        for name, config in one.items() if isinstance(one, dict) else [(one, None)]:
            names.append(name)
            configs[name] = config or {}
    return names, configs


NAMES, CONFIGS = extensions()
NAMES.insert(0, "fenced_code")  # MkDocs adds it by itself.
MARKDOWN = markdown.Markdown(extensions=NAMES, extension_configs=CONFIGS)


def told(text: str, locale: Locale = "en") -> list[Problem]:
    """What the check tells of a page with this text."""
    whole = f"---\ntitle: T\ndescription: D.\n---\n{text}"
    page, problems = read_page(whole, "page.md", locale, "page.md")
    if page is None:
        return list(problems)
    pages = {one: {"page.md": page} if one == locale else {} for one in LOCALES}
    library = Library(Registry(), {}, pages, date(2026, 11, 22))
    return [*problems, *(problem for rule in RULES for problem in rule(library))]


class _Shape(HTMLParser):
    """The start tags of some HTML, with the names of their attributes and their classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[tuple[str, ...]] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag,] += 1
        for name, value in attrs:
            words = (value or "").split() if name == "class" else [""]
            self.tags.update((tag, name, word) for word in words)


def lost(text: str) -> Counter[tuple[str, ...]]:
    """What the sanitiser takes out of the page that Markdown makes of a text."""
    html = MARKDOWN.reset().convert(text)
    try:
        return _Shape(html).tags - _Shape(sanitise(html)).tags
    except AssertionError:  # Python 3.11 reads no `<![x`; whatever it was, it has to be told.
        return Counter({("<![",): 1})


PIECES = [
    *("<script>", "</script>", "<img src=x onerror=y>", "<div>", "</div>", "<span>", "</span>"),
    *('<p onclick="x">', "<b", ">", "<", '"', "'", "`", "``", "```", "~~~", "\n", "\n\n"),
    *("\n    ", "\n\n    ", "\n```\n", "\n~~~\n", "```js\n", "> ", "- ", "1. ", "* ", "<!--"),
    *("-->", "<!", "<?", "?>", "[", "](", ")", "x", "a b", " ", "\\", "{: ", "}", "{", "style=x"),
    *("onload=y ", ".md-x", "#__a", "&lt;", "&#60;", "|", "\n|-|-|\n", "!!! note\n    "),
    *('??? "t"\n    ', "[^1]", "[^1]: ", "*[x]: y", '<a href="javascript:x">', "](javascript:x)"),
    *("](data:x)", "![", "<https://x>", "<javascript:x>", "<x:y z>", "](<", ">)", "</p>", "/>"),
    *(
        "*",
        "_",
        "#",
        "<iframe",
        "## h",
        "\n---\n",
        "<svg>",
        "<style>",
        "</style>",
        "<pre>",
        "</pre>",
        "\t",
    ),
    *("<textarea>", "<title>", "<table>", "<td style=x>", "<![CDATA[", "]]>", "<hr onclick=x>"),
    *("<br onx=1>", "<code>", "</code>", "<details open=1 ontoggle=x>", "<h1>", "<img/src=x>"),
    *('<img src="//e/x">', "<p/onclick=x>", "<span\nonclick=x>", "\n===\n", "##### e"),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
PROFILE = settings(max_examples=400, deadline=None, derandomize=True)


@pytest.mark.no_cover
@PROFILE
@given(text=SOUP)
@example("\t\tx\n~~~\n<x:y z>\n~~~\n")
@example(" \n    <!--<table><style><b<x:y z>")
@example("```1. <textarea>![>```js\n#\t")
@example("- a `\n- b ` c ` <script> ` d")
@example("> ```\n```\n<script>\n```\n")
@example("<pre><https://x>")
@example("[^1]: # a")
def test_nothing_is_taken_out_in_silence(text: str) -> None:
    if any(mark in text for mark in ("{{", "{%", "{#")):
        return
    if lost(text):
        assert told(text), (text, lost(text))


QUADRATIC: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "open links": lambda n: "[a](" * (n // 4),
    "open pictures": lambda n: "![" * (n // 2),
    "open tags": lambda n: "<a " * (n // 3),
    "declarations": lambda n: "<![" * (n // 3),
    "comments": lambda n: "<!--" * (n // 4),
    "instructions": lambda n: "<?" * (n // 2),
    "open attributes": lambda n: "*x*{: " * (n // 6),
    "open titles": lambda n: '[a](b "' * (n // 7),
    "open references": lambda n: "[a][" * (n // 4),
    "open addresses": lambda n: "<http://a" * (n // 9),
    "quoted attributes": lambda n: "<a b='" * (n // 6),
    "emphasis": lambda n: "*a_b**c" * (n // 7),
    "lists on one line": lambda n: "- " * (n // 2),
    "numbers on one line": lambda n: "1. " * (n // 3),
    "quotations on one line": lambda n: "> " * (n // 2),
    "braces": lambda n: "{" * n,
    "closing brackets": lambda n: "[a]" + ")" * n,
    "round brackets": lambda n: "[a]" + "(" * n,
    "backticks": lambda n: " ".join("`" * (i % 50 + 1) for i in range(n // 26)),
    "lone backticks": lambda n: "`` " + "` " * (n // 2),
    "abbreviations": lambda n: "\n".join(f"*[a{i}]: x" for i in range(n // 10)),
    "headings": lambda n: "## h\n" * (n // 5),
    "rules": lambda n: "x\n---\n" * (n // 6),
    "fences": lambda n: "```\n" * (n // 4),
    "code": lambda n: "`a` " * (n // 4),
    "blanks": lambda n: "a" + " " * n + "b",
}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", QUADRATIC)
def test_what_would_keep_the_build_busy_is_refused(name: str) -> None:
    """A page as large as one may be is refused, and in a moment."""
    assert told(QUADRATIC[name](190_000))
