"""A figure in running text, its source, and of what day the figures of a page are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from macros.addresses.urls import record_page
from macros.facts.selection import Choice
from macros.languages.dates import format_date, format_day
from macros.model import (
    DATED,
    NUMERIC,
    Locale,
    Observation,
    Period,
    Source,
)
from macros.render.context import PageContext
from macros.render.result import Figure, MacroResult, escape, tag
from macros.render.values import period_text, plain_value, show


def figure(context: PageContext, choice: Choice, form: str = "", text: str = "") -> MacroResult:
    """One observation in running text, linked to its entry in the list of figures.

    Its entry there shows the value in its usual form, whatever form the text has here.
    """
    fact = choice.fact
    as_usual = not (form or text)
    text = text or show(context, choice, form)
    usual = text if as_usual else show(context, choice)
    listed = fact.kind in NUMERIC or fact.kind in DATED
    note = Figure(_anchor(choice), usual, fact.label[context.locale], (choice,), listed)
    if form == "period" or not listed:
        # A name, or the time that a figure beside it describes: no figure, hence no link.
        return MacroResult(escape(text), text, escape(text), figures=(note,))
    return with_note(note, text, partial(_element, choice))


def with_note(note: Figure, text: str, element: Callable[..., str]) -> MacroResult:
    """A text in its element, linked to its entry in the list of figures.

    Where no link can stand, the element says of which fact it is.
    """
    inner = escape(text)
    link = tag("a", inner, href=f"#{note.anchor}")
    bare = element(inner, data_fact=note.rests_on[0].fact.key if note.rests_on else None)
    return MacroResult(element(link), text, bare, figures=(note,))


def _element(choice: Choice, inner: str, **more: str | None) -> str:
    """The element of HTML that says what the text means: `data` or `time`."""
    value, known = choice.observation.value, plain_value(choice.fact, choice.observation)
    if isinstance(value, Period) and value.start == value.end:
        return tag("time", inner, datetime=known, class_="kb-figure", **more)
    return tag("data", inner, value=known, class_="kb-figure", **more)


def _anchor(choice: Choice) -> str:
    observation = choice.observation
    parts = ["figure", choice.fact.key]
    if observation.period:
        parts.append(observation.period.iso.replace("/", "_"))
    if observation.edition:
        parts.append(observation.edition.key)
    return "-".join(parts)


def source_link(source: Source, context: PageContext) -> str:
    """The title of a source in the page's language, linked where it has an address."""
    return _linked(source, source.title[context.locale])


def _linked(source: Source, name: str) -> str:
    return tag("a", escape(name), href=source.url) if source.url else tag("cite", escape(name))


def brief_source_link(source: Source, context: PageContext) -> str:
    """The short name of a source, linked where it has an address."""
    return _linked(source, source.name(context.locale))


def sourced(observation: Observation, context: PageContext, *, edition: bool = True) -> str:
    """Where an observation comes from, as HTML: edition, source, publisher, date of reading."""
    source = observation.source
    vintage = observation.edition
    parts = [source_link(source, context), escape(source.publisher[context.locale])]
    if edition and vintage and vintage.title.en != source.title.en:
        parts.insert(0, escape(vintage.title[context.locale]))
    if source.accessed:
        accessed = format_date(source.accessed, context.locale)
        parts.append(f"{context.word('accessed')} {escape(accessed)}")
    return ", ".join(parts)


def briefly_sourced(observation: Observation, context: PageContext) -> str:
    """The same in few words, where the source has a short name; its record says the rest."""
    source, vintage = observation.source, observation.edition
    if source.short is None:
        return sourced(observation, context)
    title = vintage.title[context.locale] if vintage else ""
    told = [escape(title)] if title and title not in source.name(context.locale) else []
    return ", ".join((*told, brief_source_link(source, context)))


def as_known(context: PageContext, figures: Iterable[Figure]) -> str:
    """Of what day the figures are: a dated page's own, else that on which the newest was known.

    Empty for names alone, which come from no source that was published on some day, and for claims
    alone that rest on no fact: how many pages of a kind there are.
    """
    if context.date:
        return f"{context.word('as-known-on')} {day_text(context)}"
    rests_on = (choice.observation.known for one in figures for choice in one.rests_on)
    known = max(filter(None, rests_on), key=lambda day: day.last, default=None)
    if not known:
        return ""
    words = context.word("newest-known" if known.precision == "day" else "newest-known-in")
    return f"{words} {format_date(known, context.locale)}"


def day_text(context: PageContext) -> str:
    """The page's date in words; empty on an evergreen page."""
    return format_day(context.date, context.locale) if context.date else ""


def dated_notice(context: PageContext, figures: Iterable[Figure]) -> str:
    """On a dated page, that newer figures exist, with the way to them; else empty."""
    newer_exist = any(choice.superseded for one in figures for choice in one.rests_on)
    if not context.date or not newer_exist:
        return ""
    link = tag("a", escape(context.word("newer-figures-exist")), href="#figures")
    told = f"{escape(context.word('as-known-on'))} {escape(day_text(context))}. {link}"
    return tag("p", told, class_="kb-dated")


def vintage(observation: Observation, locale: Locale) -> str:
    """Period and edition of an observation in words; empty where it has neither."""
    edition = observation.edition
    parts = (period_text(observation, locale), edition.title[locale] if edition else "")
    return ", ".join(part for part in parts if part)


def newer(context: PageContext, choice: Choice) -> str:
    """That a newer figure exists, which one, and the way to it."""
    newest = Choice.alone(choice.fact, choice.newest)
    about = vintage(choice.newest, context.locale)
    record = context.href(record_page(choice.fact), choice.fact.key)
    text = f"{show(context, newest)}{f' ({about})' if about else ''}"
    link = tag("a", escape(text), href=record)
    return tag("p", f"{escape(context.word('superseded'))}: {link}", class_="kb-superseded")
