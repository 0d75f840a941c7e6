"""What can be found: pages, facts and terms, each with the texts it is found by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from macros.addresses.urls import record_page
from macros.build_cache import BuildCache
from macros.html.model import BuiltPage, BuiltSite
from macros.library import Library
from macros.model import FOLDERS, Address, Bilingual, Fact, Locale, Term, other_locale
from macros.publish.search.article import Article, Section, kept_article
from macros.publish.search.words import plain_numbers, spelled_numbers
from macros.render.context import PageContext
from macros.render.inline import upper
from macros.render.records import current
from macros.render.values import show, unit_text
from macros.site_profile import profile

PAGE, FACT, TERM = "page", "fact", "term"


class WeightedText(NamedTuple):
    """A text of an entry, how much a word in it weighs, and the section that it stands in."""

    weight: float
    text: str
    section: int = 0


class Entry(NamedTuple):
    """One possible result."""

    kind: str
    said: tuple[WeightedText, ...]
    shown: tuple[str, ...]
    """Address below the site's folder, title, what stands below it; of a page also each
    section's heading and anchor."""
    prior: float = 1.0
    """How readily it is shown, beside others that fit as well."""
    texts: tuple[str, ...] = ()
    """Of a page, the text of each section, from which a sentence is shown; none of a list."""


_TITLE, _HEADING, _DESCRIPTION, _NAMES, _BODY, _GROUP = 6.0, 4.0, 3.5, 3.0, 1.0, 1.5
_MINOR = 0.3
_OTHERWISE = 0.8
"""What a number weighs in other words or digits than those of the text."""
_USUAL = 3
"""On how many pages a heading stands that says where something is and not what it is about, as "Key
terms" does."""
_LATER = 0.85
"""How readily records are shown, which are results of their own, and news, which is of one day."""
_FOOT = 1.1
"""How readily pages are shown to which the foot of every page leads: who asks for help or for the
makers of the site needs nothing else."""
_EDITORS = 0.75
"""How readily pages for editors are shown, which hold examples of everything."""


def entries(
    library: Library, site: BuiltSite, locale: Locale, cache: BuildCache | None = None
) -> Iterator[Entry]:
    """The pages in the order of their addresses, then the facts, then the terms.

    A number is found however it is written: 5149 for 5,149, 281000000 for 281 million, and in names
    and headings ten for 10.
    """
    for entry in _entries(library, site, locale, cache or BuildCache()):
        if entry.prior <= _EDITORS:
            yield entry
            continue
        more = (other for said in entry.said for other in _numbers(said, locale))
        yield entry._replace(said=(*entry.said, *more))


def _numbers(said: WeightedText, locale: Locale) -> Iterator[WeightedText]:
    """Other ways to write the numbers of a text, with weights that no text has: so they lengthen
    none, and what is written as it was typed stays before them."""
    if plain := " ".join(plain_numbers(said.text, locale)):
        yield WeightedText(said.weight * _OTHERWISE, plain, said.section)
    if said.weight >= _NAMES and (spelled := " ".join(spelled_numbers(said.text, locale))):
        yield WeightedText(said.weight * _OTHERWISE, spelled, said.section)


def _entries(
    library: Library, site: BuiltSite, locale: Locale, cache: BuildCache
) -> Iterator[Entry]:
    context = PageContext.evergreen(library, locale)
    folder = FOLDERS[locale]
    pages = [site.pages[path] for path in sorted(site.pages)]
    read = [(page, kept_article(page, cache)) for page in pages if page.locale == locale]
    articles = [(page, article) for page, article in read if article and article.title]
    headings = Counter(name for _, one in articles for name in {s.heading for s in one.sections})
    usual = frozenset(name for name, many in headings.items() if many >= _USUAL)
    for page, article in articles:
        yield _page(page, article, folder, usual)
    for fact in library.registry.facts.values():
        yield _fact(context, fact, _address(site, folder, record_page(fact), fact.key))
    for term in library.terms.values():
        yield _term(context, term, _address(site, folder, profile().pages.glossary, term.key))


