"""What a server sends instead of a file to browsers that unpack it, made once for all of them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import partial

import brotli

from macros.background import start
from macros.publish.hosting.headers import TYPES, UTF_8

_PACKET = 1400
"""Bytes that one packet of a network carries: smaller files come no sooner than as they are."""
_PAGE = 8_000
"""Bytes from which a page is one that people read: others are small, or lead on."""
_QUALITY, _PAGE_QUALITY = 8, 10
"""Of Brotli, of 11. For pages 10 takes ten times as long as 8 and saves 6 %; 11 would take twice as
long again for 2 %."""
_ENDS = tuple(f".{end}" for end, kind in TYPES.items() if kind in (*UTF_8.split(), "text/html"))


def precompressed(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Each text as Brotli (`.br`) and gzip (`.gz`), where that saves a packet or more.

    The same files give the same bytes.
    """
    texts = [path for path in sorted(files) if path.endswith(_ENDS) and len(files[path]) > _PACKET]
    # Two halves of about the same sizes and kinds, one for each core.
    other = start(partial(_packed, files, texts[1::2]))
    yield from _packed(files, texts[::2]).items()
    yield from other().items()


def _packed(files: Mapping[str, bytes], paths: list[str]) -> dict[str, bytes]:
    found = {}
    for path in paths:
        whole = files[path]
        page = path.endswith(".html") and len(whole) > _PAGE
        quality = _PAGE_QUALITY if page else _QUALITY
        for end, small in (
            ("br", brotli.compress(whole, mode=brotli.MODE_TEXT, quality=quality)),
            ("gz", gzip.compress(whole, 9, mtime=0)),
        ):
            if len(small) < len(whole):
                found[f"{path}.{end}"] = small
    return found
