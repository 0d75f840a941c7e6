"""The site as files to carry: a zip of all pages, and room kits with what trainers hand out.

Each opens from a disk. A link to what a copy does not hold leads to the site on the web.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from html import escape
from typing import NamedTuple

from macros.build_cache import BuildCache, code_version, key_of
from macros.html.model import BuiltPage
from macros.languages.dates import format_day
from macros.languages.words import word
from macros.model import FOLDERS, LOCALES, Address, Locale
from macros.publish.file_urls import from_disk
from macros.publish.plain import ORDER, in_each, plain_page
from macros.publish.sbom import SBOM
from macros.publish.security_txt import SECURITY_TXT
from macros.render.downloads import ROOM_KITS
from macros.render.result import tag
from macros.render.reuse import EMBED
from macros.site_profile import code_of_site, profile
from macros.zip_archive import Member, is_packed, member, zip_of

_KIND = "packed"
_TOP = "knowledge-base"
"""The folder that a zip unpacks to."""
_ONLINE = (
    *("sw.js", "404.html", "sitemap.xml", "sitemap.xml.gz", "assets/social/", "f/"),
    *(SBOM, SECURITY_TXT),
    *("assets/offline/", "kit/"),
    *(f"{folder}{EMBED}/" for folder in FOLDERS.values()),
)
"""What is of no use on a disk: addresses of its own, pictures and charts for other sites, what
tells of the site on the web, copies, and the short addresses of facts, which are three of four
files and lead to their records alone."""


class Copy(NamedTuple):
    """A zip of the site; `path` is the one below the site's folder."""

    path: str
    locales: Sequence[Locale] = ORDER
    """The languages whose pages it holds, in the order of its first page."""
    kit: bool = False
    """Whether it holds what is for trainers besides pages: slides and sheets to print."""


ZIP = Copy("assets/offline/knowledge-base.zip")
"""For everybody: all pages in both languages."""
KITS = tuple(Copy(one.path, (one.locale,) if one.locale else ORDER, kit=True) for one in ROOM_KITS)
"""For a room without a network; made where the site has pages for trainers."""


def copies(files: Collection[str]) -> tuple[Copy, ...]:
    """The copies of a site that has these files."""
    course = profile().course
    taught = course and f"{Address(course.hub).folder}/index.html" in files
    return (ZIP, *KITS) if taught else (ZIP,)


def copy_files(
    files: Mapping[str, bytes],
    pages: Mapping[str, BuiltPage],
    today: date,
    late: Callable[[], Mapping[str, bytes]] = dict,
    kept: BuildCache | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The zips. `files` and what `late` gives, which is asked for last, are the finished site.

    What was packed before comes from the cache.
    """
    home = pages.get("index.html")
    address = home.canonical if home else ""
    kept = kept or BuildCache()
    for copy in copies(files):
        start = member("START.html", _start(copy, today, address))
        members = _Packer(copy, address, kept).members(files, pages, late)
        yield copy.path, zip_of([("START.html", start), *members], today)


class _Packer:
    """Packs for a copy what has changed. All copies hold the scripts, and most of them each page.

    `address` is that of the site on the web.
    """

    def __init__(self, copy: Copy, address: str, kept: BuildCache) -> None:
        self._copy, self._address, self._cache = copy, address, kept
        self._code = code_version(*code_of_site())

    def members(
        self,
        files: Mapping[str, bytes],
        pages: Mapping[str, BuiltPage],
        late: Callable[[], Mapping[str, bytes]],
    ) -> Iterator[tuple[str, Member]]:
        """What the copy holds of the site, by the paths in it."""
        held = _holds(self._copy)
        for path in sorted(filter(held, files)):
            page = pages.get(path)
            made = self._page(page, held) if page else self._file(path, files[path])
            yield f"{_TOP}/{path}", made
        for path in sorted(filter(held, late())):
            yield f"{_TOP}/{path}", self._file(path, late()[path])

    def _file(self, path: str, content: bytes) -> Member:
        if is_packed(path):
            return member(path, content)
        return self._kept(lambda: content, path, sha256(content).digest())

    def _page(self, page: BuiltPage, held: Callable[[str], bool]) -> Member:
        """A page whose links lead within the copy, or to the site on the web."""
        return self._kept(
            lambda: from_disk(page, held, self._address).encode(),
            *(page.path, page.text, self._copy, self._address),
        )

    def _kept(self, content: Callable[[], bytes], path: str, *made_of: object) -> Member:
        def pack() -> bytes:
            *told, packed = member(path, content())
            return b"%d %d %d\n" % tuple(told) + packed

        whole = self._cache.made(_KIND, key_of(self._code, path, *made_of), pack)
        head, _, packed = whole.partition(b"\n")
        method, check, size = map(int, head.split())
        return Member(method, check, size, packed)


def _holds(copy: Copy) -> Callable[[str], bool]:
    """Whether a copy has a file, by its path below the site's folder."""
    course, short = profile().course, profile().short
    only_online = _ONLINE + (course.packages if course else ())
    printed = course.printed if course else ()

    def holds(path: str) -> bool:
        own: Locale = "en" if path.startswith(FOLDERS["en"]) else "id"
        local = path.removeprefix(FOLDERS[own])
        if path.startswith(only_online) or local.startswith(only_online):
            return False
        if local.startswith(printed) and not copy.kit:
            return False
        if len(copy.locales) == len(LOCALES):
            return True
        if path.startswith("assets/"):
            return not any(f"/{one}/" in path for one in LOCALES if one not in copy.locales)
        if path.partition("/")[0] in ("p", *short):
            # The page at a short address asks for the language: here nobody has that choice.
            return not path.endswith(".html")
        return own in copy.locales

    return cache(holds)  # most links lead where others do


def _start(copy: Copy, today: date, address: str) -> bytes:
    """The page to begin with: the way into the copy in each language, and what may hinder it."""
    parts = (_start_in(locale, copy, today, address) for locale in copy.locales)
    name = " · ".join(word("site-name", locale) for locale in copy.locales)
    body = tag("h1", in_each("open-site", copy.locales)) + tag("div", "".join(parts), class_="both")
    return plain_page(f"{_TOP}/", name, body, locales=copy.locales).encode()


def _start_in(locale: Locale, copy: Copy, today: date, address: str) -> str:
    home = f"{_TOP}/{FOLDERS[locale]}"
    about = word("start-about", locale).format(day=format_day(today, locale))
    link = tag("a", escape(address), href=address)
    lines = [
        tag("h2", escape(word("language-name", locale))),
        tag("p", escape(about)),
        tag(
            "p",
            tag("a", escape(word("open-site", locale)), href=f"{home}index.html", class_="button"),
        ),
    ]
    if copy.kit and (course := profile().course):
        hub = f"{home}{Address(course.hub).folder}/index.html"
        lines.append(_button(word("start-teach", locale), hub))
    lines.append(tag("p", escape(word("start-unpack", locale))))
    if copy.kit:
        lines.append(tag("p", escape(word("start-phone", locale))))
    if address:
        lines.append(tag("p", f"{escape(word('start-newer', locale))} {link}"))
    return tag("section", "".join(lines), lang=locale)


def _button(words: str, href: str) -> str:
    return tag("p", tag("a", escape(words), href=href, class_="button"))
