"""Zip archives that are the same, byte for byte, whenever the same is put into them.

Python's `zipfile` writes none of what is packed already, and to pack the pages of the site again
for each copy of it took a good part of a build. The form is that of PKWARE's APPNOTE 6.3.10.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import date
from struct import pack
from typing import NamedTuple

_PACKED = (".avif", ".jpg", ".jpeg", ".pdf", ".png", ".webp", ".zip")
"""Formats that are compressed already: to try it again takes time and gains nothing."""
_STORED, _DEFLATED = 0, 8
_VERSION = 20
"""Of the form, times ten: the first that knows DEFLATE and folders."""
_UNIX = 3 << 8
"""The system whose permissions a member has, on whichever system the archive is made."""
_UTF_8 = 1 << 11
"""The flag of a name that is not ASCII."""
_PERMISSIONS = 0o644 << 16


class Member(NamedTuple):
    """A file as it stands in an archive."""

    method: int
    check: int
    """CRC-32 of the file."""
    size: int
    """Of the file, in bytes."""
    content: bytes


def is_packed(path: str) -> bool:
    """Whether a file is compressed already, by its name."""
    return path.endswith(_PACKED)


def member(path: str, content: bytes) -> Member:
    """A file packed, or as it is where it is packed already."""
    if is_packed(path):
        return Member(_STORED, zlib.crc32(content), len(content), content)
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    small = packer.compress(content) + packer.flush()
    return Member(_DEFLATED, zlib.crc32(content), len(content), small)


def zip_archive(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """An archive of files by their paths in it, in their order, all of them of one day."""
    return zip_of(((path, member(path, content)) for path, content in files), day)


def zip_of(members: Iterable[tuple[str, Member]], day: date) -> bytes:
    """An archive of files that are packed, by their paths in it, in their order.

    Raises `struct.error` where it would have 65,536 files or more, or 4 GiB.
    """
    stamp = (day.year - 1980) << 9 | day.month << 5 | day.day
    parts: list[bytes] = []
    listing: list[bytes] = []
    at = 0
    for path, one in members:
        name = path.encode()
        flags = 0 if path.isascii() else _UTF_8
        told = pack(
            "<HHHHHIIIHH",
            *(_VERSION, flags, one.method, 0, stamp),
            *(one.check, len(one.content), one.size, len(name), 0),
        )
        parts += (b"PK\3\4", told, name, one.content)
        made_by = pack("<H", _UNIX | _VERSION)
        end = pack("<HHHII", 0, 0, 0, _PERMISSIONS, at)
        listing += (b"PK\1\2", made_by, told, end, name)
        at += 4 + len(told) + len(name) + len(one.content)
    number, size = len(listing) // 5, sum(map(len, listing))
    end = pack("<HHHHIIH", 0, 0, number, number, size, at, 0)
    return b"".join((*parts, *listing, b"PK\5\6", end))
