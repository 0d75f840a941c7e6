"""What is made of a picture: small, upright, the same each time, and silent about its maker."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from macros.pictures.renditions import published, renditions, saved, size

SECRET = b"Jalan Rahasia"
MADE_BY, COMMENT = 0x013B, 0x9286


def photograph(
    width: int = 1600, height: int = 1200, turned: int = 6, type_: str = "JPEG"
) -> bytes:
    """Red above, blue below; a camera that was turned has written where and by whom."""
    picture = Image.new("RGB", (width, height), "#c00000")
    picture.paste("#0000c0", (0, height // 2, width, height))
    exif = Image.Exif()
    exif[0x0112], exif[MADE_BY] = turned, SECRET.decode()
    exif.get_ifd(0x8825)[0x001D] = SECRET.decode()  # GPS
    done = BytesIO()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = {"comment": SECRET} if type_ == "JPEG" else {}
    picture.save(done, type_, exif=exif, icc_profile=srgb, xmp=SECRET, **kept)
    return done.getvalue()


@pytest.mark.parametrize("type_", ["JPEG", "WEBP", "AVIF", "PNG"])
def test_nothing_is_published_but_pixels(tmp_path: Path, type_: str) -> None:
    raw = photograph(400, 300, type_=type_)
    made = dict(published(f"a/b.{type_.lower()}", raw, tmp_path))
    for path, content in made.items():
        assert SECRET not in content, path
        with Image.open(BytesIO(content)) as picture:
            assert not picture.getexif(), path
            assert not {"icc_profile", "comment", "xmp"} & picture.info.keys(), path


def test_a_photograph_stands_upright_in_all_sizes(tmp_path: Path) -> None:
    made = dict(published("a.jpg", photograph(), tmp_path))
    sizes = {}
    for path, content in made.items():
        with Image.open(BytesIO(content)) as picture:
            sizes[path] = picture.size
            # The camera lay on its side: what was above is now on the right.
            pixels = picture.convert("RGB").tobytes()
            first, last = pixels[:3], pixels[3 * picture.width - 3 : 3 * picture.width]
            assert first[2] > 150 > first[0], path
            assert last[0] > 150 > last[2], path
    assert sizes == {
        "a.jpg": (1200, 1600),
        **{f"a.jpg.{w}.{t}": (w, h) for t in ("avif", "webp") for w, h in SMALLER},
    }


SMALLER = ((360, 480), (720, 960), (1200, 1600))


@pytest.mark.parametrize(
    ("width", "widths"),
    [(200, [200]), (360, [360]), (500, [360, 500]), (1600, [360, 720, 1440])],
)
def test_no_picture_is_enlarged(width: int, widths: list[int]) -> None:
    assert [one.width for one in renditions("a.png", width)] == widths
    assert {one.type for one in renditions("a.png", width)} == {"webp"}


def test_a_drawing_keeps_its_edges_and_what_is_clear(tmp_path: Path) -> None:
    drawing = Image.new("RGBA", (300, 100))
    drawing.paste("#2b8794", (100, 0, 200, 100))
    raw = BytesIO()
    drawing.save(raw, "PNG")
    for path, content in published("a.png", raw.getvalue(), tmp_path):
        with Image.open(BytesIO(content)) as picture:
            assert picture.convert("RGBA").tobytes() == drawing.tobytes(), path


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    raw = photograph(800, 600)
    made = [dict(published("a.jpg", raw, tmp_path / name)) for name in ("one", "two")]
    assert made[0] == made[1]


def test_what_was_made_before_is_taken_from_its_place(tmp_path: Path) -> None:
    raw = photograph(400, 300)
    made = dict(published("a.jpg", raw, tmp_path))
    kept = list(tmp_path.iterdir())
    assert len(kept) == len(made)
    for file in kept:
        file.write_bytes(b"kept")
    assert set(dict(published("b.jpg", raw, tmp_path)).values()) == {b"kept"}


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xd8\xff", photograph()[:4000], b"\x89PNG\r\n\x1a\n"], ids=len
)
def test_what_is_damaged_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        dict(published("a.jpg", raw, tmp_path))


def test_what_has_too_many_pixels_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.png"
    Image.new("1", (8000, 5001)).save(huge)
    with pytest.raises(ValueError, match="8000"):
        size(huge)


def test_one_file_of_each_is_saved() -> None:
    paths = ["a.jpg", "a.jpg.360.webp", "a.jpg.720.webp", "a.jpg.720.avif", "a.jpg.1440.webp"]
    assert saved([*paths, "b/c.png.200.webp", "index.html"]) == {
        "a.jpg.720.webp",
        "b/c.png.200.webp",
    }
