"""Blocks built from the records: tables, charts, news, the timeline, cards, glossary, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from macros.errors import KnowledgeError
from macros.facts.selection import Choice
from macros.languages.dates import format_date, format_day
from macros.macro_registry import macro
from macros.model import DATED, Bilingual, Fact, Period, Source, Term, other_locale
from macros.render.charts import charted, framed, sources, table
from macros.render.context import PageContext
from macros.render.figures import briefly_sourced, figure, source_link
from macros.render.inline import quantity_link, upper
from macros.render.layout import filter_box, group_of, head_row
from macros.render.result import MacroResult, TocEntry, block, escape, items, tag
from macros.render.reuse import use_link
from macros.render.values import period_text
from macros.site_profile import Series, profile


@macro(brings_source=True, unsearched=("kb-facts",))
def facts_table(context: PageContext, which: str, *, periods: str = "") -> MacroResult:
    """A table of the figures of a group, or of the facts named, with period and source.

    With `periods` there is a column for each of them instead, and a dash where a fact has no value
    of the period.
    """
    registry = context.library.registry
    if which in registry.groups:
        facts = list(registry.of_group(which))
    else:
        facts = [registry.fact(key) for key in which.split()]
    if periods:
        return _by_period(context, facts, periods.split())
    head = head_row(context, "figure", "value", "period", "source")
    rows = block(*(_table_row(context, fact) for fact in facts))
    return tag("table", block(head, tag("tbody", rows)), class_="kb-facts")


def _table_row(context: PageContext, fact: Fact) -> MacroResult:
    choice = context.select(fact)
    period = period_text(choice.observation, context.locale)
    cells = block(
        tag("th", quantity_link(context, fact), scope="row"),
        tag("td", figure(context, choice)),
        tag("td", escape(period)),
        tag("td", briefly_sourced(choice.observation, context)),
    )
    return tag("tr", cells)


def _by_period(context: PageContext, facts: Sequence[Fact], periods: list[str]) -> MacroResult:
    columns = [[_of_period(context, fact, period) for fact in facts] for period in periods]
    heads = [tag("th", escape(context.word("figure")), scope="col")]
    for period, column in zip(periods, columns, strict=True):
        known = next(filter(None, column), None) or _pinned(context, facts[0], period)
        words = escape(period_text(known.observation, context.locale))
        heads.append(tag("th", words, scope="col"))
    rows = (
        tag("tr", block(tag("th", quantity_link(context, fact), scope="row"), *row))
        for fact, *row in zip(facts, *(_cells(context, column) for column in columns), strict=True)
    )
    head = tag("thead", tag("tr", "".join(heads)))
    label = ", ".join(fact.label[context.locale] for fact in facts[:3])
    parts = block(head, tag("tbody", block(*rows)))
    return tag("table", parts, class_="kb-facts", aria_label=label)


def _pinned(context: PageContext, fact: Fact, period: str) -> Choice:
    """The value of the period in the newest edition: one row never holds two editions."""
    newest = context.select(fact).observation.edition
    return context.select(fact, period, newest.key if newest else None)


def _of_period(context: PageContext, fact: Fact, period: str) -> Choice | None:
    try:
        return _pinned(context, fact, period)
    except KnowledgeError as refusal:
        if refusal.code == "P205":
            return None
        raise


def _cells(context: PageContext, column: Iterable[Choice | None]) -> list[MacroResult]:
    return [tag("td", figure(context, one) if one else block("–")) for one in column]


@macro(brings_source=True, unsearched=("kb-chart__data", "kb-chart__source"))
def chart(context: PageContext, key: str, *, edition: str | None = None) -> MacroResult:
    """The series of a fact as a picture, and below it as a table, with its sources."""
    fact = context.library.registry.fact(key)
    observations = charted(context, fact, edition)
    last = observations[-1].edition
    use = use_link(context, fact, "use-chart", last.key if last else None)
    line = f"{escape(sources(context, observations))} {use}"
    below = (table(context, fact, edition), tag("p", line, class_="kb-chart__source"))
    shown = framed(context, fact, edition, *below)
    return shown._replace(text=fact.label[context.locale])


@macro()
def news_list(context: PageContext) -> MacroResult:
    """The news items, newest first, with date and description."""
    news = [page for page in context.pages().values() if page.meta.date]
    news.sort(key=lambda page: (page.meta.date or date.min, page.key), reverse=True)
    rows = []
    for page in news:
        assert page.meta.date is not None
        link = tag("a", escape(context.title(page)), href=context.href(page.key))
        words = format_day(page.meta.date, context.locale)
        day = tag("time", escape(words), datetime=page.meta.date.isoformat())
        about = tag("p", escape(context.description(page)))
        rows.append(f"{day} {tag('strong', link)}{about}")
    return block(items(rows, class_="kb-cards kb-news"))


@macro(brings_source=True)
def timeline(context: PageContext, which: str = "") -> MacroResult:
    """The dated events of these groups in order of time: facts of kind day and period.

    Where it names no group, those that the site has chosen for it.
    """
    registry = context.library.registry
    events: list[tuple[date, Fact]] = []
    for group in which.split() or profile().timeline:
        for fact in registry.of_group(registry.group(group).key):
            if fact.kind in DATED:
                value = context.select(fact).observation.value
                assert isinstance(value, Period)
                events.append((value.start.first, fact))
    events.sort(key=lambda event: (event[0], event[1].key))
    entries = block(*(_event(context, fact) for _, fact in events))
    return tag("ol", entries, class_="kb-timeline")


def _event(context: PageContext, fact: Fact) -> MacroResult:
    choice = context.select(fact)
    what = tag("span", quantity_link(context, fact))
    if choice.observation.qualifier == "planned":
        planned = tag("small", escape(context.word("planned")), class_="kb-planned")
        what = f"{what} {planned}"
    return tag("li", block(figure(context, choice), " ", what))


@macro()
def cards(context: PageContext, keys: str) -> MacroResult:
    """Pages as cards, each with its title and description."""
    rows = []
    for key in keys.split():
        page = context.page_at(key)
        link = tag("a", escape(context.title(page)), href=context.href(key))
        rows.append(f"{tag('strong', link)}{tag('p', escape(context.description(page)))}")
    return block(items(rows, class_="kb-cards"))


_FEW = 2
"""Documents of a publisher that has no part of its own in the list of sources."""


@macro()
def sources_list(context: PageContext) -> MacroResult:
    """All sources by publisher, with date, address, and when and how far an editor read them.

    Publishers of one or two documents stand together at the end.
    """
    published: dict[Bilingual, list[Source]] = {}
    for source in context.library.registry.sources.values():
        published.setdefault(source.publisher, []).append(source)
    groups: dict[str, list[Source]] = {}
    for name in sorted(published, key=lambda name: name[context.locale].casefold()):
        of_many = len(published[name]) > _FEW
        groups.setdefault(name.en if of_many else "", []).extend(published[name])
    parts = [
        _of_publisher(context, groups[name], name)
        for name in sorted(groups, key=lambda name: not name)
    ]
    anchors = (f"source-{key}" for key in context.library.registry.sources)
    return block(filter_box(context, "filter-sources"), *parts, anchors=anchors)


def _of_publisher(context: PageContext, sources: Sequence[Source], name: str) -> MacroResult:
    """The documents of a publisher of this English name, or without it those of all others."""
    title = sources[0].publisher[context.locale] if name else context.word("other-publishers")
    rows = (_source(context, source, publisher=not name) for source in sources)
    anchor = f"publisher-{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-') or 'others'}"
    return group_of(title, anchor, len(sources), items(rows, class_="kb-sources"))


def _source(context: PageContext, source: Source, *, publisher: bool) -> str:
    parts = [source_link(source, context)]
    if publisher:
        parts.append(escape(source.publisher[context.locale]))
    if source.published:
        parts.append(escape(format_date(source.published, context.locale)))
    if source.accessed:
        accessed = escape(format_date(source.accessed, context.locale))
        parts.append(f"{context.word('accessed')} {accessed}")
    if source.read in ("part", "title"):
        parts.append(escape(context.word(f"read-{source.read}")))
    note = tag("p", escape(source.note[context.locale])) if source.note else ""
    return tag("span", ", ".join(parts), id=f"source-{source.key}") + note


@macro(unsearched=("kb-glossary", "kb-filter"))
def glossary(context: PageContext) -> MacroResult:
    """All terms in the order of the page's language, with the form in the other language."""
    terms = sorted(
        context.library.terms.values(), key=lambda term: term.form[context.locale].casefold()
    )
    entries = "".join(tag("div", _term(context, term)) for term in terms)
    listed = tag("dl", entries, class_="kb-glossary")
    anchors = (term.key for term in terms)
    letters = _letters(context, terms)
    return block(filter_box(context, "filter-terms"), letters, listed, anchors=anchors)


