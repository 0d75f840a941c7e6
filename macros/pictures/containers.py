"""The parts of a picture's file: what makes the pixels, what is said of them, and what is neither.

Read from the formats' own definitions: PNG (W3C, third edition, 5 and 11), JPEG (ITU-T T.81, B.1),
WebP (RFC 9649, 2), and for AVIF the boxes of ISO/IEC 14496-12.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

Sort: TypeAlias = Literal["pixels", "words", "frames", "behind"]
_PNG_START = b"\x89PNG\r\n\x1a\n"
_OF_PIXELS = frozenset({
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"),
    *(b"bKGD", b"pHYs", b"cICP", b"mDCV", b"cLLI"),
    *(b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"),
    *(b"ftyp", b"meta", b"mdat"),
})  # fmt: skip
_OF_FRAMES = frozenset({b"acTL", b"fcTL", b"fdAT", b"ANIM", b"ANMF", b"moov", b"moof"})
_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xDA)})
"""Of JPEG: those behind which no length stands."""
_ENDS_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_NAMES = {0xFE: "COM", 0xE1: "EXIF, XMP", 0xED: "IPTC"}
_UPRIGHT = re.compile(
    rb"Exif\0\0(?:MM\0\*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0[\x01-\x08]\0\0\0\0\0\0)",
    re.DOTALL,
)
"""EXIF that says how a photograph is turned, and nothing else."""
_WEBP_WORDS = 0b00001100
"""The bits of VP8X that promise EXIF and XMP."""


class Part(NamedTuple):
    """A piece of a file: what it is for, as what it is known, and its bytes."""

    sort: Sort
    name: str
    content: bytes


def parts(raw: bytes, type_: str) -> Iterator[Part]:
    """All parts in their order. Raises `ValueError` where the file is not made of such parts.

    `type_` is png, jpeg, webp or avif.
    """
    try:
        yield from {"png": _png, "jpeg": _jpeg, "webp": _webp, "avif": _avif}[type_](raw)
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


def without_words(raw: bytes, type_: str, turned: int) -> bytes:
    """The file with its pixels as they are, and nothing that is said of them or stands behind them.

    `turned` is how EXIF says that it is to be seen, 1 for upright; the file says so still. Raises
    `ValueError` where this cannot be done without another rendering.
    """
    if type_ == "avif" or (turned != 1 and type_ != "jpeg"):
        raise ValueError(type_)
    kept = [part for part in parts(raw, type_) if part.sort == "pixels"]
    if type_ == "webp":
        return _riff([_without_promise(part.content) for part in kept[1:]])
    content = [part.content for part in kept]
    if turned != 1:
        content = [one for one in content if not _UPRIGHT.fullmatch(one[4:])]
        content.insert(1, _turned(turned))
    return b"".join(content)


def _part(name: bytes, content: bytes) -> Part:
    sort: Sort = "pixels" if name in _OF_PIXELS else "frames" if name in _OF_FRAMES else "words"
    return Part(sort, name.decode("latin-1").strip(), content)


def _behind(raw: bytes, at: int) -> Iterator[Part]:
    if at < len(raw):
        yield Part("behind", str(len(raw) - at), raw[at:])


def _png(raw: bytes) -> Iterator[Part]:
    if not raw.startswith(_PNG_START):
        raise ValueError("no PNG")
    yield Part("pixels", "start", _PNG_START)
    at, name = len(_PNG_START), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", raw, at)
        end = at + 12 + length
        if end > len(raw):
            raise ValueError("cut off")
        yield _part(name, raw[at:end])
        at = end
    yield from _behind(raw, at)


def _jpeg(raw: bytes) -> Iterator[Part]:
    if not raw.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    yield Part("pixels", "SOI", raw[:2])
    at, marker = 2, 0
    while marker != 0xD9:
        start = at
        while raw[at] == 0xFF:
            at += 1
        marker = raw[at]
        if raw[start] != 0xFF or marker == 0:
            raise ValueError("no marker")
        at += 1
        if marker not in _BARE_MARKERS:
            at += struct.unpack_from(">H", raw, at)[0]
        if marker == 0xDA:
            end = _ENDS_OF_SCAN.search(raw, at)
            if end is None:
                raise ValueError("cut off")
            at = end.start()
        if at > len(raw):
            raise ValueError("cut off")
        yield Part(
            _sort(marker, raw[start + 4 : at]), _NAMES.get(marker, f"{marker:02X}"), raw[start:at]
        )
    yield from _behind(raw, at)


def _sort(marker: int, content: bytes) -> Sort:
    told = {
        0xE0: content[:5] == b"JFIF\0" and content[12:14] == b"\0\0",  # without a small picture
        0xE1: _UPRIGHT.fullmatch(content) is not None,
        0xE2: content.startswith(b"ICC_PROFILE\0"),
        0xEE: content.startswith(b"Adobe"),
    }
    of_maker = 0xE0 <= marker <= 0xEF or marker == 0xFE
    return "words" if of_maker and not told.get(marker, False) else "pixels"


def _turned(turned: int) -> bytes:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0" % turned
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _webp(raw: bytes) -> Iterator[Part]:
    form, size, kind = struct.unpack_from("<4sI4s", raw)
    whole = size + 8 + size % 2
    if (form, kind) != (b"RIFF", b"WEBP") or size + 8 > len(raw):
        raise ValueError("no WebP, or cut off")
    yield Part("pixels", "start", raw[:12])
    at = 12
    while at < size + 8:
        name, length = struct.unpack_from("<4sI", raw, at)
        end = at + 8 + length + length % 2
        if end > whole:
            raise ValueError("cut off")
        yield _part(name, raw[at:end])
        at = end
    yield from _behind(raw, at)


def _without_promise(chunk: bytes) -> bytes:
    if not chunk.startswith(b"VP8X"):
        return chunk
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_WORDS]) + chunk[9:]


def _riff(chunks: list[bytes]) -> bytes:
    content = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _avif(raw: bytes) -> Iterator[Part]:
    at = 0
    while at < len(raw):
        length, name = struct.unpack_from(">I4s", raw, at)
        if length < 8 or at + length > len(raw) or (at and name == b"ftyp"):
            # Boxes end with the file: what is none of them stands behind the last, and so does
            # what begins another file.
            break
        content = raw[at : at + length]
        if name == b"meta" and (b"Exif" in content or b"rdf+xml" in content):
            yield Part("words", "EXIF, XMP", content)
        else:
            yield _part(name, content)
        at += length
    if at == 0:
        raise ValueError("no AVIF")
    yield from _behind(raw, at)
