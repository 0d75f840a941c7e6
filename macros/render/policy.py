"""What a page may run, load and send: its Content-Security-Policy (W3C, CSP Level 3).

It is made of what the site itself has written: scripts and styles that stand in pages are known by
their hashes, and those of their own by standing on the site. Whatever else came into a page would
not run, and `macros/rules/built.py` publishes no page that holds any.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection, Mapping
from functools import lru_cache
from hashlib import sha256

from macros.model import FOLDERS
from macros.render.reuse import EMBED
from macros.render.short_urls import SCRIPT, first_parts


@lru_cache(maxsize=1 << 10)
def digest(text: str) -> str:
    """As a policy names a script or a style that stands in a page."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


FIRST = "sha256-iIINCzio87RSyaJ5m4hAacuIo/X+niUPEVT5rP7HEnY="
"""The script in the head of every page of the theme: `overrides/partials/first.js`."""
LEADING_ON = digest(SCRIPT)
"""The script of the pages at short addresses."""
SPEAKER = (
    "sha256-GzCveToXhSIzS3M5eQeRm3McVRB7cYneYKwTkzA3wDk=",
    "sha256-FO8+tEZY4XAJsThREbo8dTCiyACqv1VGgxX0NfVfEAs=",
    "sha256-ZdHxw9eWtnxUb3mk6tBS+gIiVUPE3pGM470keHPDFlE=",
)
"""Script, style and attribute `style` of the window for speakers, which `notes.js` of reveal.js
writes and which has the policy of the slides that opened it."""
SLIDES = "slides"
"""The folder, in each language's, of the slides."""
STYLES = ".kb-styles"
"""The file, beside the finished pages, with the digests of the styles that the theme has written
into them: the theme says so itself, and nothing is taken from what stands in a page."""

_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
START = '<meta charset="utf-8">'
ELEMENT = re.compile(r'\n<meta http-equiv="Content-Security-Policy"[^>]*>')
"""The policy as it stands in a page."""
_NAME = "Content-Security-Policy"

Policy = Mapping[str, str]
"""Each directive, and what it allows."""


def known_scripts(path: str) -> frozenset[str]:
    """The digests of the scripts that may stand in the page at a path of the site."""
    short = path.partition("/")[0] in first_parts()
    return frozenset({LEADING_ON if short else FIRST})


def is_embed(path: str) -> bool:
    """Whether it is a page that other sites show in a frame of theirs."""
    return path.startswith(tuple(f"{folder}{EMBED}/" for folder in FOLDERS.values()))


def is_slides(path: str) -> bool:
    """Whether it is a page of slides."""
    return path.startswith(tuple(f"{folder}{SLIDES}/" for folder in FOLDERS.values()))


def with_policy(path: str, html: str, styles: Collection[str]) -> str:
    """The page with its policy as the first that a browser reads of it, in place of another one.

    `styles` are the digests of those that the theme has written.
    """
    bare = html
    if found := ELEMENT.search(html):
        bare = html[: found.start()] + html[found.end() :]
    return bare.replace(START, f"{START}\n{element(path, html, styles)}", 1)


def element(path: str, html: str, styles: Collection[str]) -> str:
    """The element that gives the page at a path its policy."""
    return f'<meta http-equiv="{_NAME}" content="{told(path, inline(path, html, styles))}">'


def inline(path: str, html: str, styles: Collection[str]) -> list[str]:
    """The digests of the site's own scripts and styles that stand in a page, as they come."""
    known = known_scripts(path).union(styles)
    digests = (digest(found[2]) for found in _INLINE.finditer(html))
    return [one for one in dict.fromkeys(digests) if one in known]


def told(path: str, digests: Collection[str]) -> str:
    """The policy as it stands in a page, where each letter costs its readers.

    What is not named falls back to `default-src`: one list serves scripts and styles.
    """
    if is_embed(path):
        return "default-src 'none';style-src 'self';base-uri 'none';form-action 'none'"
    own = "".join(f" '{one}'" for one in digests)
    if is_slides(path):
        own += "".join(f" '{one}'" for one in ("unsafe-hashes", *SPEAKER))
    return f"default-src 'self'{own};img-src 'self' data:;base-uri 'none';form-action 'self'"
