"""Marks of sources in running text, and the list of sources that they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from macros.languages.dates import format_date
from macros.macro_registry import macro
from macros.model import Source
from macros.render.context import PageContext
from macros.render.figures import brief_source_link
from macros.render.result import Citation, MacroResult, escape, items, tag

SECTION = "cited"
"""The id of the list of sources at a page's end."""


def _entry_id(source: Source) -> str:
    return f"cited-{source.key}"


def _mark_id(source: Source, nth: int) -> str:
    return f"cite-{source.key}-{nth}"


@macro(
    same_on_all_pages=True,
    appearance=("place",),
    brings_source=True,
    is_mark=True,
    unsearched=("kb-cite-mark",),
)
def cite(context: PageContext, key: str, place: str = "") -> MacroResult:
    """A small mark: the sentence before it rests on this source, at this `place` in it.

    It leads to the list of sources at the page's end, which leads back.
    """
    source = context.library.registry.source(key)
    found = Citation(source, place)
    return MacroResult("", "", anchors=frozenset({SECTION, _entry_id(source)}), citation=found)


def with_marks(context: PageContext, pieces: Sequence[MacroResult]) -> list[MacroResult]:
    """The pieces of a page in the order of its text, with the marks among them numbered."""
    numbers: dict[str, int] = {}
    times: Counter[str] = Counter()
    done: list[MacroResult] = []
    for piece in pieces:
        if piece.citation is None:
            done.append(piece)
            continue
        key = piece.citation.source.key
        times[key] += 1
        number = numbers.setdefault(key, len(numbers) + 1)
        done.append(piece._replace(html=_mark(context, piece.citation, number, times[key])))
    return done


def _mark(context: PageContext, citation: Citation, number: int, nth: int) -> str:
    source, place = citation
    named = ", ".join(filter(None, (source.name(context.locale), place)))
    spoken = f"{context.word('source')} {number}: {named}"
    target = f"#{_entry_id(source)}"
    link = tag("a", str(number), href=target, title=named, aria_label=spoken)
    return tag("sup", link, class_="kb-cite-mark", id=_mark_id(source, nth))


def cited_list(context: PageContext, citations: Iterable[Citation]) -> str:
    """The section "Sources of this page" as HTML, in the order of the marks; empty without any."""
    places: dict[str, list[str]] = {}
    sources: dict[str, Source] = {}
    for source, place in citations:
        sources[source.key] = source
        places.setdefault(source.key, []).append(place)
    if not sources:
        return ""
    listed = "".join(
        tag("li", _entry(context, source, places[key]), id=_entry_id(source))
        for key, source in sources.items()
    )
    heading = tag("h2", escape(context.word("sources-on-this-page")), id=SECTION)
    ordered = tag("ol", listed, class_="kb-cited__list")
    return tag("section", heading + ordered, class_="kb-cited", aria_labelledby=SECTION)


def _entry(context: PageContext, source: Source, places: Sequence[str]) -> str:
    """A source with its publisher and date, and the ways back to its marks."""
    told = [brief_source_link(source, context)]
    name = source.name(context.locale)
    more = [source.publisher[context.locale]]
    if source.published:
        more.append(format_date(source.published, context.locale))
    # A short name often says both, with spaces that break.
    told += (escape(one) for one in more if one.replace("\N{NO-BREAK SPACE}", " ") not in name)
    backs = [
        tag(
            "a",
            f"\N{UPWARDS ARROW}{escape(f' {place}') if place else ''}",
            href=f"#{_mark_id(source, nth)}",
            aria_label=f"{context.word('back-to-text')}{f': {place}' if place else f' {nth}'}",
        )
        for nth, place in enumerate(places, 1)
    ]
    return f"{', '.join(told)} {items(backs, class_='kb-cited__back')}"
