"""The page of messages: every code of the check, in both languages, as `kb explain` has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from macros.library import Library
from macros.messages import catalogue, codes
from macros.model import LOCALES, Call, Locale, Location
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.result import MacroResult
from tests.reading import read_page

ROOT = Path(__file__).parents[2]
CALL = Call("messages_list", (), {}, Location("x.md"), 0, 0)


@pytest.fixture
def explained(library: Library) -> Callable[[Locale], MacroResult]:
    """The list in a language."""
    return lambda locale: evaluate(CALL, PageContext.evergreen(library, locale))


def words(html: str) -> str:
    """What a reader reads of it, on one line."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_is_explained_and_no_other(
    explained: Callable[[Locale], MacroResult], locale: Locale
) -> None:
    html = explained(locale).html
    assert re.findall(r'<h3 id="([a-z][0-9]{3})">', html) == [code.lower() for code in codes()]
    assert sorted(codes()) == sorted(catalogue().codes)
    for code, entry in catalogue().codes.items():
        assert f">{code}: " in html
        shown = words(html.partition(f'<h3 id="{code.lower()}">')[2].partition("<h3")[0])
        for text in (entry.title[locale], entry.why[locale]):
            wanted = " ".join(text.replace("`", " ").split())
            assert wanted.replace(" ", "") in shown.replace(" ", ""), code


@pytest.mark.parametrize("locale", LOCALES)
def test_families_are_the_headings(
    explained: Callable[[Locale], MacroResult], locale: Locale
) -> None:
    piece = explained(locale)
    families = sorted({code[0] for code in codes()})
    assert [entry.anchor for entry in piece.toc] == [f"family-{f.lower()}" for f in families]
    assert set(catalogue().words["family"]) == set(families)


def test_outline_knows_what_can_be_linked_to(library: Library) -> None:
    context = PageContext.evergreen(library, "en")
    outline = evaluate(CALL, context, dry_run=True)
    assert outline.anchors == evaluate(CALL, context).anchors
    assert (outline.html, outline.figures) == ("", ())


def test_steps_are_a_list_and_code_is_code(explained: Callable[[Locale], MacroResult]) -> None:
    html = explained("en").html
    p102 = html.partition('<h3 id="p102">')[2].partition("<h3")[0]
    assert "<ol><li>Write <code>---</code> alone on the first line of the file.</li><li>" in p102
    assert "<pre><code>✗ # Migration and development" in p102


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_is_on_the_site(locale: Locale) -> None:
    path = ROOT / "docs" / locale / "contribute" / "messages.md"
    page, problems = read_page(path.read_text(encoding="utf-8"), path.name, locale, "x.md")
    assert page
    assert [call.name for call in page.calls] == ["messages_list"]
    assert problems == ()
