"""Family L: the menu names pages that exist, and every page can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from macros.addresses.paths import Hints, resolve
from macros.addresses.urls import record_page
from macros.errors import KnowledgeError, problem
from macros.library import Library
from macros.markdown.html_policy import scheme
from macros.model import Call, Locale, Location, Problem
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.rules.registry import rule
from macros.site_profile import profile


@rule("L112")
def menu_names_pages(library: Library) -> Iterator[Problem]:
    """An entry of the menu is the path of a page."""
    hints = Hints()
    known = {key for pages in library.pages.values() for key in pages}
    known |= {key for _, key in library.unreadable}
    for entry in library.menu.entries or ():
        if entry.key not in known:
            yield problem(entry.where, "L112", page=entry.key, near=hints.near(entry.key, known))


@rule("L111")
def pages_are_reached(library: Library) -> Iterator[Problem]:
    """Every page stands in the menu, or another page leads to it.

    Where the settings of the site make a page outside the menu fail the build, the menu decides.
    """
    if library.menu.entries is None:
        return
    named = {entry.key for entry in library.menu.entries}
    for locale, pages in library.pages.items():
        lost = {key for key in pages if key not in named}
        if lost and not library.settings.complete:
            lost -= _framed(library)
        if lost and not library.settings.complete:
            lost -= _linked(library, locale)
        if lost and not library.settings.complete:
            lost -= _listed(library, locale, lost)
        for key in sorted(lost):
            yield problem(
                Location(pages[key].path),
                "L111",
                page=key,
                needs="menu" if library.settings.complete else "link",
            )


def _framed(library: Library) -> set[str]:
    """The pages to which the foot of every page leads, or each figure that their records are of."""
    known = profile().pages
    records = {record_page(fact) for fact in library.registry.facts.values()}
    return records | {f"{folder}index.md" for folder in known.tools} | set(known.foot)


def _linked(library: Library, locale: Locale) -> set[str]:
    """The pages to which another page has a link."""
    return {
        target
        for key, page in library.pages[locale].items()
        for link in library.targets_of(page)
        if not scheme(link)
        for folder, target in [resolve(page, unquote(link.partition("#")[0]))]
        if folder == locale and target != key
    }


def _listed(library: Library, locale: Locale, lost: set[str]) -> set[str]:
    """Those of the pages to which a list or the cards of another page lead."""
    found: set[str] = set()
    for page in library.pages[locale].values():
        context = PageContext(library, page)
        made = {href for call in page.calls for href in _hrefs(context, call)}
        found |= {key for key in lost if key != page.key and context.href(key) in made}
    return found


def _hrefs(context: PageContext, call: Call) -> list[str]:
    from macros.html.document import parse  # noqa: PLC0415 - most often every page is linked

    try:
        html = evaluate(call, context).html
    except KnowledgeError:
        return []
    links = (node.get("href") for node in parse(html).nodes if node.tag == "a")
    return [href.partition("#")[0] for href in links if href]
