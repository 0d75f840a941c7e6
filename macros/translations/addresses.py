"""Addresses of sites that have a page for each language: /en/release is /id/release."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_ENGLISH = r"en|eng|english|en[-_](?:us|gb|id|au|int)"
_INDONESIAN = r"id|in|ind|ina|indonesian|bahasa|bahasa-indonesia|id[-_]id"
_LANGUAGE = re.compile(rf"(?:{_ENGLISH}|{_INDONESIAN})", re.IGNORECASE)
_OF_INDONESIAN = re.compile(_INDONESIAN, re.IGNORECASE)
_ENDING = re.compile(rf"[-_.](?P<language>{_ENGLISH}|{_INDONESIAN})(?=\.[a-z0-9]{{2,5}}$|$)", re.I)
_ASKING = frozenset(("lang", "language", "hl", "locale", "lng", "l", "bahasa", "langcode"))


def without_language(address: str) -> tuple[str, bool]:
    """An address of the web without what names a language, and whether that is Indonesian.

    Other addresses are left as they are.
    """
    if not address.startswith(("https://", "http://")):
        return address, False
    try:
        parts = urlsplit(address)
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return address, False
    named: list[str] = []
    host = _kept(parts.netloc.split("."), named, first_only=True)
    path = _kept(parts.path.rstrip("/").split("/"), named)
    if path and (ending := _ENDING.search(path[-1])):
        named.append(ending["language"])
        path[-1] = path[-1][: ending.start()] + path[-1][ending.end() :]
    rest = [(k, v) for k, v in asked if not (k.lower() in _ASKING and _LANGUAGE.fullmatch(v))]
    named += [v for k, v in asked if (k, v) not in rest]
    plain = f"{'.'.join(host)}{'/'.join(path)}?{urlencode(rest)}#{parts.fragment}"
    return plain, any(_OF_INDONESIAN.fullmatch(name) for name in named)


def _kept(parts: list[str], named: list[str], *, first_only: bool = False) -> list[str]:
    """The parts that name no language; those that do are noted."""
    kept = []
    for number, part in enumerate(parts):
        if _LANGUAGE.fullmatch(part) and not (first_only and number):
            named.append(part)
        else:
            kept.append(part)
    return kept
