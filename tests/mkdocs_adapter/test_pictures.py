"""Pictures of a page: small files to choose from, a size, and who made them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from macros.mkdocs_adapter.pictures import Found, with_pictures

FILES = (
    '<source type="image/webp" srcset="a b.png.360.webp 360w,a b.png.720.webp 720w,'
    'a b.png.1200.webp 1200w" sizes="(min-width:{least}px) {shown}px,100vw">'
)
CREDIT = '<small class="kb-credit">Ani</small>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A picture of 1200 × 600 pixels, and a file that is none."""
    Image.new("L", (1200, 600)).save(tmp_path / "a b.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path


def shown(folder: Path, html: str, credit: str = "") -> str:
    def find(address: str) -> Found | None:
        there = folder / address
        return Found(there, credit) if there.exists() else None

    return with_pictures(html, find)


@pytest.mark.parametrize(
    ("given", "width", "size"),
    [
        ('alt="A" src="a b.png"', 760, ' width="1200" height="600"'),
        ('src="a b.png" width="300"', 300, ' height="150"'),
        ('src="a b.png" width="50%"', 760, ""),
    ],
)
def test_files_and_sizes(folder: Path, given: str, width: int, size: str) -> None:
    files = FILES.format(least=width + 40, shown=width)
    wanted = f"<p>A <picture>{files}<img {given}{size}></picture></p>"
    assert shown(folder, f"<p>A <img {given}></p>") == wanted


@pytest.mark.parametrize(
    "kept",
    [
        '<img src="a b.png" height="9">',
        '<img src="broken.png">',
        '<img src="gone.png">',
        '<img alt="A">',
        "<p>a</p>",
    ],
)
def test_what_stays_as_it_is(folder: Path, kept: str) -> None:
    assert shown(folder, f"<p>{kept}</p>", "Ani") == f"<p>{kept}</p>"


def test_what_stands_below_a_heading_is_loaded_late(folder: Path) -> None:
    html = shown(folder, '<p><img src="a b.png"></p><h2>A</h2><p><img src="a b.png"></p>')
    early, late = html.split("<h2>")
    assert 'loading="lazy"' not in early
    assert 'loading="lazy"' in late


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<p>I</p>", f"<figure><p>P</p><figcaption>{CREDIT}</figcaption></figure>"),
        (
            "<figure><p>I</p><figcaption><p>B</p></figcaption></figure>",
            f"<figure><p>P</p><figcaption><p>B</p>{CREDIT}</figcaption></figure>",
        ),
        ("<p>A I.</p>", f"<p>A P {CREDIT}.</p>"),
        ('<p><a href="b">I</a></p>', f'<p><a href="b">P</a> {CREDIT}</p>'),
        ("<ul><li>I</li></ul>", f"<ul><li>P {CREDIT}</li></ul>"),
        (
            "<p>I</p><p>I</p>",
            f"<figure><p>P</p><figcaption>{CREDIT}</figcaption></figure>" * 2,
        ),
    ],
)
def test_the_credit_stands_with_the_picture(folder: Path, given: str, wanted: str) -> None:
    image = '<img src="a b.png" width="300">'
    picture = shown(folder, f"<p>A {image}</p>").removeprefix("<p>A ").removesuffix("</p>")
    html = shown(folder, given.replace("I", image), "Ani")
    assert html == wanted.replace("P", picture)
