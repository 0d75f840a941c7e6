"""A picture in the sizes and formats in which readers get it, made once and kept.

What is published holds nothing but pixels: neither the place where a photograph was taken nor the
camera nor comments. The same file gives the same bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import PIL
from PIL import Image, ImageCms, ImageOps

from macros.pictures.inspection import MOST_PIXELS, ORIENTATION, picture_type

WIDTHS = (360, 720, 1440)
"""In pixels: a telephone, the column of text, and the column on a screen of double density."""
SAVED = WIDTHS[1]
"""The width that a reader keeps who saves the site."""
_WEBP = re.compile(r"(?P<of>.+\.(?:avif|jpe?g|png|webp))\.(?P<width>[0-9]+)\.webp")
_UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What Pillow raises for a file that is damaged."""

_FORMATS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 58, "speed": 6, "max_threads": 1},
    "jpeg": {"quality": 84, "optimize": True, "progressive": True},
    "png": {"optimize": True},
    "webp": {"quality": 78, "method": 6},
    "webp-lossless": {"lossless": True, "method": 6},
}
"""How each format is written. Drawings come as PNG, and keep their edges."""


class Rendition(NamedTuple):
    """One of the files of a picture; `path` is that of the picture with an ending of its own."""

    path: str
    width: int
    type: str


def size(file: Path | BytesIO) -> tuple[int, int]:
    """Width and height in pixels as a reader sees them.

    Raises `ValueError` where the file is no picture that can be shown.
    """
    try:
        with Image.open(file) as picture:
            width, height = picture.size
            turned = picture.getexif().get(ORIENTATION, 1) >= 5
    except _UNREADABLE as error:
        raise ValueError(error) from error
    if width * height > MOST_PIXELS:
        raise ValueError((width, height))
    return (height, width) if turned else (width, height)


def renditions(path: str, width: int) -> list[Rendition]:
    """The smaller files of a picture of this width, the best format first; none is enlarged."""
    widths = sorted({min(width, one) for one in WIDTHS})
    types = ("webp",) if picture_type(path) == "png" else ("avif", "webp")
    return [Rendition(f"{path}.{one}.{type_}", one, type_) for type_ in types for one in widths]


def saved(paths: Iterable[str]) -> frozenset[str]:
    """Of each picture the one file that stands for all without a network.

    Every browser that can save the site reads WebP.
    """
    best: dict[str, tuple[int, str]] = {}
    for path in paths:
        found = _WEBP.fullmatch(path)
        if found and (width := int(found["width"])) <= SAVED:
            best[found["of"]] = max(best.get(found["of"], (0, "")), (width, path))
    return frozenset(path for _, path in best.values())


def published(path: str, raw: bytes, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The picture itself, cleaned, and its renditions, kept in a folder.

    Raises `ValueError` where the bytes are no picture that can be shown.
    """
    width, _ = size(BytesIO(raw))
    pixels = cache(lambda: _pixels(raw))
    own = picture_type(path)
    yield path, _kept(raw, own, WIDTHS[-1], folder, pixels)
    for one in renditions(path, width):
        written = "webp-lossless" if own == "png" else one.type
        yield one.path, _kept(raw, written, one.width, folder, pixels)


def _kept(
    raw: bytes, written: str, width: int, folder: Path, pixels: Callable[[], Image.Image]
) -> bytes:
    """What was written before of the same picture, or is written now."""
    name = sha256(raw + f"{_version()} {written} {width}".encode()).hexdigest()
    with suppress(OSError):
        return (folder / name).read_bytes()
    content = _written(pixels(), written, width)
    new = folder / f"{name}.{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        new.replace(folder / name)
    return content


@cache
def _version() -> str:
    """The same as long as the code that writes is the same, and the library."""
    return sha256(Path(__file__).read_bytes() + PIL.__version__.encode()).hexdigest()


def _pixels(raw: bytes) -> Image.Image:
    """The picture as it is seen: upright, in the colours of the web, without what it says of
    itself."""
    try:
        with Image.open(BytesIO(raw)) as picture:
            profile = picture.info.get("icc_profile")
            seen = ImageOps.exif_transpose(picture)
            clear = "A" in seen.getbands() or "transparency" in seen.info
            seen = seen.convert("RGBA" if clear else "RGB")
            if profile and picture.mode in ("RGB", "RGBA"):
                srgb = ImageCms.createProfile("sRGB")
                with suppress(ImageCms.PyCMSError):
                    ImageCms.profileToProfile(seen, BytesIO(profile), srgb, inPlace=True)
    except _UNREADABLE as error:
        raise ValueError(error) from error
    seen.info.clear()
    return seen


def _written(pixels: Image.Image, written: str, width: int) -> bytes:
    if pixels.width > width:
        height = max(1, round(pixels.height * width / pixels.width))
        pixels = pixels.resize((width, height), Image.Resampling.LANCZOS)
    if written == "jpeg":
        pixels = pixels.convert("RGB")
    done = BytesIO()
    pixels.save(done, written.partition("-")[0], **_FORMATS[written])
    return done.getvalue()
