"""Zip archives that are the same, byte for byte, whenever the same is put into them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_PACKED = (".avif", ".jpg", ".jpeg", ".pdf", ".png", ".webp", ".zip")
"""Formats that are compressed already: to try it again takes time and gains nothing."""


def zip_archive(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """An archive of files by their paths in it, in their order, all of them of one day."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for path, content in files:
            entry = ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_STORED if path.endswith(_PACKED) else ZIP_DEFLATED
            entry.create_system = 3  # Unix, on whichever system it is made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=6)
    return whole.getvalue()
