"""Pages that have moved: a small page at the old address, in both languages, leads to the new."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from macros.addresses.urls import relative_url
from macros.html.model import BuiltPage, BuiltSite
from macros.languages.words import word
from macros.model import FOLDERS, LOCALES, Address, Locale, Redirect
from macros.render.result import tag


def redirect_pages(site: BuiltSite, redirects: Iterable[Redirect]) -> dict[str, str]:
    """The pages to write into a finished site, by path; ids of a page that moved go with it.

    Short addresses that moved have pages of their own, in `macros/publish/short/`.
    """
    made: dict[str, str] = {}
    for redirect in redirects:
        if redirect.old.anchor or redirect.old.short:
            continue
        for locale in LOCALES:
            path = _file(locale, redirect.old)
            target = site.pages.get(_file(locale, redirect.new))
            if path not in site.files and target:
                made[path] = _page(path, target, redirect.new.anchor)
    return made


def _file(locale: Locale, address: Address) -> str:
    return f"{FOLDERS[locale]}{address.folder}/index.html".replace("//", "/").lstrip("/")


def _page(path: str, target: BuiltPage, anchor: str) -> str:
    """HTML that needs no script: it goes on at once, and has a link where it may not."""
    fragment = f"#{anchor}" if anchor else ""
    there = relative_url(path.removesuffix("index.html"), target.url) + fragment
    told = escape(word("page-moved", target.locale))
    link = tag("a", escape(target.title), href=there)
    canonical = f'<link rel="canonical" href="{escape(target.canonical)}{escape(fragment)}">'
    return (
        f'<!doctype html>\n<html lang="{escape(target.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(target.title)}</title>\n"
        f'<meta name="robots" content="noindex">\n'
        f"{canonical if target.canonical else ''}\n"
        f'<meta http-equiv="refresh" content="0; url={escape(there)}">\n</head>\n'
        f"<body>\n<p>{told}: {link}</p>\n</body>\n</html>\n"
    )
