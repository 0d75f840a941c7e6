"""Family L: every link of a page leads somewhere, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from posixpath import basename, splitext
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from macros.addresses.paths import Hints, page_at, relative, resolve
from macros.errors import problem
from macros.library import Library
from macros.markdown.calls import Places
from macros.markdown.exchange import is_call
from macros.markdown.html_policy import PICTURES, SCHEMES, is_elsewhere, scheme
from macros.markdown.links import Link
from macros.markdown.written_html import html_blocks
from macros.model import FOLDERS, Locale, Location, Page, Problem
from macros.model.document import Document
from macros.rules.registry import Scope, rule

_WRITTEN = re.compile(r"!?\[[^\[\]\n]{1,200}\][(\[]|<(?=[A-Za-z!/?])")
"""What would be a link, a picture or a tag on the page, and is none in its front matter."""
_SHOWN = re.compile(
    r"(?:https?://)?((?:[a-z0-9-]+\.)+(?:com|edu|gov|id|info|int|net|org))(?:[/?#:]\S*)?",
    re.IGNORECASE,
)
"""Words of a link that are an address."""
_LABEL = re.compile(r"\[([^\[\]]+)\]:")
_REFERENCE = re.compile(
    r"!?\[(?P<words>[^\[\]\n]*)\](?:\[(?P<label>[^\[\]\n]*)\]|\()|\[(?P<note>\^[^\[\]\s]+)\]"
)
"""Brackets that a reader sees, and that nobody would type but for a link or a footnote."""


@dataclass
class _Origin:
    """The page whose links are looked at, and what it is looked at with."""

    library: Library
    page: Page
    hints: Hints = field(default_factory=Hints)

    @cached_property
    def places(self) -> Places:
        """Offsets in the body → places in the file."""
        return Places.of_body(self.page)

    def where(self, link: Link) -> Location:
        """The place of the address of a link."""
        return self.places.where(*link.address)

    def near(self, path: str, keys: tuple[str, ...]) -> str:
        """The pages or files that were perhaps meant, as this page names them."""
        return self.hints.near(path, [relative(self.page, key) for key in keys])


@rule("L101 L102 L103 L104 L105 L106 L109 S155", scope=Scope.LINKED)
def links_lead_somewhere(library: Library) -> Iterator[Problem]:
    """A link leads to a page of its own language, and to a section that this page has."""
    hints = Hints()
    for page in library.to_check:
        origin = _Origin(library, page, hints)
        for link in library.links_of(page).values():
            if link.form != "element":
                yield from _link(origin, link)


def _link(origin: _Origin, link: Link) -> Iterator[Problem]:
    name = scheme(link.target)
    shown, leads = _SHOWN.fullmatch(link.words.strip()), _host(link.target)
    if shown and link.tag == "a" and _host(f"https://{shown[1]}") != leads:
        leads = leads or link.target[:60]
        yield problem(origin.where(link), "S155", shown=link.words.strip()[:60], leads=leads)
    if any(map(is_call, link.target)):
        start, end = link.span
        yield problem(origin.places.where(start, end), "L109", target=origin.page.body[start:end])
    elif link.tag == "img":
        yield from _picture(origin, link) if not name else ()
    elif name in SCHEMES or link.target.startswith(("/", "\\")):
        yield from _absolute(origin, link)
    elif not name:
        yield from _relative(origin, link)


def _host(address: str) -> str:
    """The host of an address, without what does not tell two of them apart; often none."""
    try:
        host = urlsplit(unescape(address).replace("\\", "/")).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.").rstrip(".")


def _relative(origin: _Origin, link: Link) -> Iterator[Problem]:
    locale = origin.page.locale
    path, asked, anchor = unescape(link.target).partition("#")
    path, anchor = unquote(path), unquote(anchor)
    folder, key = resolve(origin.page, path)
    pages = origin.library.pages[locale]
    if not link.target.strip():
        yield problem(origin.where(link), "L105", target=link.target)
    elif folder in FOLDERS and folder != locale:
        near = relative(origin.page, key, anchor) if key in pages else ""
        yield problem(origin.where(link), "L103", target=link.target, near=near)
    elif not key.endswith(".md"):
        near = page_at(key, pages) if folder == locale else ""
        written = relative(origin.page, near, anchor) if near else ""
        yield problem(origin.where(link), "L105", target=link.target, near=written)
    elif folder == locale and key in pages:
        yield from _section(origin, link, key, anchor) if asked else ()
    elif folder != locale or (locale, key) not in origin.library.unreadable:
        near = origin.near(path, tuple(pages))
        yield problem(origin.where(link), "L101", target=link.target, near=near)


def _section(origin: _Origin, link: Link, key: str, anchor: str) -> Iterator[Problem]:
    locale = origin.page.locale
    known = anchors(origin.library, locale, key)
    origin.library.asked.add((locale, key, anchor))
    if anchor not in known:
        page = origin.library.pages[locale][key].path
        near = origin.hints.near(anchor, known)
        cause = origin.library.cause_of_missing(locale, key, anchor)
        yield problem(origin.where(link), "L102", anchor=anchor, page=page, near=near, cause=cause)


def anchors(library: Library, locale: Locale, key: str) -> frozenset[str]:
    """Every id of a page that a link may lead to."""
    if (locale, key) in library.ids:
        return library.ids[locale, key]
    made = library.anchors.get((locale, key), frozenset())
    figures = {"figures"} if any(a.startswith("figure-") for a in made) else set()
    library.ids[locale, key] = made | library.pages[locale][key].ids | figures
    return library.ids[locale, key]


@rule("L117", scope=Scope.LINKED)
def ids_are_their_own(library: Library) -> Iterator[Problem]:
    """A heading has no id that something else on its page has: a link would lead to the other.

    Ids that begin like those of the theme and of the entries of figures, S105 tells.
    """
    for page in library.to_check:
        made = library.anchors.get((page.locale, page.key), frozenset()) | {"figures"}
        for heading in page.headings:
            if heading.anchor in made and not heading.anchor.startswith("figure-"):
                yield problem(heading.where, "L117", anchor=heading.anchor)


def _absolute(origin: _Origin, link: Link) -> Iterator[Problem]:
    """An address of our own site, which a link gives by its file."""
    try:
        parts = urlsplit(unescape(link.target).replace("\\", "/"))
    except ValueError:
        yield problem(origin.where(link), "L109", target=link.target)
        return
    below = _below(origin.library, parts)
    if "@" in parts.netloc and parts.scheme in ("http", "https"):
        # What stands before the sign is a name to browsers, and looks like the host to readers.
        yield problem(origin.where(link), "L109", target=link.target)
    elif parts.netloc and not parts.scheme:
        yield problem(origin.where(link), "L105", target=link.target)
    elif below is not None:
        key = page_at(below, origin.library.pages[origin.page.locale])
        near = relative(origin.page, key, parts.fragment) if key else ""
        yield problem(origin.where(link), "L104", target=link.target, near=near)


def _below(library: Library, parts: SplitResult) -> str | None:
    """The path of an address below its language's folder of our site; None for another site."""
    for site in filter(None, (library.address, library.settings.address, "/")):
        ours = urlsplit(site)
        if parts.netloc.lower() == ours.netloc and parts.scheme in ("", "http", "https"):
            below = parts.path.removeprefix(ours.path.rstrip("/")).lstrip("/")
            folders = (folder for folder in FOLDERS.values() if folder)
            return next((below.removeprefix(f) for f in folders if below.startswith(f)), below)
    return None


