"""What an author means to show as it is. The cases are in the folders M1…."""

from __future__ import annotations

from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.rules.built import check_built
from macros.rules.of_pages.markdown import left_on_purpose
from tests.rules.setups import library_of


def test_what_is_escaped_is_left_on_purpose() -> None:
    library, _ = library_of(
        {"page": "\\*so\\* and &ast;\\*this\\*\\*\n\n1\\. May\n\n**b** c** d"}, "en"
    )
    marks = list(left_on_purpose(library.pages["en"]["page.md"]))
    assert marks == ["*so*", "**this**", "1."]


def test_what_is_escaped_may_show_on_the_built_page() -> None:
    html = "<html><body><article><p>*so* {}</p></article></body></html>"
    library, _ = library_of({"page": "\\*so\\*"}, "en")
    for text, codes_found in (("", []), ("**not", ["B114"])):
        path = "en/page/index.html"
        site = BuiltSite("site", {path: read_built(html.format(text), path, "site")}, frozenset())
        told = [p.code for p in check_built(site, lambda: library) if p.code == "B114"]
        assert told == codes_found
    assert "B114" in [p.code for p in check_built(site)]


def test_what_is_allowed_is_left_on_purpose() -> None:
    text = "~~a~~ <!-- allow: M101 the mark that this page is about -->\n\n~~b~~"
    library, _ = library_of({"page": text}, "en")
    assert list(left_on_purpose(library.pages["en"]["page.md"])) == ["~~a~~"]
