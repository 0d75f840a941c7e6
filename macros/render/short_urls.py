"""Short addresses: neutral in language, and short enough to be read out in a training room.

`/f/migrants.world/` is a fact, and `/p/` stands before the address of any page; what a site numbers
has addresses of its own. Each opens in the language of its reader.
"""

from __future__ import annotations

from collections.abc import Mapping

from macros.addresses.urls import record_page
from macros.library import Library
from macros.model import LOCALES, Address, Page
from macros.site_profile import profile


def first_parts() -> frozenset[str]:
    return frozenset({"f", "p"}) | profile().short


SCRIPT = (
    "(()=>{let s;try{s=localStorage.getItem('kb-language')}catch{}"
    "let l='en';for(const t of[s||'',...navigator.languages]){"
    "const m=/^(?:(en)|id|in|ms)\\b/i.exec(t);if(m){l=m[1]?'en':'id';break}}"
    "let i;try{i=document.getElementById(decodeURIComponent(location.hash.slice(1)))}catch{}"
    "const a=(i||document).querySelector('a[hreflang='+l+']');"
    "a.search=location.search;a.hash||=location.hash;location.replace(a.href)})()"
)
"""The one script of these pages: on to the language chosen before, the first of the browser's that
the site has (Malay readers get Indonesian; `in` is its former code), or English. The section
asked for has links of its own, so that one that has moved is found; any other goes along."""


def short_addresses(library: Library) -> Mapping[str, Address]:
    """The short addresses of numbered pages, series and facts, and where each of them leads.

    Of two pages with one number the first; P-rules tell the other.
    """
    found: dict[str, Address] = {}
    pages = both(library)
    for key, page in pages.items():
        if own := _own_path(page):
            found.setdefault(f"/{own}", Address(key))
    for series in profile().series:
        if series.short and series.page in pages:
            for fact in library.registry.starting(f"{series.word}."):
                number = fact.key.partition(".")[2]
                anchor = f"{series.word}-{number}"
                found[f"/{series.short}/{number}/"] = Address(series.page, anchor)
    for fact in library.registry.facts.values():
        if record_page(fact) in pages:
            found[f"/f/{fact.key}/"] = Address(record_page(fact), fact.key)
    return found


def both(library: Library) -> dict[str, Page]:
    """The pages that stand in both languages, by their keys, as written in the default one."""
    others = [library.pages.get(locale, {}) for locale in LOCALES]
    return {
        key: page
        for key, page in library.pages.get("id", {}).items()
        if all(key in pages for pages in others)
    }


def _own_path(page: Page) -> str:
    """The short address of a numbered page, without the slash at its start; else empty."""
    numbers = ((kind.short, kind.number(page)) for kind in profile().kinds if kind.short)
    return next((f"{short}/{number}/" for short, number in numbers if number is not None), "")


def page_path(key: str) -> str:
    """The neutral address of any page, without the slash at its start: `p/gcm/indonesia/`."""
    return f"p/{Address(key).folder}/".replace("//", "/")


def short_path(library: Library, key: str) -> str:
    """The shortest neutral address of a page, without the slash at its start."""
    page = both(library).get(key)
    return (_own_path(page) if page else "") or page_path(key)