def _picture(origin: _Origin, link: Link) -> Iterator[Problem]:
    """A picture lies among the pages of its language, as a file of an allowed type."""
    page, path = origin.page, unquote(unescape(link.target))
    folder, key = resolve(page, path)
    files, tree = origin.library.files, f"docs/{page.locale}/"
    if folder != page.locale or path.startswith("/") or f"{tree}{key}" not in files:
        suffixes = tuple(PICTURES)
        found = (n.removeprefix(tree) for n in files if n.startswith(tree))
        near = origin.near(path, tuple(n for n in found if n.endswith(suffixes)))
        yield problem(origin.where(link), "L106", target=link.target, near=near)


@rule("L107 L109", scope=Scope.PAGES)
def references_are_defined(library: Library) -> Iterator[Problem]:
    """No reader sees the brackets of a link: its label is defined, and its address is closed."""
    hints = Hints()
    for page in library.every_page:
        if "[" not in page.document.text:
            continue
        seen = library.text_of(page)
        labels = [" ".join(found[1].split()).lower() for found in _LABEL.finditer(page.body)]
        html, before = html_blocks(page.document), len(seen.source) - len(page.body)
        for found in _REFERENCE.finditer(seen.text):
            start, end = seen.span(*found.span())
            if seen.source[start - 1] == "\\":
                continue
            if any(first < start - before < last for first, last in html):
                continue  # M101 tells that nothing there is Markdown
            if found[0].endswith("("):
                yield problem(seen.places.where(start, end), "L109", target=seen.source[start:end])
                continue
            named: Literal["footnote", "reference"] = "footnote" if found["note"] else "reference"
            label = found["note"] or found["label"] or found["words"]
            known = [one for one in labels if one.startswith("^") == (named == "footnote")]
            near = hints.near(" ".join(label.lower().split()), known)
            where = seen.places.where(start, end)
            yield problem(where, "L107", named=named, label=label, near=near)


