"""The site without a network: lists of what a browser saves, and the files to carry."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256

from macros.build_cache import BuildCache, key_of
from macros.html.model import BuiltPage
from macros.model import FOLDERS, LOCALES, Locale
from macros.pictures.renditions import saved as saved_pictures
from macros.publish.app.files import manifest_path
from macros.publish.copies import ZIP, copy_files
from macros.publish.file_sizes import sized_pages
from macros.render.reuse import EMBED, USE
from macros.site_profile import profile

_NOT_SAVED = ("p/", "f/", f"{USE}/", f"{EMBED}/")
"""What readers do not need while they have no network."""


def offline_files(
    files: Mapping[str, bytes],
    pages: Mapping[str, BuiltPage],
    today: date,
    late: Callable[[], Mapping[str, bytes]] = dict,
    cache: BuildCache | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The zips, pages that tell how large files are, and what a browser saves of each language.

    `files` and what `late` gives, which is asked for last, are the whole finished site; `pages`
    are the HTML files among them, as read. The same files and day give the same bytes; what was
    packed before comes from the cache.
    """
    cache = cache or BuildCache()
    carried = dict(copy_files(files, pages, today, late, cache))
    sized = dict(sized_pages(pages, {**files, **carried}))
    files = {**files, **late(), **sized}
    version = _version(pages)
    yield from (carried | sized).items()
    for locale in LOCALES:
        told = _list(_saved(files, locale, version), len(carried[ZIP.path]), today, cache)
        yield f"assets/offline/{locale}.json", told


def _saved(files: Mapping[str, bytes], locale: Locale, version: str) -> dict[str, bytes]:
    """What a service worker fetches, by the addresses that pages ask for."""
    pictures = saved_pictures(path for path in files if _english(path) == (locale == "en"))
    ours = (path for path in sorted(files) if path in pictures or _of(path, locale))
    return {_address(path, version): files[path] for path in ours}


def _list(saved: Mapping[str, bytes], bundle: int, today: date, cache: BuildCache) -> bytes:
    """Each address of what is saved, with a mark that changes with its content.

    `bytes` is about what the network carries, after deflate; `zip` is the size of the zip.
    """
    marks = {address: sha256(content).hexdigest()[:12] for address, content in saved.items()}
    told = {
        "version": sha256(json.dumps(marks).encode()).hexdigest()[:12],
        "day": today.isoformat(),
        "bytes": sum(_carried(content, cache) for content in saved.values()),
        "zip": bundle,
        "files": marks,
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _carried(content: bytes, cache: BuildCache) -> int:
    """About how many bytes of a file the network carries."""

    def packed() -> bytes:
        return b"%d" % len(zlib.compress(content, 6))

    return int(cache.made("carried", key_of(sha256(content).digest()), packed))


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
