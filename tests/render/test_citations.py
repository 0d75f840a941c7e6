"""The marks of sources in a text, and the list that they lead to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.markdown.calls import parse_calls
from macros.model import Locale
from macros.render.citations import with_marks
from macros.render.context import PageContext
from macros.render.page_sources import page_sources
from macros.render.result import MacroResult
from macros.translations.call_signature import use_of

Make = Callable[..., MacroResult]
Context = Callable[[Locale, str], PageContext]
CALLS = (
    'cite("report", "art. 3")',
    'fact("migrants.world")',
    'cite("portal")',
    'cite("report", "<9>")',
)
MARKS = (
    '<sup class="kb-cite-mark" id="cite-1-1"><a href="#cited-1" aria-label="Source 1">1</a></sup>',
    '<sup class="kb-cite-mark" id="cite-2-1"><a href="#cited-2" aria-label="Source 2">2</a></sup>',
    '<sup class="kb-cite-mark" id="cite-1-2"><a href="#cited-1" aria-label="Source 1">1</a></sup>',
)
LIST = """
<details class="kb-page-sources"><summary>1 figure, 2 sources</summary>
<div id="figures">
<p>The newest figure here became known in January 2025.</p>
<ol>
<li id="cited-1"><a href="https://example.org/report?a=1&amp;b=2">The report</a>, \
IOM &amp; partners, 1~December 2021 <a href="#cite-1-1">↑ art. 3</a> \
<a href="#cite-1-2">↑ &lt;9&gt;</a></li>
<li id="cited-2"><cite>The &lt;portal&gt;</cite>, IOM \
<a href="#cite-2-1" aria-label="Back to the text">↑</a>
<ul>
<li><a href="data/facts/migrants/#migrants.world">304~million</a> – International migrants \
· 2024 · 2024 revision</li></ul></li></ol></div></details>
""".replace("\\\n", "").strip()


@pytest.fixture
def marked(make: Make, context: Context) -> list[MacroResult]:
    pieces = [make(call, "en", "index.md") for call in CALLS]
    return with_marks(context("en", "index.md"), pieces)


def test_marks_are_numbered_in_the_order_of_the_text(marked: list[MacroResult]) -> None:
    assert tuple(piece.html for piece in marked if piece.citation) == MARKS


def test_list_leads_to_every_mark_and_back(
    marked: list[MacroResult], context: Context, readable: Callable[[str], str]
) -> None:
    citations = [piece.citation for piece in marked if piece.citation]
    figures = [figure for piece in marked for figure in piece.figures]
    assert readable(page_sources(context("en", "index.md"), citations, figures, {})) == LIST


def test_page_that_cites_nothing_has_no_list(context: Context) -> None:
    assert page_sources(context("id", "index.md"), (), (), {}) == ""


@pytest.mark.parametrize(
    ("en", "id_", "same"),
    [
        ('cite("report", "art. 30 (1)")', 'cite("report", "Pasal 30 ayat (1)")', True),
        ('cite("report", "summary")', 'cite("report", "ringkasan")', True),
        ('cite("report", "art. 30")', 'cite("report", "Pasal 31")', False),
        ('cite("report", "art. 30")', 'cite("report")', False),
        ('cite("report")', 'cite("portal")', False),
    ],
)
def test_languages_name_the_same_place_each_in_its_words(en: str, id_: str, same: bool) -> None:
    uses = [use_of(parse_calls(f"{{{{ {call} }}}}", "").calls[0]) for call in (en, id_)]
    assert (uses[0] == uses[1]) is same
