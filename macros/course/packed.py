"""A PDF with its small objects in compressed streams (ISO 32000-1, 7.5.7 and 7.5.8).

Typst writes each element of the structure that makes a document accessible as plain text: more
than half of a handout. Packed like this, as any reader has known since PDF 1.5, it is half as much
to download.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import compress

_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s*(\d+)\s*%%EOF\s*", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")
_STREAM = b"stream\n"
_TOGETHER = 400
"""So many objects in one stream: a reader of a single page need not unpack them all."""


def packed(pdf: bytes) -> bytes:
    """The same document, smaller. Raises `ValueError` for a file that is not written plainly."""
    trailer = _TRAILER.search(pdf)
    if trailer is None:
        raise ValueError("no plain trailer at the end")
    objects = dict(_objects(pdf, int(trailer[2])))
    big = {number: body for number, body in objects.items() if _STREAM in body}
    small = [(number, body) for number, body in objects.items() if number not in big]
    written = bytearray(pdf[: pdf.index(b"1 0 obj")])
    places: dict[int, tuple[int, int, int]] = {}

    def write(number: int, body: bytes) -> None:
        places[number] = 1, len(written), 0
        written.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    for number, body in big.items():
        write(number, body)
    free = max(objects) + 1
    for start in range(0, len(small), _TOGETHER):
        group = small[start : start + _TOGETHER]
        places.update((number, (2, free, at)) for at, (number, _) in enumerate(group))
        write(free, _together(group))
        free += 1
    places[free] = 1, len(written), 0
    rows = bytearray(b"\0\0\0\0\0\xff\xff")
    for number in range(1, free + 1):
        kind, first, second = places.get(number, (0, 0, 0))
        rows += bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(2, "big")
    start = len(written)
    given = b"/Type/XRef/W[1 4 2]" + _SIZE.sub(b"/Size %d" % (free + 1), trailer[1])
    write(free, _stream(given, bytes(rows)))
    return bytes(written) + b"startxref\n%d\n%%%%EOF\n" % start


def _objects(pdf: bytes, table: int) -> Iterator[tuple[int, bytes]]:
    """Each object by its number, by the places that the table at the end gives."""
    if not pdf.startswith(b"xref\n", table):
        raise ValueError("no table where the trailer says")
    lines = pdf[table:].split(b"\n")
    count = int(lines[1].split()[1])
    for number, line in enumerate(lines[2 : 2 + count]):
        place, _, used = line.split()[:3]
        if used == b"n":
            start = int(place)
            head = b"%d 0 obj\n" % number
            if not pdf.startswith(head, start):
                raise ValueError(f"object {number} does not stand where the table says")
            yield number, pdf[start + len(head) : _end(pdf, start)]


def _end(pdf: bytes, start: int) -> int:
    """Where an object ends; one with a stream says how long that is."""
    end = pdf.index(b"endobj", start)
    stream = pdf.find(_STREAM, start, end)
    if stream >= 0:
        length = re.search(rb"/Length (\d+)", pdf[start:stream])
        if length is None:
            raise ValueError("a stream that does not say how long it is")
        end = pdf.index(b"endobj", stream + len(_STREAM) + int(length[1]))
    return end - 1


def _together(group: list[tuple[int, bytes]]) -> bytes:
    """One stream of objects: first the number and the place of each, then all of them."""
    heads, bodies = [], bytearray()
    for number, body in group:
        heads.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
    head = b" ".join(heads) + b"\n"
    given = b"/Type/ObjStm/N %d/First %d" % (len(group), len(head))
    return _stream(given, head + bytes(bodies))


def _stream(given: bytes, content: bytes) -> bytes:
    content = compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (
        given,
        len(content),
        content,
    )