@rule("L108", scope=Scope.PAGES)
def links_have_words(library: Library) -> Iterator[Problem]:
    """A link says where it leads, and a picture what it shows, to those who cannot see it."""
    for page in library.every_page:
        for link in library.links_of(page).values():
            if not link.words.strip(" \t\n*_") and link.form != "element":
                where = Places.of_body(page).where(*link.span)
                linked: Literal["picture", "link"] = "picture" if link.tag == "img" else "link"
                yield problem(where, "L108", linked=linked, target=link.target)


@rule("L118", scope=Scope.PAGES)
def pictures_are_described(library: Library) -> Iterator[Problem]:
    """The words of a picture say what it shows, and not again what stands beside it."""
    for page in library.every_page:
        for number, link in library.links_of(page).items():
            ours = link.tag == "img" and link.form != "element" and not is_elsewhere(link.target)
            if not ours or not (said := _plain(link.words)):
                continue
            name = basename(unquote(link.target))
            names = {_plain(name), _plain(splitext(name)[0])}
            if said in names or said == _plain(_caption(page.document, number)):
                repeated: Literal["name", "caption"] = "name" if said in names else "caption"
                where = Places.of_body(page).where(*link.span)
                yield problem(where, "L118", words=link.words, repeated=repeated)


def _plain(words: str) -> str:
    """The letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, words.casefold()))


def _caption(document: Document, number: int) -> str:
    """What stands below the picture of this number; empty where nothing does."""
    nodes = document.nodes
    figure = nodes[number].parent
    while figure >= 0 and nodes[figure].tag != "figure":
        figure = nodes[figure].parent
    inside = nodes[figure : nodes[figure].last] if figure >= 0 else ()
    captions = (document.text[n.start : n.end] for n in inside if n.tag == "figcaption")
    return next(captions, "")


@rule("L110", scope=Scope.PAGES)
def front_matter_is_plain(library: Library) -> Iterator[Problem]:
    """Titles and descriptions stand in menus and in search results, where nothing is linked."""
    for page in library.every_page:
        for text in page.written:
            if found := _WRITTEN.search(text.value):
                where = Places.of_header(page).where(text.start)
                typed: Literal["tag", "link"] = "tag" if found[0][0] == "<" else "link"
                yield problem(where, "L110", key=text.key, typed=typed)
