"""What is wrong with the file of a picture: all of it is read, and its pixels are made.

Pillow is asked for the one format that the name promises, and for no pixels before it is known how
many there are.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from posixpath import splitext
from typing import Literal, NamedTuple, TypeAlias

from macros.atomic_write import put
from macros.pictures import containers
from macros.pictures.containers import parts

LARGEST_PICTURE = 1_000_000
"""In bytes."""
MOST_PIXELS = 40_000_000
"""Of a larger picture the pixels would fill the memory of a small computer."""
FORMATS = frozenset({"png", "jpeg", "webp", "avif"})
ORIENTATION = 0x0112
"""The tag of EXIF that says how a photograph is turned."""
_NAME = "sound-pictures"
Sort: TypeAlias = Literal["damaged", "pixels", "frames", "words", "behind"]
_TOLD: tuple[Sort, ...] = ("frames", "words", "behind")
_UNREADABLE = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError),
    *(MemoryError, RuntimeError, struct.error, zlib.error),
)
"""What Pillow and its formats raise for a file that is damaged."""


class Fault(NamedTuple):
    """Something that is wrong with a picture, and what the file says there."""

    sort: Sort
    found: str = ""


def picture_type(path: str) -> str:
    """The format that the name of a file promises; empty where it is that of no picture."""
    type_ = splitext(path)[1][1:].lower().replace("jpg", "jpeg")
    return type_ if type_ in FORMATS else ""


class SoundPictures:
    """Looks at pictures; those in which nothing was wrong are known again by their hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sound: set[str] = set()
        try:
            self._known = frozenset((folder / _NAME).read_text(encoding="ascii").split())
        except (OSError, ValueError):
            self._known = frozenset()

    def faults(self, raw: bytes, type_: str) -> tuple[Fault, ...]:
        """What is wrong with the picture; `type_` is png, jpeg, webp or avif."""
        name = sha256(type_.encode() + _version() + raw).hexdigest()
        found = () if name in self._known else tuple(_faults(raw, type_))
        if not found:
            self._sound.add(name)
        return found

    def keep(self) -> None:
        """Write down for the next time what is known now."""
        if self._sound != self._known:
            with suppress(OSError):
                self._folder.mkdir(exist_ok=True)
                put(self._folder / _NAME, "\n".join(sorted(self._sound)))


@cache
def _version() -> bytes:
    folder = Path(__file__).parent
    code = b"".join((folder / f"{name}.py").read_bytes() for name in ("inspection", "containers"))
    return sha256(code).digest()


def without_words(raw: bytes, type_: str) -> bytes:
    """The picture without what is said of it, or stands behind it, and with the very same pixels.

    Raises `ValueError` where this cannot be done, or where something else is wrong with it.
    """
    if any(one.sort not in ("words", "behind") for one in _faults(raw, type_)):
        raise ValueError("it has other faults")
    turned, pixels = _seen(raw, type_)
    clean = containers.without_words(raw, type_, turned)
    if _seen(clean, type_) != (turned, pixels):
        raise ValueError("its pixels would change")
    return clean


def _seen(raw: bytes, type_: str) -> tuple[int, bytes]:
    """How a picture is turned, and its pixels as they lie in the file."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(BytesIO(raw), formats=[type_.upper()]) as picture:
        return picture.getexif().get(ORIENTATION, 1), picture.convert("RGBA").tobytes()


def _faults(raw: bytes, type_: str) -> Iterator[Fault]:
    try:
        pieces = tuple(parts(raw, type_))
    except ValueError:
        yield Fault("damaged")
        return
    for sort in _TOLD:
        if names := dict.fromkeys(part.name for part in pieces if part.sort == sort):
            yield Fault(sort, ", ".join(names)[:60])
    yield from _unfit_pixels(raw, type_)


def _unfit_pixels(raw: bytes, type_: str) -> Iterator[Fault]:
    from PIL import Image  # noqa: PLC0415 (not needed where all pictures are known)

    with warnings.catch_warnings():
        # What Pillow warns of is refused below, by a smaller number.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(raw), formats=[type_.upper()]) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    yield Fault("pixels", f"{width} x {height}")
                elif not width * height:
                    yield Fault("damaged")
                else:
                    picture.load()
        except Image.DecompressionBombError:
            yield Fault("pixels")
        except _UNREADABLE:
            yield Fault("damaged")
