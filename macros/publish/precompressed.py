"""What a server sends instead of a file to browsers that unpack it, made once for all of them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256

import brotli

from macros.background import start
from macros.build_cache import BuildCache, code_version, key_of, packed, unpacked
from macros.publish.hosting.headers import TYPES, UTF_8

_KIND = "precompressed"
_PACKET = 1400
"""Bytes that one packet of a network carries: smaller files come no sooner than as they are."""
_QUALITY, _HEAVY, _BEST = 8, 12_000, 11
"""Of Brotli, of 11: how hard it tries, and how hard with a page that would still have so many
bytes, such as every lesson. These pages become a tenth smaller, 33 of them in four seconds. All
others would become 8 % smaller, and take more than all the rest of a build may grow by."""
_PAGE = ".html"
_ENDS = tuple(f".{end}" for end, kind in TYPES.items() if kind in (*UTF_8.split(), "text/html"))


def precompressed(
    files: Mapping[str, bytes], cache: BuildCache | None = None
) -> Iterator[tuple[str, bytes]]:
    """Each text of some size as Brotli (`.br`) and gzip (`.gz`), where it becomes smaller.

    The same files give the same bytes; what was compressed before comes from the cache.
    """
    cache = cache or BuildCache()
    texts = [path for path in sorted(files) if path.endswith(_ENDS) and len(files[path]) > _PACKET]
    keys = {
        path: key_of(code_version(), path.endswith(_PAGE), sha256(files[path]).digest())
        for path in texts
    }
    kept = {path: cache.get(_KIND, key) for path, key in keys.items()}
    new = [path for path in texts if kept[path] is None]
    # Two halves of about the same sizes and kinds, one for each core.
    other = start(partial(_packed, files, new[1::2])) if new else dict
    made = _packed(files, new[::2])
    made |= other()
    for path in texts:
        forms = made.get(path)
        if forms is None:
            forms = unpacked(kept[path] or b"")
        else:
            cache.keep(_KIND, keys[path], packed(forms))
        for end, small in forms.items():
            yield f"{path}.{end}", small


def _packed(files: Mapping[str, bytes], paths: list[str]) -> dict[str, dict[str, bytes]]:
    """The forms of each file by the ends of their names."""
    return {path: dict(_forms(files[path], path.endswith(_PAGE))) for path in paths}


def _forms(whole: bytes, page: bool) -> Iterator[tuple[str, bytes]]:
    brief = _brotli(whole, _QUALITY)
    if len(brief) > _HEAVY and page:
        brief = _brotli(whole, _BEST)
    for end, small in (("br", brief), ("gz", gzip.compress(whole, 9, mtime=0))):
        if len(small) < len(whole):
            yield end, small


def _brotli(whole: bytes, quality: int) -> bytes:
    made: bytes = brotli.compress(whole, mode=brotli.MODE_TEXT, quality=quality)
    return made
