"""The records of facts: the index, and for each fact its value, history, sources and use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from macros.addresses.urls import record_page
from macros.errors import KnowledgeError
from macros.facts.selection import Choice, rank
from macros.languages.dates import format_date, format_day
from macros.macro_registry import macro
from macros.model import Fact, Group, Kind, Observation, Page
from macros.render.charts import framed, has_series
from macros.render.context import PageContext
from macros.render.figures import figure, sourced
from macros.render.layout import filter_box, group_of, head_row
from macros.render.result import MacroResult, TocEntry, block, escape, items, tag
from macros.render.reuse import use_link
from macros.render.values import period_text, qualifier_text, show, show_observation, unit_text


def current(context: PageContext, fact: Fact) -> Choice:
    """What an evergreen page shows; the first value known where none is public yet."""
    try:
        return context.select(fact)
    except KnowledgeError:
        first = min(fact.observations, key=lambda o: o.public_from)
        return Choice.alone(fact, first)


class _Shown(NamedTuple):
    """The values of a record as text; nothing else in a record can be refused."""

    choice: Choice
    value: str
    history: tuple[tuple[Observation, str], ...]
    """All observations, newest first; none where there is only one."""


def _shown(context: PageContext, fact: Fact) -> _Shown:
    form = "both" if fact.kind is Kind.NAME else ""
    choice = current(context, fact)
    value = show(context, choice, form)
    rows = sorted(fact.observations, key=rank, reverse=True) if len(fact.observations) > 1 else ()
    history = ((o, show_observation(context, fact, o, form)) for o in rows)
    return _Shown(choice, value, tuple(history))


def record(context: PageContext, fact: Fact) -> str:
    """Everything that is known of a fact, as HTML below its own heading."""
    shown = _shown(context, fact)
    choice, value = shown.choice, shown.value
    observation, locale = choice.observation, context.locale
    parts = [tag("h2", escape(fact.label[locale]), id=fact.key)]
    if fact.unit and fact.kind is Kind.COUNT:
        value = f"{value} {unit_text(fact, observation, locale)}"
    parts.append(tag("p", figure(context, choice, text=value).bare, class_="kb-record__value"))
    parts.append(_properties(context, choice))
    if has_series(context, fact):
        parts.append(framed(context, fact).html)
    if shown.history:
        parts.append(_history(context, fact, shown.history))
    for heading, note in (("why-differ", fact.differs), ("qualifier", fact.note)):
        if note:
            lead = tag("strong", escape(context.word(heading)))
            parts.append(tag("p", f"{lead}: {escape(note[locale])}"))
    if observation.note:
        parts.append(tag("p", escape(observation.note[locale]), class_="kb-record__note"))
    for correction in dict.fromkeys(o.corrected for o in fact.observations):
        if correction:
            day = format_day(correction.day, locale)
            lead = tag("strong", escape(f"{context.word('corrected')} {day}"))
            parts.append(tag("p", f"{lead}: {escape(correction.why[locale])}"))
    parts.append(_use(context, context.users(fact)))
    parts.append(tag("p", use_link(context, fact, "use-figure")))
    return tag(
        "section", "".join(parts), class_="kb-record", data_record=fact.key, data_call=_named(fact)
    )


def _properties(context: PageContext, choice: Choice) -> str:
    fact, observation, locale = choice.fact, choice.observation, context.locale
    rows = [
        ("period", escape(period_text(observation, locale))),
        ("unit", escape(fact.unit[locale]) if fact.unit else ""),
        ("edition", escape(observation.edition.title[locale]) if observation.edition else ""),
        ("read-as", escape(qualifier_text(observation, locale))),
        ("source", sourced(observation, context, edition=False)),
        ("review", escape(format_date(fact.review, locale)) if fact.review else ""),
    ]
    cells = "".join(
        tag("dt", escape(context.word(key))) + tag("dd", html) for key, html in rows if html
    )
    return tag("dl", cells, class_="kb-module kb-record__properties")


def call_of(fact: Fact) -> str:
    """What an author pastes into a page to show the fact."""
    return f'{{{{ {"name" if fact.kind is Kind.NAME else "fact"}("{fact.key}") }}}}'


def _named(fact: Fact) -> str | None:
    """What the script that shows editors the calls cannot know: that `name` shows a fact."""
    return "name" if fact.kind is Kind.NAME else None


def _history(context: PageContext, fact: Fact, rows: Iterable[tuple[Observation, str]]) -> str:
    first = "period" if fact.kind is not Kind.NAME else "in-force-from"
    head = head_row(context, first, "value", "edition", "source")
    body = "".join(_row(context, fact, o, value) for o, value in rows)
    summary = tag("summary", escape(context.word("history")))
    return tag("details", summary + tag("table", head + tag("tbody", body)))


def _row(context: PageContext, fact: Fact, observation: Observation, value: str) -> str:
    first = period_text(observation, context.locale)
    if fact.kind is Kind.NAME:
        starts = observation.starts
        first = format_day(starts, context.locale) if starts > date.min else ""
    edition = observation.edition.title[context.locale] if observation.edition else ""
    cells = (
        escape(first or "–"),
        escape(value),
        escape(edition),
        sourced(observation, context, edition=False),
    )
    return tag("tr", "".join(tag("td", cell) for cell in cells))


def _use(context: PageContext, pages: tuple[Page, ...]) -> str:
    lead = tag("strong", escape(context.word("used-in")))
    if not pages:
        return tag("p", f"{lead}: {escape(context.word('no-page'))}")
    links = ", ".join(
        tag("a", escape(context.title(page)), href=context.href(page.key)) for page in pages
    )
    return tag("p", f"{lead}: {links}")


def _records_dry_run(context: PageContext, group: str) -> MacroResult:
    """For the check: what `fact_records` would refuse, without its HTML."""
    registry = context.library.registry
    facts = registry.of_group(registry.group(group).key)
    for fact in facts:
        _shown(context, fact)
    return MacroResult("", "", anchors=frozenset(fact.key for fact in facts))


@macro(dry_run=_records_dry_run, lists_facts=True, unsearched=("kb-record",), brings_source=True)
def fact_records(context: PageContext, group: str) -> MacroResult:
    """The records of all facts of a group, with a heading each."""
    registry = context.library.registry
    facts = registry.of_group(registry.group(group).key)
    toc = [TocEntry(fact.label[context.locale], fact.key) for fact in facts]
    return block(*(record(context, fact) for fact in facts), toc=toc)


def _index_dry_run(context: PageContext) -> MacroResult:
    """For the check: what `fact_index` would refuse, without its HTML."""
    facts = context.library.registry.facts.values()
    for fact in facts:
        show(context, current(context, fact))
    return MacroResult("", "", anchors=frozenset(_group_anchor(fact.group.key) for fact in facts))


@macro(dry_run=_index_dry_run, lists_facts=True, unsearched=("kb-index", "kb-filter"))
def fact_index(context: PageContext) -> MacroResult:
    """All facts by group, each linked to its record, with a box that filters them.

    Below them stands the place of the switch by which editors see the calls.
    """
    groups = [_group(context, one) for one in context.library.registry.groups.values()]
    switch = tag("p", class_="kb-calls", hidden="")
    return block(filter_box(context, "filter-facts"), *groups, switch)


def _group(context: PageContext, group: Group) -> MacroResult:
    facts = context.library.registry.of_group(group.key)
    if not facts:
        return block()
    title, anchor = group[context.locale], _group_anchor(group.key)
    rows = items((_index_row(context, fact) for fact in facts), class_="kb-index")
    return group_of(title, anchor, len(facts), rows)


def _group_anchor(group: str) -> str:
    return f"group-{group}"


def _index_row(context: PageContext, fact: Fact) -> str:
    choice = current(context, fact)
    label = escape(fact.label[context.locale])
    href = context.href(record_page(fact), fact.key)
    link = tag("a", label, href=href, data_call=_named(fact))
    about = period_text(choice.observation, context.locale)
    value = tag("span", figure(context, choice).bare, class_="kb-index__value")
    small = tag("small", escape(about)) if about else ""
    return f"{link} {value}{small}"
