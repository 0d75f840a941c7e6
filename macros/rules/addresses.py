"""Family L: an address that was once published leads somewhere for ever."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses.paths import Hints
from macros.errors import problem
from macros.library import Library
from macros.model import Address, Location, Problem
from macros.render.short_urls import short_addresses
from macros.rules.files import reserved_name
from macros.rules.links import anchors
from macros.rules.registry import rule

_PASSING = ("figure-", "figures")
"""Ids that change with the figures and sources of a page: no one is promised that they stay."""


def published(library: Library) -> set[Address]:
    """Every address that shall stay: pages, their headings, records and entries, short ones."""
    found = {Address(short) for short in short_addresses(library)}
    for locale, pages in library.pages.items():
        for key in pages:
            found.add(Address(key))
            known = anchors(library, locale, key)
            found |= {Address(key, one) for one in known if not one.startswith(_PASSING)}
    return found


class Places:
    """What exists now, and what has moved."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.addresses = published(library)
        self.now = {(one.folder, one.anchor) for one in self.addresses}
        self.moved = {(one.old.folder, one.old.anchor): one for one in library.redirects}
        self.unknown = {Address(key).folder for _, key in library.unreadable}

    def has(self, address: Address) -> bool:
        """Whether an address exists. A page that cannot be read does, with all its ids."""
        if address.short:
            return address in self.addresses
        return (address.folder, address.anchor) in self.now or address.folder in self.unknown

    def cause(self, address: Address) -> Location | None:
        """The place of the problem for which an address may seem to be gone."""
        library = self.library
        moved = library.broken_files.get("redirects.yml")
        if address.short:
            key = address.page.split("/")[2]
            causes = (
                library.registry.broken.get(key),
                library.registry.broken.get(f"objective.{key}"),
                library.broken_files.get("facts.yml"),
                *library.unreadable.values(),
            )
            return next(filter(None, causes), moved)
        if not address.anchor:
            return moved
        missing = (
            library.cause_of_missing(locale, key, address.anchor)
            for locale, pages in library.pages.items()
            for key in pages
            if Address(key).folder == address.folder
        )
        return next(filter(None, missing), moved)

    def near(self, address: Address, hints: Hints) -> str:
        """The addresses of the same sort that were perhaps meant."""
        start = address.page[:3] if address.short else ""
        alike = (one for one in self.addresses if one.short == address.short)
        return hints.near(str(address), (str(a) for a in alike if a.page.startswith(start)))

    def leads(self, address: Address) -> bool:
        """Whether an address exists, or a redirect says where it has moved to."""
        keys = ((address.folder, address.anchor), (address.folder, ""))
        return self.has(address) or any(key in self.moved for key in keys)


@rule("L113")
def addresses_stay(library: Library) -> Iterator[Problem]:
    """What the lock file names exists, or has moved. Of a page that is gone, its ids are too."""
    site, hints = Places(library), Hints()
    pages = {locked.address for locked in library.lock if not locked.address.anchor}
    for locked in library.lock:
        address, page = locked.address, Address(locked.address.page)
        if site.leads(address) or (address != page and page in pages and not site.has(page)):
            continue
        near = site.near(address, hints).partition(", ")[0]
        target = near or (page.page if address.anchor else "index.md")
        yield problem(
            locked.where,
            "L113",
            address=str(address),
            line=f"{address}: {target}",
            cause=site.cause(address),
        )


@rule("L114 L115 S123")
def redirects_lead_somewhere(library: Library) -> Iterator[Problem]:
    """A redirect leads from an address that is gone straight to one that exists."""
    if not library.redirects:
        return
    site, hints = Places(library), Hints()
    for redirect in library.redirects:
        old, new = redirect.old, redirect.new
        taken = "" if old.short else reserved_name(old.page.removesuffix(".md").split("/"))
        if taken:
            yield problem(redirect.where, "S123", name=taken)
            continue
        if not site.has(new):
            then = site.moved.get((new.folder, new.anchor))
            near = str(then.new) if then else ""
            near = near or site.near(new, hints)
            yield problem(
                redirect.where, "L114", old=str(old), new=str(new), near=near, cause=site.cause(new)
            )
        elif (old.folder, old.anchor) in site.now:
            yield problem(redirect.where, "L115", old=str(old))
