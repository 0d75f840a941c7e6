"""Family B: the finished site is whole, speaks its languages, and asks nothing of other hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache, partial
from posixpath import dirname, normpath
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from macros.addresses.paths import Hints
from macros.errors import problem
from macros.html.model import BuiltPage, BuiltSite, Reference, Script
from macros.html.page import style_addresses
from macros.html.text_blocks import rough_text, text_blocks
from macros.library import Library
from macros.markdown.unrendered import CODE, may_be_unrendered, unrendered
from macros.model import FOLDERS, LOCALES, Locale, Location, Problem, other_locale
from macros.render.policy import digest, inline, is_embed, known_scripts, told
from macros.render.short_urls import first_parts
from macros.rules.of_pages.markdown import left_on_purpose
from macros.rules.registry import Scope, rule, run

_DATA = {"type": "application/ld+json"}
"""The attributes of an element that browsers never run."""
_NO_STYLES = frozenset({"apple-touch-icon", "icon", "manifest", "search"})
"""What else a link in a head may have a browser load."""


@rule("B101 B105 B113", scope=Scope.BUILT)
def _texts(site: BuiltSite) -> Iterator[Problem]:
    """Nothing of the workshop is left: no braces, no marks of the engine, no error text."""
    if not site.pages:
        yield problem(Location(site.name), "B113", unfit="empty")
    for path in site.unreadable:
        yield problem(Location(f"{site.name}/{path}"), "B113", unfit="bytes")
    for page in site.unsound:
        if page.broken:
            where = page.place(page.broken.at)
            yield problem(where, "B113", unfit="html", detail=page.broken.text)
        for one in page.leftovers:
            yield problem(page.place(one.at), "B101", text=_shown(one.text))
        for one in page.doubled:
            yield problem(page.place(one.at), "B105", anchor=one.text)


@rule("B112 B120", scope=Scope.BUILT)
def _runs(site: BuiltSite) -> Iterator[Problem]:
    """Scripts and styles are those of the site itself, anywhere in a page, and its policy says so.

    Nothing of what stands in a page makes it known: a script by its hash or its place, a style by
    what the theme says that it has written.
    """
    for page in site.unsound:
        for active in page.active:
            yield problem(page.place(active.at), "B112", text=active.text)
        for script in page.scripts:
            if not _known(site, page, script):
                yield problem(page.place(script.at), "B112", text="<script>")
        for style in page.styles:
            if style.attributes or digest(style.text) not in site.own_styles:
                yield problem(page.place(style.at), "B112", text="<style>")
        for one in page.references:
            if one.tag == "link" and one.loads and not _known_link(site, page, one):
                yield problem(page.place(one.at), "B112", text=f"<link {one.address[:40]}>")
        if page.policy != told(page.path, inline(page.path, page.text, site.own_styles)):
            yield problem(page.where, "B120")


@rule("B114", scope=Scope.BUILT)
def _unrendered(site: BuiltSite) -> Iterator[Problem]:
    """No Markdown shows as text where it was meant to be a list, a link, a table and so on."""
    for page in site.unsound:
        if page.broken or not may_be_unrendered(rough_text(page)):
            continue
        for block in text_blocks(page, CODE):
            for one in unrendered(block.tag, block.text, block.step):
                if block.text[one.start : one.end] not in site.on_purpose(page.locale, page.url):
                    where = page.place(block.at(one.start))
                    yield problem(where, "B114", text=one.shown(block.text), meant=one.kind)


def _on_purpose(library: Callable[[], Library], locale: Locale, url: str) -> frozenset[str]:
    """The marks that show as text because the author has escaped them."""
    sources = library()
    stem = url.removeprefix(FOLDERS[locale]).removesuffix(".html")
    keys = (f"{stem.rstrip('/')}.md", f"{stem}index.md")
    pages = (sources.pages[locale].get(key) for key in keys)
    return frozenset(mark for page in pages if page for mark in left_on_purpose(page))


def _known(site: BuiltSite, page: BuiltPage, script: Script) -> bool:
    """Whether a script is one of the site's own: a file among its assets, or a text as it was.

    A page at a short address has the one script that leads on, and no other. JSON-LD is data: no
    browser runs it, and no policy is asked about it.
    """
    given = dict(script.attributes)
    short = page.path.partition("/")[0] in first_parts()
    if given == _DATA:
        return not short
    source = given.pop("src", None)
    if source is None:
        return not given and digest(script.text) in known_scripts(page.path)
    runs = not (short or is_embed(page.path))
    own = runs and _own_file(site, page, source, ".js")
    return own and given.keys() <= {"defer"} and not script.text


def _known_link(site: BuiltSite, page: BuiltPage, link: Reference) -> bool:
    """Whether what a link of the head loads is a style sheet of the site's own, or none at all."""
    rel = frozenset(link.rel.split())
    sheet = rel == {"stylesheet"} and _own_file(site, page, link.address, ".css")
    return sheet or rel <= _NO_STYLES


def _own_file(site: BuiltSite, page: BuiltPage, address: str, end: str) -> bool:
    """Whether it is a script or a style sheet among the site's assets."""
    target = _target(site, page, address) or ""
    return target.startswith("assets/") and target.endswith(end)


def _shown(text: str) -> str:
    """A mark of the engine by its number: it has no shape of its own."""
    return text if text.isprintable() else f"U+{ord(text[0]):04X}"