def _letters(context: PageContext, terms: Iterable[Term]) -> str:
    """A link for each letter, or digit, with which a term begins: to the first of these terms."""
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.form[context.locale][0].upper(), term.key)
    links = (tag("a", letter, href=f"#{key}") for letter, key in first.items())
    return tag("nav", " ".join(links), class_="kb-letters", aria_label=context.word("letters"))


def _term(context: PageContext, term: Term) -> str:
    locale = context.locale
    other = other_locale(locale)
    short = f" ({escape(term.short[locale])})" if term.short else ""
    head = escape(upper(term.form[locale])) + short
    foreign = tag("span", escape(term.form[other]), lang=other, class_="kb-glossary__other")
    parts = [tag("p", escape(term.definition[locale]))]
    if term.note:
        parts.append(tag("p", escape(term.note[locale]), class_="kb-glossary__note"))
    for avoided in term.avoid.get(locale, ()):
        lead = f"{context.word('avoid')}: {avoided.form} – {avoided.why[locale]}"
        parts.append(tag("p", escape(lead), class_="kb-glossary__avoid"))
    if term.see:
        terms = context.library.terms
        seen = (terms[key] for key in term.see if key in terms)
        links = ", ".join(tag("a", escape(t.form[locale]), href=f"#{t.key}") for t in seen)
        parts.append(tag("p", f"{escape(context.word('see-also'))}: {links}"))
    basis = escape(context.word("own-wording"))
    if term.source:
        basis = f"{escape(context.word('source'))}: {with_links(term.source[locale])}"
    parts.append(tag("p", basis, class_="kb-glossary__basis"))
    return tag("dt", f"{head} {foreign}", id=term.key) + tag("dd", "".join(parts))


