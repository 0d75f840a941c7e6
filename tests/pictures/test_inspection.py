"""A picture is read to its end: what is not its pixels is told, and can be taken out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from macros.pictures import inspection
from macros.pictures.inspection import FORMATS, SoundPictures, without_words

Edit = Callable[[str, str, str], None]
SECRET = b"Jalan Rahasia"
WORDS: dict[str, dict[str, Any]] = {
    "jpeg": {"comment": SECRET, "xmp": SECRET},
    "png": {"pnginfo": PngInfo()},
    "webp": {"xmp": SECRET},
    "avif": {"xmp": SECRET},
}
WORDS["png"]["pnginfo"].add_text("Author", SECRET.decode())


def picture(type_: str, size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """A picture with the colours of the web, which may be told."""
    done = BytesIO()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pixels = Image.radial_gradient("L").resize(size).convert("RGB")
    pixels.save(done, type_.upper(), icc_profile=srgb, **more)
    return done.getvalue()


def exif(turned: int = 1) -> Image.Exif:
    """What a telephone writes: how it was held, whose it is, and where."""
    told = Image.Exif()
    told[0x0112], told[0x013B] = turned, SECRET.decode()
    told.get_ifd(0x8825)[0x001D] = SECRET.decode()
    return told


def sorts(raw: bytes, type_: str, folder: Path = Path("/nowhere")) -> list[str]:
    return [fault.sort for fault in SoundPictures(folder).faults(raw, type_)]


def chunk(name: bytes, content: bytes) -> bytes:
    whole = name + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def png(width: int, height: int) -> bytes:
    """A head that promises so many pixels, with hardly anything behind it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("type_", sorted(FORMATS))
def test_a_picture_with_its_colours_is_sound(type_: str) -> None:
    assert sorts(picture(type_), type_) == []


@pytest.mark.parametrize("type_", sorted(FORMATS))
def test_what_is_said_of_a_picture_is_told(type_: str) -> None:
    assert sorts(picture(type_, exif=exif()), type_) == ["words"]
    for name, value in WORDS[type_].items():
        assert sorts(picture(type_, **{name: value}), type_) == ["words"], name


@pytest.mark.parametrize("type_", sorted(FORMATS))
def test_what_is_cut_off_or_goes_on_is_told(type_: str) -> None:
    raw = picture(type_)
    for length in (0, 1, 8, 12, 20, len(raw) // 2, len(raw) - 9, len(raw) - 1):
        assert {"damaged", "behind"} & set(sorts(raw[:length], type_)), length
    for more in (b"\0", b"<script>alert(1)</script>", raw):
        assert "behind" in sorts(raw + more, type_) or type_ == "avif", more
        assert sorts(raw + more, type_) != [], more


@pytest.mark.parametrize("type_", sorted(FORMATS))
def test_any_damage_is_told_or_harmless_and_never_raises(type_: str) -> None:
    """Every byte turned once: nothing but the faults of a picture comes of it."""
    raw = picture(type_, size=(8, 8))
    for at in range(0, len(raw), 3):
        sorts(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :], type_)


@pytest.mark.parametrize("type_", ["png", "webp", "avif"])
def test_what_moves_is_told(type_: str) -> None:
    other = Image.new("RGB", (40, 30), "#c00000")
    assert "frames" in sorts(picture(type_, save_all=True, append_images=[other]), type_)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((30_000, 30_000), "pixels"),
        ((8_000, 5_001), "pixels"),
        ((2**31 - 1, 1), "pixels"),
        ((0, 10), "damaged"),
        ((4_000, 3_000), "damaged"),
    ],
)
def test_pixels_are_counted_before_they_are_made(size: tuple[int, int], told: str) -> None:
    assert sorts(png(*size), "png") == [told]


@pytest.mark.parametrize("given", sorted(FORMATS))
@pytest.mark.parametrize("promised", sorted(FORMATS))
def test_only_the_promised_format_is_read(given: str, promised: str) -> None:
    assert (sorts(picture(given), promised) == []) == (given == promised)


@pytest.mark.parametrize("type_", ["jpeg", "png", "webp"])
def test_words_are_taken_out_and_pixels_stay(type_: str) -> None:
    raw = picture(type_, exif=exif(), **WORDS[type_]) + b"behind"
    clean = without_words(raw, type_)
    assert SECRET not in clean
    assert sorts(clean, type_) == []
    assert len(clean) < len(raw)
    with Image.open(BytesIO(raw)) as before, Image.open(BytesIO(clean)) as after:
        assert before.tobytes() == after.tobytes()
        assert before.info["icc_profile"] == after.info["icc_profile"]


@pytest.mark.parametrize("turned", range(2, 9))
def test_a_photograph_stays_turned(turned: int) -> None:
    raw = picture("jpeg", exif=exif(turned))
    clean = without_words(raw, "jpeg")
    assert (sorts(raw, "jpeg"), sorts(clean, "jpeg")) == (["words"], [])
    with Image.open(BytesIO(clean)) as after:
        assert dict(after.getexif()) == {0x0112: turned}
    assert without_words(clean, "jpeg") == clean


@pytest.mark.parametrize(("type_", "turned"), [("avif", 1), ("webp", 6), ("png", 3)])
def test_what_cannot_be_kept_as_it_is_is_left(type_: str, turned: int) -> None:
    with pytest.raises(ValueError, match=type_):
        without_words(picture(type_, exif=exif(turned)), type_)


def test_sound_pictures_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, bad = picture("png"), picture("png") + b"\0"
    first = SoundPictures(tmp_path)
    assert (first.faults(known, "png"), len(first.faults(bad, "png"))) == ((), 1)
    first.keep()
    monkeypatch.setattr(inspection, "_faults", lambda raw, type_: [inspection.Fault("damaged")])
    assert SoundPictures(tmp_path).faults(known, "png") == ()
    assert len(SoundPictures(tmp_path).faults(known, "jpeg")) == 1
    assert len(SoundPictures(tmp_path).faults(bad, "png")) == 1


def test_check_tells_and_its_fix_takes_out(site: Path, kb: Callable[..., Any]) -> None:
    for locale in ("en", "id"):
        (site / "docs" / locale / "photo.jpg").write_bytes(picture("jpeg", exif=exif(6)))
    assert "docs/en/photo.jpg:1:1: error S154" in kb("check")[1]
    kb("check", "--fix")
    told = kb("check")[1]
    assert "S154" not in told
    assert "F133" in told  # It still needs its credit.
