"""The marks of sources in a text, and the list that they lead to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.markdown.calls import parse_calls
from macros.model import Locale
from macros.render.citations import cited_list, with_marks
from macros.render.context import PageContext
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
    '<sup class="kb-cite-mark" id="cite-report-1"><a href="#cited-report" '
    'title="The report, art. 3" aria-label="Source 1: The report, art. 3">1</a></sup>',
    '<sup class="kb-cite-mark" id="cite-portal-1"><a href="#cited-portal" '
    'title="The &lt;portal&gt;" aria-label="Source 2: The &lt;portal&gt;">2</a></sup>',
    '<sup class="kb-cite-mark" id="cite-report-2"><a href="#cited-report" '
    'title="The report, &lt;9&gt;" aria-label="Source 1: The report, &lt;9&gt;">1</a></sup>',
)
LIST = """
<section class="kb-cited" aria-labelledby="cited"><h2 id="cited">Sources of this page</h2>
<ol class="kb-cited__list">
<li id="cited-report"><a href="https://example.org/report?a=1&amp;b=2">The report</a>, \
IOM &amp; partners, 1~December 2021\x20
<ul class="kb-cited__back">
<li><a href="#cite-report-1" aria-label="Back to the text: art. 3">↑ art. 3</a></li>
<li><a href="#cite-report-2" aria-label="Back to the text: &lt;9&gt;">↑ &lt;9&gt;</a></li></ul></li>
<li id="cited-portal"><cite>The &lt;portal&gt;</cite>, IOM\x20
<ul class="kb-cited__back">
<li><a href="#cite-portal-1" aria-label="Back to the text 1">↑</a></li></ul></li></ol></section>
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
    assert readable(cited_list(context("en", "index.md"), citations)) == LIST


def test_page_that_cites_nothing_has_no_list(context: Context) -> None:
    assert cited_list(context("id", "index.md"), ()) == ""


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
