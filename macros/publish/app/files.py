"""The manifest of each language, the icons that it names, and the search for browsers' own bars."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from io import BytesIO

from PIL import Image

from macros.languages.words import word
from macros.library import Library
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.app.mark import drawn, on_ground
from macros.render.context import PageContext
from macros.site_profile import profile

FOLDER = "assets/app/"
OPENSEARCH = "application/opensearchdescription+xml"
_MASKED = 0.72
"""So much of an icon is surely seen, whatever shape a system cuts it to: a circle of four fifths,
https://www.w3.org/TR/appmanifest/#icon-masks. The corners of the mark's own square hold nothing."""
_ICO = [(48, 48), (32, 32), (16, 16)]


def app_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """The files below the site's folder. Icons and manifests only where the site has a mark."""
    for locale in LOCALES:
        if profile().mark:
            yield manifest_path(locale), _manifest(library, locale)
        if library.address:
            yield search_path(locale), _search(library, locale)
    if profile().mark:
        yield f"{FOLDER}192.png", _png(drawn(192))
        yield f"{FOLDER}512.png", _png(drawn(512))
        yield f"{FOLDER}maskable.png", _png(on_ground(512, _MASKED))
        # Where there is no manifest a phone cuts corners of its own.
        yield f"{FOLDER}touch.png", _png(on_ground(180, 0.9))
        out = BytesIO()
        drawn(48).save(out, "ICO", sizes=_ICO, append_images=[drawn(32), drawn(16)])
        yield "favicon.ico", out.getvalue()


def manifest_path(locale: Locale) -> str:
    """Where the manifest of a language stands below the site's address."""
    return f"{FOLDER}{locale}.webmanifest"


def search_path(locale: Locale) -> str:
    """Where browsers find how to search the site in a language."""
    return f"{FOLDER}search.{locale}.xml"


def _manifest(library: Library, locale: Locale) -> bytes:
    """What a system needs to install the site, by https://www.w3.org/TR/appmanifest/.

    Both languages are within its scope, so that the link to the other one stays in the app.
    """
    home = library.pages[locale].get("index.md")
    ground = profile().colours.ground
    told = {
        "name": word("site-name", locale),
        "short_name": _short(locale),
        "description": PageContext(library, home).description(home) if home else "",
        "lang": locale,
        "dir": "ltr",
        "id": f"../../{FOLDERS[locale]}",
        "start_url": f"../../{FOLDERS[locale]}",
        "scope": "../../",
        "display": "standalone",
        "theme_color": ground,
        "background_color": ground,
        "icons": [
            {"src": f"{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ]
        + [
            {
                "src": "maskable.png",
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            }
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _search(library: Library, locale: Locale) -> bytes:
    """How a browser searches the site, by https://github.com/dewitt/opensearch (OpenSearch 1.1).

    The search runs on the home page, which takes its words from the query.
    """
    home = f"{library.address}{FOLDERS[locale]}"
    name = escape(word("site-name", locale))
    icon = f"{library.address}favicon.ico"
    image = f'<Image width="16" height="16" type="image/x-icon">{icon}</Image>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        # At most 16 characters, and 48 for the longer one.
        f"<ShortName>{escape(_short(locale))}</ShortName><LongName>{name[:48]}</LongName>"
        f"<Description>{name}</Description><Language>{locale}</Language>"
        f"<InputEncoding>UTF-8</InputEncoding>{image if profile().mark else ''}"
        f'<Url type="text/html" template="{home}?q={{searchTerms}}"/>'
        "</OpenSearchDescription>\n"
    ).encode()


def _short(locale: Locale) -> str:
    """The name below an icon, where a dozen characters find room."""
    words = profile().words
    return words.get("site-short-name", words["site-name"])[locale]


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
