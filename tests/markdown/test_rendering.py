"""What mkdocs.yml says of Markdown is read without MkDocs, and runs no code."""

from __future__ import annotations

import pytest

from macros.markdown.rendering import Comment, End, Rendering, Start, Text, read_rendering
from tests.markdown.agreement import ROOT


def test_settings_of_this_site() -> None:
    """Extensions in either form, MkDocs' own first."""
    found = read_rendering((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert found.extensions[:3] == ("toc", "tables", "fenced_code")
    assert {"attr_list", "pymdownx.superfences"} <= set(found.extensions)
    assert found.settings["toc"] == {"toc_depth": 3}
    assert found.refused == ()


@pytest.mark.parametrize("name", ["evil", "os.path", "pymdownx.snippets", "pymdownx/../evil"])
def test_others_are_refused(name: str) -> None:
    """An extension of the project's own folder would run a proposal's code."""
    found = read_rendering(f"markdown_extensions:\n  - abbr\n  - {name}:\n      a: 1\n")
    assert found.refused == (name,)
    assert name not in found.extensions


def test_tags_build_nothing() -> None:
    """A tag of Python's is read as the text behind it."""
    text = "markdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:os.system [ls]\n"
    assert read_rendering(text).settings["toc"] == {"slugify": "ls"}


@pytest.mark.parametrize("text", ["", "- a", "a: [", "markdown_extensions: 5"])
def test_without_settings(text: str) -> None:
    """MkDocs' defaults."""
    assert read_rendering(text) == Rendering()


def test_events() -> None:
    """Every tag and comment, and text with its entities decoded."""
    found = Rendering(("attr_list",)).events("a &amp; *b*<!-- c -->\n{: #d }")
    assert found == [
        Start("p", (("id", "d"),)),
        Text("a & "),
        Start("em", ()),
        Text("b"),
        End("em"),
        Comment(" c "),
        End("p"),
    ]


def test_fingerprint() -> None:
    """Other settings, another fingerprint."""
    one, other = Rendering(("toc",)), Rendering(("toc",), {"toc": {"toc_depth": 2}})
    assert one.fingerprint == Rendering(("toc",)).fingerprint != other.fingerprint
