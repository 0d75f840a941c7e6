"""The note on a page of which the other language has newer sections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.model import Locale, Page
from macros.project import open_project
from macros.render.context import PageContext
from macros.render.outdated_notice import behind_notice
from macros.translations.lock import SyncRecord
from tests.conftest import ROOT, TODAY
from tests.reading import read_page

BASE = open_project(Path(ROOT) / "tests" / "site", TODAY).library
HEAD = "---\ntitle: T\ndescription: D.\n---\n"
TEXTS: dict[Locale, str] = {
    "en": 'Lead.\n\n## R & *D*, {{ fact("migrants.share") }} {: #a }\n'
    '\n## Wrong {{ fact("x") }} {: #b }\n',
    "id": 'Pengantar.\n\n## Riset, {{ fact("migrants.share") }} {: #a }\n'
    '\n## Salah {{ fact("x") }} {: #b }\n',
}


def notice(locale: Locale, changed: dict[tuple[Locale, str], str]) -> str:
    """The note on the page in a language, with other states on record than the present ones."""
    pages: dict[Locale, dict[str, Page]] = {}
    for one, text in TEXTS.items():
        page, _ = read_page(HEAD + text, f"docs/{one}/a/b.md", one, "a/b.md")
        assert page is not None
        pages[one] = {"a/b.md": page}
    present = replace(BASE, pages=pages, records={}).twins["a/b.md"].pairs
    records = {}
    for pair in present:
        assert pair.en
        assert pair.id
        en = changed.get(("en", pair.anchor), pair.en.state)
        id_ = changed.get(("id", pair.anchor), pair.id.state)
        records["a/b.md", pair.anchor] = SyncRecord(en, id_)
    library = replace(BASE, pages=pages, records=records)
    return behind_notice(PageContext(library, pages[locale]["a/b.md"]))


@pytest.mark.parametrize("locale", ["en", "id"])
def test_nothing_is_behind(locale: Locale) -> None:
    assert notice(locale, {}) == ""


def test_the_language_that_leads_has_no_note() -> None:
    assert notice("en", {("en", "a"): "0" * 12}) == ""


def test_both_have_changed() -> None:
    """Nobody knows which one is newer."""
    assert notice("id", {("en", "a"): "0" * 12, ("id", "a"): "0" * 12}) == ""


def test_note_in_indonesian() -> None:
    assert notice("id", {("en", "a"): "0" * 12, ("en", ""): "0" * 12}) == (
        '<div class="kb-behind" role="note">'
        "<p>Bagian berikut lebih mutakhir dalam bahasa Inggris:</p><ul>"
        '<li>Pengantar – <a href="../../en/a/b/" lang="en" hreflang="en">Introduction</a></li>'
        '<li><a href="#a">Riset, 3,6%</a> – '
        '<a href="../../en/a/b/#a" lang="en" hreflang="en">R &amp; D, 3.6%</a></li>'
        "</ul></div>"
    )


def test_note_in_english_with_a_heading_that_cannot_be_shown() -> None:
    assert notice("en", {("id", "b"): "0" * 12}) == (
        '<div class="kb-behind" role="note">'
        "<p>These sections are newer in Indonesian:</p><ul>"
        '<li><a href="#b">Wrong {{ fact(&quot;x&quot;) }}</a> – '
        '<a href="../../../a/b/#b" lang="id" hreflang="id">Salah {{ fact(&quot;x&quot;) }}</a></li>'
        "</ul></div>"
    )