_ADDRESS = re.compile(r"https?://(?P<host>[^\s/;,]+)[^\s;,]*")
"""A web address in the text of a source."""


def with_links(source: str) -> str:
    """A source in words, its addresses as links: from what they lead to, else from their host."""
    parts: list[str] = []
    at = 0
    for found in _ADDRESS.finditer(source):
        # What it is the address of stands before it and a comma, behind the last semicolon.
        before = source[at : found.start()]
        lead, mark, name = before.rpartition(";")
        named = name.endswith(", ") and name[:-2].strip()
        words = named or found["host"].removeprefix("www.")
        blanks = name[: len(name) - len(name.lstrip())]
        plain = lead + mark + blanks if named else before
        parts += (escape(plain), tag("a", escape(words), href=found[0]))
        at = found.end()
    return "".join((*parts, escape(source[at:])))


def numbered_list(context: PageContext, series: Series) -> MacroResult:
    """The texts of a series as a list with an anchor each."""
    facts = context.library.registry.starting(f"{series.word}.")
    entries = block(*(_numbered(context, series, fact) for fact in facts))
    return tag("ul", entries, class_="kb-numbered")


def _numbered(context: PageContext, series: Series, fact: Fact) -> MacroResult:
    number = fact.key.removeprefix(f"{series.word}.")
    title = f"{context.word(series.word)} {number.replace('-', '.')}"
    anchor = f"{series.word}-{number}"
    head = tag("strong", tag("a", escape(title), href=f"#{anchor}"))
    note = tag("p", escape(fact.note[context.locale])) if fact.note else ""
    shown = figure(context, context.select(fact))
    return tag("li", block(head, " ", shown, note, toc=[TocEntry(title, anchor)]), id=anchor)
