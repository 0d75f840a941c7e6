"""What a server says with each file: what browsers may do with it, who may show it, how long it is
fresh."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from macros.html.model import BuiltPage
from macros.model import FOLDERS
from macros.render.policy import SPEAKER, inline, is_embed, is_slides, known_scripts

EVERYWHERE: Mapping[str, str] = {
    # A year, and heeded over HTTPS only (RFC 6797). Other hosts of the domain are their owners'.
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    # Who reads what here is nobody else's business.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""With every file."""

FOREVER = "public, max-age=31536000, immutable"
"""For an address with the version of the site: another content has another address."""
HOUR, MINUTES, ASK = "public, max-age=3600", "public, max-age=300", "no-cache"
"""For files, for pages, and for what tells a browser that there is something new."""
ALWAYS_ASKED = ("sw.js", "assets/offline/id.json", "assets/offline/en.json")
"""What tells it, and the list of what a browser saves."""
OPEN = ("data/", "feeds/", *(f"{folder}use/" for folder in FOLDERS.values()))
"""Folders whose files other sites may read and show."""
SHOWN = ("assets/social/", *(f"{folder}embed/" for folder in FOLDERS.values()))
"""Folders of what other sites show, and do not read."""

TYPES: Mapping[str, str] = {
    "atom": "application/atom+xml",
    "css": "text/css",
    "csv": "text/csv",
    "gz": "application/gzip",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""The type of a file by the end of its name (IANA, media types)."""
UTF_8 = (
    "application/atom+xml application/json application/ld+json application/manifest+json"
    " application/opensearchdescription+xml application/xml image/svg+xml text/css text/csv"
    " text/javascript text/plain text/vtt"
)
"""Types whose encoding is told; that of HTML is by itself."""
FEEDS, SEARCHES = r"^/feeds/[^/]+\.xml$", r"^/assets/app/search\.[a-z]+\.xml$"
"""Files of XML with a type of their own."""
SPECIAL: Mapping[str, str] = {
    FEEDS: "application/atom+xml",
    SEARCHES: "application/opensearchdescription+xml",
}
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture that is opened by itself runs nothing."""


class Group(NamedTuple):
    """Pages with one policy: a page, or all below a folder; and who may show them in a frame."""

    path: str
    """Its address below the site's, with a slash at the end of a folder."""
    alone: bool
    """Whether it is one page only."""
    policy: str
    frames: str | None
    """For browsers that know no policy; None where every site may show them."""
    pages: Sequence[str]
    """The addresses of the pages."""

    @property
    def pattern(self) -> str:
        """A regular expression for the addresses of its pages, and of no other file."""
        path = re.escape(self.path).replace(r"\-", "-")
        if self.alone:
            return f"^/{path}{'' if path.endswith('html') else '(index.html)?'}$"
        return f"^/{path}(.*/)?(index.html)?$"


def groups(pages: Mapping[str, BuiltPage], styles: Collection[str]) -> Iterator[Group]:
    """The pages of a site, by the folders next to the home page of their language."""
    found: dict[tuple[str, bool], list[BuiltPage]] = {}
    for path, page in sorted(pages.items()):
        found.setdefault(_group(path), []).append(page)
    for (path, alone), members in found.items():
        digests = {one for page in members for one in inline(page.path, page.text, styles)}
        policy, frames = _policy(members[0].path, digests)
        yield Group(path, alone, policy, frames, [page.url for page in members])


def _group(path: str) -> tuple[str, bool]:
    """The folder of a page that counts here, and whether the page has none."""
    start = FOLDERS["en"] if path.startswith(FOLDERS["en"]) else ""
    first, slash, _ = path.removeprefix(start).partition("/")
    if slash:
        return f"{start}{first}/", False
    return path.removesuffix("index.html"), True


def _policy(path: str, digests: Collection[str]) -> tuple[str, str | None]:
    """The whole policy of a page with these scripts and styles, and who may show it in a frame."""
    if is_embed(path):
        return _written(style="'self'", form="'none'", frames="*"), None
    scripts = sorted(known_scripts(path).intersection(digests))
    styles = sorted(set(digests).difference(scripts))
    if is_slides(path):
        # The window for speakers shows the slides themselves.
        scripts, styles = [SPEAKER[0]], ["unsafe-hashes", *SPEAKER[1:]]
        return _written(_own(scripts), _own(styles), frames="'self'", shows="'self'"), "SAMEORIGIN"
    return _written(_own(scripts), _own(styles)), "DENY"


def _own(digests: Sequence[str]) -> str:
    return " ".join(["'self'", *(f"'{one}'" for one in digests)])


def _written(
    script: str = "",
    style: str = "",
    *,
    form: str = "'self'",
    frames: str = "'none'",
    shows: str = "",
) -> str:
    runs = {"script-src": script, "connect-src": "'self'", "manifest-src": "'self'"}
    parts = {
        "default-src": "'none'",
        **(runs if script else {}),
        "style-src": style,
        "img-src": "'self' data:" if script else "",
        "frame-src": shows,
        "base-uri": "'none'",
        "form-action": form,
        "frame-ancestors": frames,
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items() if value)