def _page(page: BuiltPage, article: Article, folder: str, usual: frozenset[str]) -> Entry:
    key = page.url.removeprefix(folder)
    pages = profile().pages
    listed = key in {f"{Address(one).folder}/" for one in pages.lists}
    dated = key.startswith(pages.news) and key != pages.news
    said = [WeightedText(_TITLE, article.title), WeightedText(_DESCRIPTION, page.description)]
    shown = [page.url, article.title, page.description]
    texts: list[str] = []
    for number, section in enumerate(_sections(article)):
        if section.anchor:
            plain = listed or section.heading in usual
            said.append(WeightedText(_MINOR if plain else _HEADING, section.heading, number))
            shown += [section.heading, section.anchor]
        said.append(WeightedText(_MINOR if listed else _BODY, section.text, number))
        said.append(WeightedText(_MINOR, section.folded, number))
        texts.append("\n".join(filter(None, (section.text, section.folded))))
    prior = _LATER if dated or key.startswith(pages.records) else 1.0
    prior = _EDITORS if key.startswith(pages.tools) else prior
    prior = _FOOT if key in {f"{Address(one).folder}/" for one in pages.foot} else prior
    return Entry(PAGE, tuple(said), tuple(shown), prior, () if listed else tuple(texts))


def _sections(article: Article) -> tuple[Section, ...]:
    """The sections that can be linked to; the text of others belongs to the page."""
    leads = [s for s in article.sections if not s.anchor]
    lead, folded = " ".join(s.text for s in leads), " ".join(s.folded for s in leads)
    return (Section("", "", lead, folded), *(s for s in article.sections if s.anchor))


def _fact(context: PageContext, fact: Fact, address: str) -> Entry:
    locale = context.locale
    choice = current(context, fact)
    value = show(context, choice)
    unit = unit_text(fact, choice.observation, locale)
    if fact.unit and fact.unit.symbol == "" and unit not in value:
        value = f"{value} {unit}"
    label, group = fact.label[locale], fact.group[locale]
    title, below = label, value
    if choice.observation.short or choice.observation.role:
        short = f" ({choice.observation.short[locale]})" if choice.observation.short else ""
        title, below = value + short, label  # Who looks for a body or a person knows the name.
    said = [
        WeightedText(_TITLE, title),
        WeightedText(_DESCRIPTION, below),
        WeightedText(_GROUP, group),
    ]
    for observation in fact.observations:
        known = (observation.short, observation.role, observation.value)
        names = [text for text in known if isinstance(text, Bilingual)]
        said += [WeightedText(_NAMES, " ".join(dict.fromkeys((one.en, one.id)))) for one in names]
    return Entry(FACT, tuple(said), (address, title, below))


def _term(context: PageContext, term: Term, address: str) -> Entry:
    locale = context.locale
    other = other_locale(locale)
    said = [WeightedText(_TITLE, term.form[locale]), WeightedText(_NAMES, term.form[other])]
    if term.short:
        said.append(WeightedText(_NAMES, f"{term.short[locale]} {term.short[other]}"))
    said += [WeightedText(_NAMES, form) for forms in term.also.values() for form in forms]
    said += [WeightedText(_NAMES, one.form) for forms in term.avoid.values() for one in forms]
    said.append(WeightedText(_BODY, term.definition[locale]))
    short = f" ({term.short[locale]})" if term.short else ""
    title = upper(term.form[locale]) + short
    return Entry(TERM, tuple(said), (address, title, term.definition[locale]))


def _address(site: BuiltSite, folder: str, key: str, anchor: str) -> str:
    """The place of something on a page, below the site's folder."""
    stem = folder + key.removesuffix(".md")
    page = site.pages.get(f"{stem}/index.html") or site.pages.get(f"{stem}.html")
    return f"{page.url if page else stem}#{anchor}"
