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
_QUALITY, _HEAVY, _BEST = 8, 12_000, 11
"""Of Brotli, of 11: how hard it tries, and how hard with a page that would still have so many
bytes, such as every lesson. These pages become a tenth smaller, 33 of them in four seconds. All
others would become 8 % smaller, and take more than all the rest of a build may grow by."""
_ENDS = tuple(f".{end}" for end, kind in TYPES.items() if kind in (*UTF_8.split(), "text/html"))


def precompressed(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Each text of some size as Brotli (`.br`) and gzip (`.gz`), where it becomes smaller.

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
        brief = _brotli(whole, _QUALITY)
        if len(brief) > _HEAVY and path.endswith(".html"):
            brief = _brotli(whole, _BEST)
        for end, small in (("br", brief), ("gz", gzip.compress(whole, 9, mtime=0))):
            if len(small) < len(whole):
                found[f"{path}.{end}"] = small
    return found


def _brotli(whole: bytes, quality: int) -> bytes:
    packed: bytes = brotli.compress(whole, mode=brotli.MODE_TEXT, quality=quality)
    return packed
