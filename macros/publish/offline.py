"""The site without a network: lists of what a browser saves, and one file for a USB stick."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from macros.html.model import BuiltPage
from macros.languages.dates import format_day
from macros.languages.words import word
from macros.model import FOLDERS, LOCALES, Locale
from macros.pictures.renditions import saved as saved_pictures
from macros.publish.app.files import manifest_path
from macros.publish.file_urls import from_disk
from macros.publish.plain import ORDER, both, plain_page
from macros.render.result import tag
from macros.render.reuse import EMBED, USE
from macros.site_profile import profile

ZIP = "assets/offline/knowledge-base.zip"
_TOP = "knowledge-base"
"""The folder that the zip unpacks to."""
_ONLINE = (
    *("sw.js", "404.html", "sitemap.xml", "sitemap.xml.gz", "assets/social/", "f/"),
    *(f"{folder}{EMBED}/" for folder in FOLDERS.values()),
)
"""What is of no use on a disk: addresses of its own, pictures and charts for other sites, and
the short addresses of facts, which are three of four files and lead to their records alone."""

_NOT_SAVED = ("p/", "f/", f"{USE}/", f"{EMBED}/")
"""What readers do not need while they have no network."""


def offline_files(
    files: Mapping[str, bytes],
    pages: Mapping[str, BuiltPage],
    today: date,
    late: Callable[[], Mapping[str, bytes]] = dict,
) -> Iterator[tuple[str, bytes]]:
    """The zip, and for each language the list of addresses that a browser saves.

    `files` and what `late` gives, which is asked for last, are the whole finished site; `pages`
    are the HTML files among them, as read. The same files and day give the same bytes.
    """
    bundle = _zip(files, pages, today, late)
    files = {**files, **late()}
    version = _version(pages)
    yield ZIP, bundle
    for locale in LOCALES:
        yield f"assets/offline/{locale}.json", _list(files, locale, len(bundle), today, version)


def _list(
    files: Mapping[str, bytes], locale: Locale, bundle: int, today: date, version: str
) -> bytes:
    """What a service worker fetches: each address with a mark that changes with its content.

    `bytes` is about what the network carries, after deflate; `zip` is the size of the zip.
    """
    pictures = saved_pictures(path for path in files if _english(path) == (locale == "en"))
    ours = (path for path in sorted(files) if path in pictures or _of(path, locale))
    saved = {_address(path, version): path for path in ours}
    marks = {address: sha256(files[path]).hexdigest()[:12] for address, path in saved.items()}
    told = {
        "version": sha256(json.dumps(marks).encode()).hexdigest()[:12],
        "day": today.isoformat(),
        "bytes": sum(len(zlib.compress(files[path], 6)) for path in saved.values()),
        "zip": bundle,
        "files": marks,
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _address(path: str, version: str) -> str:
    """How pages ask for a file: a page by its folder, scripts and styles as they are linked."""
    if path.endswith("/index.html") or path == "index.html":
        return path.removesuffix("index.html")
    if path.startswith("assets/") and path.endswith((".css", ".js")):
        return path + version
    return path


def _version(pages: Mapping[str, BuiltPage]) -> str:
    """The query that pages add to addresses of scripts and styles, with its question mark."""
    home = pages.get("index.html")
    addresses = [one.address for one in home.references] if home else []
    scripts = (address for address in addresses if address.startswith("assets/kb.js"))
    return next(scripts, "").removeprefix("assets/kb.js")


def _of(path: str, locale: Locale) -> bool:
    """Whether a reader of this language, and of this one only, needs the file."""
    if path in ("404.html", "assets/mark.svg"):
        return True
    # Short addresses of what is numbered are handed out in rooms; the many others are not saved.
    if path.partition("/")[0] in profile().short:
        return path.endswith(("index.html", "/qr.svg"))
    if path.startswith("assets/"):
        other = any(f"/{one}/" in path for one in LOCALES if one != locale)
        manifest = path == manifest_path(locale)
        needed = path.endswith((".css", ".js")) or path.startswith("assets/diagrams/")
        return manifest or (needed and not other)
    page = path == "index.html" or path.endswith("/index.html")
    rest = path.removeprefix(FOLDERS[locale])
    return page and _english(path) == (locale == "en") and not rest.startswith(_NOT_SAVED)


def _english(path: str) -> bool:
    return path.startswith(FOLDERS["en"])


def _zip(
    files: Mapping[str, bytes],
    pages: Mapping[str, BuiltPage],
    today: date,
    late: Callable[[], Mapping[str, bytes]],
) -> bytes:
    """Everything that works from a disk, below one folder, with a page beside it to begin with."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED, compresslevel=6) as bundle:
        home = pages.get("index.html")
        _put(bundle, "START.html", _start(today, home.canonical if home else ""), today)
        ours = {path: from_disk(page).encode() for path, page in pages.items()}
        _put_all(bundle, {**files, **ours}, today)
        _put_all(bundle, late(), today)
    return whole.getvalue()


def _put_all(bundle: ZipFile, files: Mapping[str, bytes], today: date) -> None:
    for path in sorted(files):
        if not path.startswith(_ONLINE):
            _put(bundle, f"{_TOP}/{path}", files[path], today)


def _put(bundle: ZipFile, path: str, content: bytes, today: date) -> None:
    entry = ZipInfo(path, (today.year, today.month, today.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    bundle.writestr(entry, content)


def _start(today: date, address: str) -> bytes:
    """The page to begin with: the way into the copy in each language, and what may hinder it."""
    parts = (_start_in(locale, today, address) for locale in ORDER)
    name = " · ".join(word("site-name", locale) for locale in ORDER)
    heading = tag("h1", both("open-site"))
    return plain_page(
        f"{_TOP}/", name, heading + tag("div", "".join(parts), class_="both")
    ).encode()


def _start_in(locale: Locale, today: date, address: str) -> str:
    home = f"{_TOP}/{FOLDERS[locale]}index.html"
    about = word("start-about", locale).format(day=format_day(today, locale))
    link = tag("a", escape(address), href=address)
    lines = [
        tag("h2", escape(word("language-name", locale))),
        tag("p", escape(about)),
        tag("p", tag("a", escape(word("open-site", locale)), href=home, class_="button")),
        tag("p", escape(word("start-unpack", locale))),
        tag("p", f"{escape(word('start-newer', locale))} {link}") if address else "",
    ]
    return tag("section", "".join(lines), lang=locale)
