"""Pictures get their size from their files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from macros.mkdocs_adapter.pictures import with_sizes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A picture of 1200 × 600 pixels, and a file that is none."""
    Image.new("L", (1200, 600)).save(tmp_path / "a b.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "sized"),
    [
        (
            '<img alt="A" src="a%20b.png">',
            '<img alt="A" src="a%20b.png" width="1200" height="600">',
        ),
        ('<img src="a b.png" width="300">', '<img src="a b.png" width="300" height="150">'),
        ('<img src="a b.png" height="9">', '<img src="a b.png" height="9">'),
        ('<img src="a b.png" width="50%">', '<img src="a b.png" width="50%">'),
        ('<img src="broken.png">', '<img src="broken.png">'),
        ('<img src="gone.png">', '<img src="gone.png">'),
        ('<img alt="A">', '<img alt="A">'),
        ("<p>a</p>", "<p>a</p>"),
    ],
)
def test_sizes(folder: Path, given: str, sized: str) -> None:
    def path_of(address: str) -> Path | None:
        return folder / address if (folder / address).exists() else None

    assert with_sizes(f"<p>{given}</p>", path_of) == f"<p>{sized}</p>"
