"""What there is at each short address: where it leads, and the sections that it knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from macros.addresses.urls import record_page
from macros.errors import KnowledgeError
from macros.library import Library
from macros.model import LOCALES, Address, Locale
from macros.render.context import PageContext
from macros.render.dispatch import plain
from macros.render.inline import numbered
from macros.render.short_urls import both, page_path, short_addresses
from macros.site_profile import profile
from macros.translations.fingerprint import one_line


class Place(NamedTuple):
    """A short address; `path` is the one below the site's, such as `m/3/`."""

    path: str
    leads: Address
    sections: Mapping[str, Address]
    """The ids that readers may ask for here, and where they lead."""


def places(library: Library) -> Iterator[Place]:
    """Every short address that is, or once was; those that moved lead where redirects.yml says."""
    made: dict[str, Address] = {key.strip("/") + "/": to for key, to in _named(library)}
    moved: dict[str, str] = {}
    for redirect in library.redirects:
        if not redirect.old.anchor:
            path = _path(redirect.old)
            new = made.get(_path(redirect.new)) if redirect.new.short else redirect.new
            if path not in made and new and new.page in both(library):
                made[path], moved[path] = new, redirect.old.page
    for path, leads in made.items():
        yield Place(path, leads, _sections(library, moved.get(path, ""), leads))


def _named(library: Library) -> Iterator[tuple[str, Address]]:
    """What exists now: `/p/` stands before every page, also before one that has a number."""
    yield from short_addresses(library).items()
    for key in both(library):
        yield page_path(key), Address(key)


def _path(address: Address) -> str:
    return address.page.strip("/") + "/" if address.short else page_path(address.page)


def _sections(library: Library, old: str, leads: Address) -> dict[str, Address]:
    """The headings of a page in both languages, and the ids that have moved from it."""
    if leads.anchor and not old:
        return {}
    found = {anchor: Address(leads.page, anchor) for _, anchor in headings(library, leads.page)}
    for redirect in library.redirects:
        ours = redirect.old.anchor and redirect.old.page in (leads.page, old)
        if ours and redirect.new.page in both(library):
            found.setdefault(redirect.old.anchor, redirect.new)
    return found


def headings(library: Library, key: str) -> list[tuple[int, str]]:
    """Level and id of each heading that a page has in both languages."""
    known = [{one.anchor for one in library.pages[each][key].headings} for each in LOCALES]
    return [
        (one.level, one.anchor)
        for one in library.pages["id"][key].headings
        if one.anchor and all(one.anchor in anchors for anchors in known)
    ]


def title(library: Library, locale: Locale, address: Address) -> str:
    """What stands at an address, as plain text: a page, a section, a record, one of a series.

    The title of its page where a call in it fails: a preview is made of unfinished pages, too.
    """
    context = PageContext(library, library.pages[locale][address.page])
    try:
        return _own_title(context, address.anchor) or context.title(context.page)
    except KnowledgeError:
        return context.title(context.page)


def _own_title(context: PageContext, anchor: str) -> str:
    """The words of a place within a page; empty where it has none. Raises `KnowledgeError`."""
    fact = context.library.registry.facts.get(anchor)
    if fact and record_page(fact) == context.page.key:
        return fact.label[context.locale]
    for series in profile().series:
        number = series.number(anchor)
        if series.page == context.page.key and number:
            return numbered(context, series, number).text
    for heading in context.page.headings:
        if anchor and heading.anchor == anchor:
            return one_line(plain(heading.text, context))
    return ""
