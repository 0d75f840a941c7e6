"""Addresses of sites that have a page for each language: /en/release is /id/release."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from macros.model import Locale

_ENGLISH = r"en|eng|english|en[-_](?:us|gb|id|au|int)"
_INDONESIAN = r"id|in|ind|ina|indonesian|bahasa|bahasa-indonesia|id[-_]id"
_ANY = rf"(?:lang--)?(?:{_ENGLISH}|{_INDONESIAN})"
_LANGUAGE = re.compile(_ANY, re.IGNORECASE)
_ENDING = re.compile(rf"[-_.](?P<language>{_ANY})(?=\.[a-z0-9]{{2,5}}$|$)", re.IGNORECASE)
_ASKING = frozenset(("lang", "language", "hl", "locale", "lng", "l", "bahasa", "langcode"))


class Parted(NamedTuple):
    """An address of the web, parted from what names a language in it."""

    host: str
    rest: str
    languages: frozenset[Locale]
    by_host: bool
    """Whether the host names it: en.wikipedia.org."""


def are_counterparts(english: str, indonesian: str) -> bool:
    """Whether two addresses are those of one page of another site in its two languages.

    One of them may be that of the site's first language, which names none. Where each language has
    a host, the addresses of its pages may be translated as well.
    """
    here, there = _parted(english), _parted(indonesian)
    if here is None or there is None or here.host != there.host:
        return False
    if here.languages <= {"en"} and there.languages <= {"id"} and here.languages | there.languages:
        return here.rest == there.rest or (here.by_host and there.by_host)
    return False


@lru_cache(maxsize=1 << 12)
def _parted(address: str) -> Parted | None:
    """The parts of an address; None for one that is not of the web or cannot be read."""
    if not address.startswith(("https://", "http://")):
        return None
    try:
        parts = urlsplit(address)
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    first, _, domain = parts.netloc.partition(".")
    by_host = _LANGUAGE.fullmatch(first) is not None
    path = parts.path.rstrip("/").split("/")
    named = [first] * by_host + [part for part in path if _LANGUAGE.fullmatch(part)]
    path = [part for part in path if not _LANGUAGE.fullmatch(part)]
    if path and (ending := _ENDING.search(path[-1])):
        named.append(ending["language"])
        path[-1] = path[-1][: ending.start()] + path[-1][ending.end() :]
    named += [v for k, v in asked if k.lower() in _ASKING and _LANGUAGE.fullmatch(v)]
    rest = [(k, v) for k, v in asked if k.lower() not in _ASKING or not _LANGUAGE.fullmatch(v)]
    return Parted(
        domain if by_host else parts.netloc,
        f"{'/'.join(path)}?{urlencode(rest)}#{parts.fragment}",
        frozenset(_named(name) for name in named),
        by_host,
    )


def _named(name: str) -> Locale:
    return "en" if name.lower().removeprefix("lang--").startswith("en") else "id"
