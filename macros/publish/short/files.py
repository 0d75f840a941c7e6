"""The pages at the short addresses, readable without a script, and their codes for phones."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from macros.addresses.urls import relative_url
from macros.build_cache import BuildCache
from macros.languages.words import word
from macros.library import Library
from macros.model import FOLDERS, Address, Locale
from macros.publish.plain import ORDER, STYLE, in_each, plain_page, style
from macros.publish.short.qr import kept_qr_svg
from macros.publish.short.targets import Place, headings, places, title
from macros.render.context import PageContext
from macros.render.result import tag
from macros.render.short_urls import SCRIPT
from macros.site_profile import profile


def short_files(library: Library, cache: BuildCache) -> Iterator[tuple[str, bytes]]:
    """The files below the site's folder: `m/3/index.html`, `m/3/qr.svg`, `m/3/qr-outcomes.svg`.

    Codes need the absolute address of the site, and are left out where it has none. Of a numbered
    page the sections of the highest level have one, too: these are handed out.
    """
    yield STYLE, style().encode()
    for place in places(library):
        yield f"{place.path}index.html", page(library, place).encode()
        if library.address:
            address = library.address + place.path
            yield f"{place.path}qr.svg", kept_qr_svg(address, cache)
            if place.path.partition("/")[0] in {kind.short for kind in profile().kinds}:
                for level, anchor in headings(library, place.leads.page):
                    if level == 2:
                        code = kept_qr_svg(f"{address}#{anchor}", cache)
                        yield f"{place.path}qr-{anchor}.svg", code


def page(library: Library, place: Place) -> str:
    """The page at a short address.

    Search engines shall list the two pages behind it. A canonical address could name only one of
    the two, so that it just asks not to be listed.
    """
    sections = "".join(
        tag("li", _links(library, place, address), id=anchor)
        for anchor, address in place.sections.items()
    )
    base = "../" * place.path.count("/")
    homes = " · ".join(
        tag(
            "a",
            escape(word("not-found-home", one).format(site=word("site-name", one))),
            href=base + FOLDERS[one],
            lang=one,
            hreflang=one,
        )
        for one in ORDER
    )
    main = (
        f"<h1>{in_each('choose-language')}</h1>\n"
        f'<nav class="both">{_links(library, place, place.leads, named=True)}</nav>\n'
        f"{tag('ul', sections, class_='places') if sections else ''}\n<p>{homes}</p>"
    )
    titles = " · ".join(dict.fromkeys(title(library, one, place.leads) for one in ORDER))
    return plain_page(base, titles, main, script=SCRIPT)


def _links(library: Library, place: Place, address: Address, named: bool = False) -> str:
    """The two links to an address, each in its own language."""
    return "".join(
        tag(
            "a",
            (tag("small", escape(word("language-name", one))) if named else "")
            + escape(title(library, one, address)),
            href=_href(library, place.path, one, address),
            lang=one,
            hreflang=one,
        )
        for one in ORDER
    )


def _href(library: Library, path: str, locale: Locale, address: Address) -> str:
    there = PageContext.evergreen(library, locale).path(address.page)
    return relative_url(path, there) + (f"#{address.anchor}" if address.anchor else "")
