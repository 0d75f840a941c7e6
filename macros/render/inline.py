"""The macros of running text: figures, changes, claims, names, terms, sources."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from macros.addresses.urls import record_page
from macros.errors import KnowledgeError
from macros.facts.registry import unknown
from macros.facts.selection import Choice
from macros.languages.numbers import (
    format_money,
    format_number,
    format_points,
    format_ratio,
    format_share,
    shift,
)
from macros.macro_registry import macro
from macros.model import Fact, Kind, Locale
from macros.render.context import PageContext
from macros.render.figures import figure, source_link, with_note
from macros.render.result import Figure, MacroResult, block, escape, items, tag
from macros.render.values import DISTINCT_FORMS, list_items, wrong_form
from macros.site_profile import Series, profile

CHANGES = ("difference", "percent", "points", "ratio")
WORDING = ("form", "capital")
"""Keywords of which a language may need another value than its twin: its own grammar decides."""


@macro(
    same_on_all_pages=True, appearance=WORDING, distinct_forms=DISTINCT_FORMS, brings_source=True
)
def fact(
    context: PageContext,
    key: str,
    *,
    period: str | None = None,
    edition: str | None = None,
    form: str = "",
    capital: str = "",
) -> MacroResult:
    """The value of a fact, as the page's language and date want it, with its provenance."""
    known = context.library.registry.fact(key)
    choice = context.select(known, period, edition)
    if form == "items":
        if known.kind is not Kind.LIST:
            raise wrong_form(known, form)
        return _bullets(context, choice)
    piece = figure(context, choice, form)
    return capitalised(piece, context, choice) if capital else piece


def capitalised(piece: MacroResult, context: PageContext, choice: Choice) -> MacroResult:
    """The same figure with a capital letter, for the start of a sentence."""
    return figure(context, choice, text=upper(piece.text))


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bullets(context: PageContext, choice: Choice) -> MacroResult:
    shown = list_items(context, choice)
    one = figure(context, choice)
    html = items((escape(item) for item in shown), data_fact=choice.fact.key)
    return MacroResult(html, one.text, html, block=True, figures=one.figures)


@macro(same_on_all_pages=True, appearance=WORDING, distinct_forms=DISTINCT_FORMS)
def name(context: PageContext, key: str, *, form: str = "", capital: str = "") -> MacroResult:
    """The name in force at the page's date: in full, short, both, or the person's office."""
    choice = context.select(context.library.registry.name(key))
    piece = figure(context, choice, form)
    return capitalised(piece, context, choice) if capital else piece


@macro(same_on_all_pages=True, brings_source=True)
def change(
    context: PageContext,
    key: str,
    before: str,
    after: str,
    *,
    as_: str = "difference",
    edition: str | None = None,
) -> MacroResult:
    """The change of a fact between two periods, in its unit, per cent, points or as a ratio.

    Raises `KnowledgeError` P208 where the two values are of different editions, since the
    difference would then be one of counting and not of the world.
    """
    known = context.library.registry.fact(key)
    first, last = (context.select(known, period, edition) for period in (before, after))
    editions = {c.observation.edition.key for c in (first, last) if c.observation.edition}
    if len(editions) > 1:
        raise KnowledgeError("P208", fact=key, editions=", ".join(sorted(editions)))
    value, text = _changed(known, first, last, as_, context.locale)
    pin = f"{first.observation.edition.key}-" if first.observation.edition else ""
    anchor = f"figure-change-{key}-{pin}{before}_{after}-{as_}"
    label = f"{known.label[context.locale]}, {before}–{after}"
    note = Figure(anchor, text, label, (first, last))
    shared = {"value": f"{value:f}", "class_": "kb-figure"}
    return with_note(note, text, partial(tag, "data", **shared))


