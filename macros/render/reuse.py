"""A figure or chart in other people's work: how to cite it, and where the ways to use it stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from macros.languages.dates import format_period
from macros.library import fact_address
from macros.model import FOLDERS, Fact, Locale, Observation, Period
from macros.render.bibtex import bibtex
from macros.render.charts import publisher, series
from macros.render.context import PageContext
from macros.render.result import escape, tag
from macros.render.values import period_text, show_observation, unit_text

USE, EMBED = "use", "embed"
"""The folders, in each language's, of the pages that tell how to use a figure, and of those that
other sites show."""


def use_path(locale: Locale, fact: Fact) -> str:
    """Where the page stands that tells how to use the facts of a group."""
    return f"{FOLDERS[locale]}{USE}/{fact.group.key}/"


def use_anchor(fact: Fact, edition: str | None = None) -> str:
    """The place of a fact, or of its chart of an older edition, on that page."""
    return f"{fact.key}--{edition}" if edition else fact.key


def embed_path(locale: Locale, fact: Fact, edition: str | None = None) -> str:
    """Where the page stands that other sites show of a chart."""
    return f"{FOLDERS[locale]}{EMBED}/{use_anchor(fact, edition)}/"


def picture_path(locale: Locale, fact: Fact, edition: str | None = None) -> str:
    """Where a chart stands as a picture to be saved."""
    return f"{use_path(locale, fact)}{use_anchor(fact, edition)}.svg"


def series_path(locale: Locale, fact: Fact) -> str:
    """Where the table of all values of a fact stands."""
    return f"data/series/{fact.key}.{locale}.csv"


def use_link(context: PageContext, fact: Fact, word: str, edition: str | None = None) -> str:
    """The way to the page that tells how to use a figure, or a chart of an edition.

    `word` is the key of its text.
    """
    older = edition if edition != newest_edition(context, fact) else None
    href = context.file_href(use_path(context.locale, fact)) + f"#{use_anchor(fact, older)}"
    return tag("a", escape(context.word(word)), href=href, class_="kb-use")


def newest_edition(context: PageContext, fact: Fact) -> str | None:
    """The edition that a chart of the fact shows today where nobody asks for another one."""
    shown = series(PageContext.evergreen(context.library, context.locale), fact)
    return shown[-1].edition.key if shown and shown[-1].edition else None


class Cited(NamedTuple):
    """What a citation says, in one language."""

    author: str
    """Who made the figure, not who passed it on."""
    year: str
    """Of the edition or the source; empty where it has none."""
    title: str
    edition: str
    passed_on: str
    """The source that the figure was read in, where another one made it."""
    address: str


def cited(context: PageContext, fact: Fact, observations: Sequence[Observation]) -> Cited:
    """What to cite for a value, or for the series of a chart, which are of one edition."""
    locale, last = context.locale, observations[-1]
    source, edition = last.source, last.edition
    year = edition.published.year if edition else source.published and source.published.year
    author = publisher(last)[locale]
    series = source.title[locale] if edition is None else edition.title[locale]
    named = source.title[locale] if source.title[locale] != series else ""
    through = source.publisher[locale]
    return Cited(
        author,
        str(year or ""),
        f"{fact.label[locale]}, {_what(context, fact, observations)}",
        series,
        ", ".join(filter(None, (named, through if through not in f"{author}{named}" else ""))),
        fact_address(context.library, fact),
    )


def citation(context: PageContext, key: str, said: Cited) -> str:
    """The citation in words (after APA 7) and as BibTeX, as HTML.

    The reader's own day stands in it where a script runs; without one the words leave its place
    open, and the entry goes without it.
    """
    day = tag("span", f"[{escape(context.word('day'))}]", class_="kb-today")
    year = said.year or context.word("no-year")
    parts = [f"{said.author}. ({year}). {said.title}"]
    if said.edition:
        parts[0] += f" [{said.edition}]"
    if said.passed_on:
        parts.append(f"{context.word('cite-in')} {said.passed_on}")
    parts.append(context.word("site-name"))
    retrieved = escape(context.word("cite-retrieved"))
    words = escape(f"{'. '.join(parts)}. ") + retrieved.format(
        day=day, address=escape(said.address)
    )
    fields = {
        "author": said.author,
        "title": said.title,
        "year": said.year,
        "note": ". ".join(filter(None, (said.edition, *parts[1:]))),
    }
    entry = bibtex(f"kb-{key}", {name: text for name, text in fields.items() if text}, said.address)
    open_entry = escape(entry.removesuffix("\n}")) + tag("span", class_="kb-urldate") + "\n}"
    return tag("p", words, class_="kb-cite") + tag("pre", open_entry, class_="kb-cite")


def _what(context: PageContext, fact: Fact, observations: Sequence[Observation]) -> str:
    """The period and the value, or of a chart the time from its first to its last period."""
    last = observations[-1]
    if len(observations) > 1:
        first = observations[0].period
        assert first
        assert last.period
        return format_period(Period(first.start, last.period.end), context.locale)
    unit = unit_text(fact, last, context.locale) if fact.kind.value == "count" else ""
    value = " ".join(filter(None, (show_observation(context, fact, last), unit)))
    return ": ".join(filter(None, (period_text(last, context.locale), value)))