@rule("B102 B103 B104", scope=Scope.BUILT)
def _heads(site: BuiltSite) -> Iterator[Problem]:
    """Every page names its language, itself, and its twin."""
    for page in site.unsound:
        language = page.lang.partition("-")[0].lower()
        expected = page.locale if page.path != "404.html" else language
        if language != expected or language not in LOCALES:
            tongue: Literal["other", "none"] = "other" if page.lang else "none"
            yield problem(page.where, "B102", tongue=tongue, lang=page.lang, locale=page.locale)
        if not page.title:
            yield problem(page.where, "B104", head="title")
        if page.indexed and page.refresh is None:
            if not page.description:
                yield problem(page.where, "B104", head="description")
            yield from _alternates(site, page)


def _alternates(site: BuiltSite, page: BuiltPage) -> Iterator[Problem]:
    """The head names the page's address in both languages, and for everyone else."""
    for language in (*LOCALES, "x-default"):
        address = page.alternates.get(language)
        found: Literal["missing", "relative", "nowhere", "other"] | None = None
        if address is None:
            found = "missing"
        elif not address.startswith(("https://", "http://")):
            found = "relative"
        elif _target(site, page, address) not in site.pages:
            found = "nowhere"
        elif language == page.locale and page.canonical not in ("", address):
            found = "other"
        if found:
            yield problem(
                page.where, "B103", language=language, address=address or "", alternate=found
            )


@rule("B106 B111", scope=Scope.BUILT)
def _requests(site: BuiltSite) -> Iterator[Problem]:
    """A page is read without a request to any other host, and over one protocol."""
    for page in site.unsound:
        for one in page.references:
            if one.loads:
                yield from _request(site, one.address, page.place(one.at))
    for path, css in site.styles.items():
        for address in style_addresses(css):
            yield from _request(site, address, Location(f"{site.name}/{path}"))


def _request(site: BuiltSite, address: str, where: Location) -> Iterator[Problem]:
    parts = _split(address)
    if parts is None or (parts.netloc and parts.netloc != urlsplit(site.address).netloc):
        host = parts.netloc if parts else address[:80]
        yield problem(where, "B106", host=host, address=address[:120])
    elif parts.scheme == "http" and site.address.startswith("https:"):
        yield problem(where, "B111", address=address[:120])


@rule("B107 B108 B109", scope=Scope.BUILT)
def _links(site: BuiltSite) -> Iterator[Problem]:
    """A link to the site itself leads to a file that is there, and to an id in it."""
    hints = Hints()
    for page in site.pages.values():
        for one in page.references:
            target = _target(site, page, one.address)
            if target is None or _is_alternate(page, one):
                continue
            anchor = unquote(one.address.partition("#")[2])
            if target not in site.files:
                near = hints.near(target, site.pages)
                yield problem(page.place(one.at), "B107", address=one.address[:120], near=near)
                continue
            there = site.pages.get(target)
            # With an equals sign it says what a script of that page shall show.
            if there and anchor and anchor not in there.ids and "=" not in anchor:
                near = hints.near(anchor, there.ids)
                yield problem(page.place(one.at), "B108", anchor=anchor, page=target, near=near)
            elif there:
                yield from _language(page, there, one)


def _is_alternate(page: BuiltPage, one: Reference) -> bool:
    """Whether `_alternates` tells what is wrong with it."""
    return page.indexed and one.tag == "link" and one.language != ""


def _language(page: BuiltPage, there: BuiltPage, one: Reference) -> Iterator[Problem]:
    """Only a link that says so leads from one language into the other."""
    shared = "404.html" in (page.path, there.path)
    link = (one.tag, one.attribute) == ("a", "href")
    if link and not shared and there.locale not in (page.locale, one.language):
        yield problem(
            page.place(one.at),
            "B109",
            address=one.address[:120],
            language=other_locale(page.locale),
        )


@rule("B110", scope=Scope.BUILT)
def _figures(site: BuiltSite) -> Iterator[Problem]:
    """Every figure has its entry in the list at the page's end, which leads to its record."""
    for page in site.pages.values():
        listed = {one.address.partition("#")[2] for one in page.references} if page.figures else ()
        for one in page.figures:
            if one.fact not in listed:
                yield problem(page.place(one.at), "B110", fact=one.fact)


def _target(site: BuiltSite, page: BuiltPage, address: str) -> str | None:
    """The file to which an address leads; None for one outside the site."""
    return page.path if address.startswith("#") else _file(site.address, page.path, address)


@lru_cache(maxsize=50_000)
def _file(home: str, page: str, address: str) -> str | None:
    parts = _split(address)
    if parts is None or parts.scheme not in ("", "http", "https"):
        return None
    if parts.netloc and parts.netloc != urlsplit(home).netloc:
        return None
    path = unquote(parts.path)
    if parts.netloc or path.startswith("/"):
        path = path.removeprefix(urlsplit(home).path.rstrip("/")).lstrip("/") or "."
    elif path:
        path = f"{dirname(page)}/{path}".lstrip("/")
    else:
        return page
    plain = normpath(path)
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        return "index.html" if plain == "." else f"{plain}/index.html"
    return plain


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def check_built(site: BuiltSite, library: Callable[[], Library] | None = None) -> list[Problem]:
    """Every problem of the finished site, in the order of its files.

    `library` gives the sources of the site; it is asked only where a page shows marks that its
    author may have escaped.
    """
    if library:
        site = replace(site, on_purpose=cache(partial(_on_purpose, library)))
    found = run(Scope.BUILT, site)
    return sorted(found, key=lambda p: (p.where.path, p.where.line, p.where.column, p.code))