def _changed(
    known: Fact, first: Choice, last: Choice, as_: str, locale: Locale
) -> tuple[Decimal, str]:
    old, new = first.observation.value, last.observation.value
    if not isinstance(old, Decimal) or not isinstance(new, Decimal):
        raise KnowledgeError("P206", fact=known.key, kind=known.kind.value, form="change", known="")
    if as_ not in CHANGES or (as_ == "points" and known.kind is not Kind.SHARE):
        raise KnowledgeError(
            "P203",
            macro="change",
            argument="as",
            why="value",
            known=", ".join(c for c in CHANGES if c != "points" or known.kind is Kind.SHARE),
        )
    if as_ in ("percent", "ratio") and old == 0:
        raise KnowledgeError("P206", fact=known.key, kind="0", form=as_, known="")
    if as_ == "percent":
        share = round((new - old) / old, 3)
        return share, format_share(abs(share), locale)
    if as_ == "ratio":
        ratio = round(new / old, 1)
        return ratio, format_ratio(ratio, locale)
    difference = new - old
    if known.kind is Kind.SHARE:
        return difference, format_points(shift(abs(difference), 2).normalize(), locale)
    if known.kind is Kind.MONEY and known.unit:
        text = format_money(abs(difference), known.unit.symbol, locale, style="compact")
        return difference, text
    return difference, format_number(abs(difference), locale, style="compact")


@macro(same_on_all_pages=True, appearance=WORDING, brings_source=True)
def claim(context: PageContext, key: str, *, capital: str = "") -> MacroResult:
    """The words of a claim.

    Raises `KnowledgeError` P209 for a plain relation, F115 once it no longer holds.
    """
    known = context.library.registry.claim(key)
    if known.text is None:
        raise KnowledgeError("P209", claim=key)
    words = known.text[context.locale]
    if not context.library.evaluation.holds(known):
        raise KnowledgeError("F115", claim=key, expression=known.holds)
    text = upper(words) if capital else words
    anchor = f"figure-claim-{key}"
    rests_on = context.library.evaluation.references(known)
    label = known.why[context.locale] if known.why else ""
    note = Figure(anchor, text, label, rests_on)
    return with_note(note, text, lambda inner, **_: inner)


@macro(same_on_all_pages=True, appearance=WORDING)
def term(context: PageContext, key: str, *, form: str = "", capital: str = "") -> MacroResult:
    """A term of the glossary, linked to its entry there."""
    terms = context.library.terms
    if key not in terms:
        raise unknown("term", key, terms)
    entry = terms[key]
    text = entry.form[context.locale]
    short = entry.short[context.locale] if entry.short else text
    if form not in ("", "short", "both", "capital"):
        known = "short, both, capital"
        raise KnowledgeError("P203", macro="term", argument="form", why="value", known=known)
    text = {"short": short, "both": f"{text} ({short})" if short != text else text}.get(form, text)
    if capital or form == "capital":
        text = upper(text)
    href = context.href(profile().pages.glossary, key)
    inner = escape(text)
    linked = tag("a", inner, class_="kb-term", href=href)
    return MacroResult(linked, text, inner)


@macro(same_on_all_pages=True, brings_source=True)
def source(context: PageContext, key: str) -> MacroResult:
    """The title of a source, linked to the document."""
    known = context.library.registry.source(key)
    title = known.title[context.locale]
    return MacroResult(source_link(known, context), title, escape(title))


@macro(same_on_all_pages=True, tells_invention=True)
def invented(context: PageContext) -> MacroResult:
    """That the box or section it stands in is made up for teaching: figures need no record."""
    return block(tag("p", escape(context.word("invented")), class_="kb-invented"))


def numbered(context: PageContext, series: Series, number: str, form: str = "") -> MacroResult:
    """One of a series by its number, linked to its place on their page; `short` without title.

    Raises `KnowledgeError` P204 for a number that there is not.
    """
    key = number.replace(".", "-")
    title = figure(context, context.select(context.library.registry.fact(f"{series.word}.{key}")))
    head = f"{context.word(series.word)} {number}"
    text = head if form == "short" else f"{head}: {title.text}"
    linked = tag("a", escape(head), href=context.href(series.page, f"{series.word}-{key}"))
    rest = "" if form == "short" else f": {title.html}"
    # The page that it leads to has the source of the name.
    elsewhere = context.page.key != series.page
    known = [one._replace(elsewhere=elsewhere) for one in title.figures]
    return MacroResult(f"{linked}{rest}", text, escape(text), figures=tuple(known))


def quantity_link(context: PageContext, known: Fact) -> str:
    """The label of a fact, linked to its record."""
    label = escape(known.label[context.locale])
    return tag("a", label, href=context.href(record_page(known), known.key))
