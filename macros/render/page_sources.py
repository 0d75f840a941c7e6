"""The list at a page's end: every source once, and below it the figures that come from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from macros.addresses.urls import record_page
from macros.facts.selection import Choice
from macros.languages.dates import format_date
from macros.model import Source
from macros.render.citations import LIST, entry_id, mark_id
from macros.render.context import PageContext
from macros.render.figures import as_known, brief_source_link, newer
from macros.render.result import Citation, Figure, escape, items, tag
from macros.render.values import period_text, qualifier_text, show

_LINK = re.compile('href="#(figure-[^"]+)"')


def with_short_ids(html: str, figures: Iterable[Figure]) -> tuple[str, Mapping[str, int]]:
    """The HTML of a page with its links to entries by their number, and the number of each.

    A figure is known by its fact, period and edition while a page is made; readers are spared these
    bytes. The first link to an entry has an id, to which the entry leads back.
    """
    known = {one.anchor: number for number, one in enumerate(_listed(figures), 1)}
    linked: dict[str, int] = {}

    def short(found: re.Match[str]) -> str:
        number = known.get(found[1])
        if number is None:
            return found[0]
        own = "" if found[1] in linked else f'id="{_place_id(number)}" '
        linked[found[1]] = number
        return f'{own}href="#{_entry_id(number)}"'

    return _LINK.sub(short, html), linked


def _entry_id(number: int) -> str:
    return f"figure-{number}"


def _place_id(number: int) -> str:
    return f"__{number}"


def _listed(figures: Iterable[Figure]) -> list[Figure]:
    """Each figure once, without those whose source stands on another page."""
    unique: dict[str, Figure] = {}
    for one in figures:
        if not one.elsewhere:
            unique.setdefault(one.anchor, one)
    return list(unique.values())


def page_sources(
    context: PageContext,
    citations: Sequence[Citation],
    figures: Iterable[Figure],
    linked: Mapping[str, int],
) -> str:
    """The folded list as HTML; empty for a page that shows no figure and cites nothing.

    The sources stand in the order of their marks, so that the number of a mark is that of its
    source; after them those of figures alone. `linked` is what `with_short_ids` has numbered.
    """
    figures = _listed(figures)
    cited = {source.key: source for source, _ in citations}
    rested = {one.key: one for figure in figures for one in _sources(figure)}
    sources = {**cited, **{key: rested[key] for key in rested if key not in cited}}
    if not sources and not figures:
        return ""
    of_source: dict[str, list[Figure]] = {}
    for one in figures:
        of_source.setdefault(next((it.key for it in _sources(one)), ""), []).append(one)
    listed = "".join(
        tag(
            "li",
            _source(context, source, number, citations)
            + _figures(context, of_source.get(key, ()), linked),
            id=entry_id(number),
        )
        for number, (key, source) in enumerate(sources.items(), 1)
    )
    known = as_known(context, figures)
    parts = (
        tag("p", escape(f"{known}.")) if known else "",
        _figures(context, of_source.get("", ()), linked),
        tag("ol", listed) if listed else "",
    )
    summary = tag("summary", escape(heading(context, citations, figures)))
    return tag("details", summary + tag("div", "".join(parts), id=LIST), class_="kb-page-sources")


def heading(context: PageContext, citations: Iterable[Citation], figures: Iterable[Figure]) -> str:
    """How much the list holds: "15 figures, 4 sources"; empty for an empty list."""
    figures = _listed(figures)
    count = sum(one.listed for one in figures)
    sources = {source.key for source, _ in citations}
    sources |= {source.key for one in figures for source in _sources(one)}
    told = []
    for word, number in (("figures", count), ("sources", len(sources))):
        if number:
            key = f"one-{word}" if number == 1 else f"some-{word}"
            told.append(context.word(key).format(n=number))
    return ", ".join(told)


def _sources(figure: Figure) -> Iterable[Source]:
    return (choice.observation.source for choice in figure.rests_on)


def _source(
    context: PageContext, source: Source, number: int, citations: Iterable[Citation]
) -> str:
    """A source with its publisher and date, and the ways back to its marks."""
    told = [brief_source_link(source, context)]
    name = source.name(context.locale)
    more = [source.publisher[context.locale]]
    if source.published:
        more.append(format_date(source.published, context.locale))
    # A short name often says both, with spaces that break.
    told += (escape(one) for one in more if one.replace("\N{NO-BREAK SPACE}", " ") not in name)
    places = [place for one, place in citations if one.key == source.key]
    backs = (_back(context, mark_id(number, nth), place) for nth, place in enumerate(places, 1))
    return " ".join([", ".join(told), *backs])


def _back(context: PageContext, anchor: str, place: str = "") -> str:
    """A link into the text, in the words of the place of the source, if there are such."""
    if place:
        return tag("a", f"\N{UPWARDS ARROW} {escape(place)}", href=f"#{anchor}")
    label = context.word("back-to-text")
    return tag("a", "\N{UPWARDS ARROW}", href=f"#{anchor}", aria_label=label)


def _figures(context: PageContext, figures: Iterable[Figure], linked: Mapping[str, int]) -> str:
    """The figures of a source, each with the way to its record; names together at their end."""
    figures = list(figures)
    entries = [_figure(context, one, linked) for one in figures if not _is_plain_name(one)]
    names = [
        _record(context, one.rests_on[0], one.label or one.text)
        for one in figures
        if _is_plain_name(one)
    ]
    if names:
        entries.append(tag("li", ", ".join(names)))
    return tag("ul", "".join(entries)) if entries else ""


def _is_plain_name(figure: Figure) -> bool:
    """Whether it is a name or wording of which there is nothing to say but where it comes from."""
    if figure.listed or len(figure.rests_on) != 1:
        return False
    (choice,) = figure.rests_on
    return not choice.superseded and not choice.observation.period


def _record(context: PageContext, choice: Choice, text: str) -> str:
    return tag("a", escape(text), href=context.href(record_page(choice.fact), choice.fact.key))


def _figure(context: PageContext, one: Figure, linked: Mapping[str, int]) -> str:
    """A figure with what it rests on: itself, or the figures that it was calculated from."""
    number = linked.get(one.anchor)
    label = f" \N{EN DASH} {escape(one.label)}" if one.label else ""
    back = f" {_back(context, _place_id(number))}" if number else ""
    if len(one.rests_on) == 1:
        (choice,) = one.rests_on
        basis = f"{_basis(context, choice, one.text)}{back}{_newer(context, choice)}"
        told = f"{_record(context, choice, one.text)}{label}{basis}"
    else:
        bases = [_of_several(context, choice, one) for choice in one.rests_on]
        told = f"{tag('b', escape(one.text))}{label}{back}{items(bases) if bases else ''}"
    return tag("li", told, id=_entry_id(number) if number else None)


def _of_several(context: PageContext, choice: Choice, figure: Figure) -> str:
    shown = show(context, choice)
    source, first = choice.observation.source, figure.rests_on[0].observation.source
    other = "" if source == first else f" \N{MIDDLE DOT} {brief_source_link(source, context)}"
    basis = f"{_basis(context, choice, shown)}{other}{_newer(context, choice)}"
    return f"{_record(context, choice, shown)}{basis}"


def _newer(context: PageContext, choice: Choice) -> str:
    return newer(context, choice) if choice.superseded else ""


def _basis(context: PageContext, choice: Choice, shown: str) -> str:
    """Period, qualifier and edition of an observation."""
    observation, locale = choice.observation, context.locale
    edition = observation.edition.title[locale] if observation.edition else ""
    qualifier = qualifier_text(observation, locale)
    told = [
        period_text(observation, locale),
        "" if qualifier in shown else qualifier,
        "" if edition in observation.source.name(locale) else edition,
    ]
    return "".join(f" \N{MIDDLE DOT} {escape(one)}" for one in told if one)
