"""The pictures of the small project, as a build publishes them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from macros.project import Project
from macros.publish.pictures import picture_files

ENTRY = "pictures:\n  news/bars.jpg: {source: own, licence: CC BY 4.0}\n"


@pytest.fixture
def pictured(site: Path) -> Path:
    """The small project with a picture in both languages."""
    raw = BytesIO()
    Image.new("RGB", (400, 200), "#2b8794").save(raw, "JPEG")
    for locale in ("en", "id"):
        (site / f"docs/{locale}/news/bars.jpg").write_bytes(raw.getvalue())
    (site / "pictures.yml").write_text(ENTRY, encoding="utf-8")
    return site


def test_files_of_both_languages(pictured: Path, read: Callable[[], Project]) -> None:
    project = read()
    assert project.problems == ()
    made = dict(picture_files(project.library, pictured))
    of_one = {"", ".360.avif", ".400.avif", ".360.webp", ".400.webp"}
    assert made.keys() == {f"{p}news/bars.jpg{end}" for p in ("", "en/") for end in of_one}
    assert made["news/bars.jpg"] == made["en/news/bars.jpg"]


def test_a_damaged_picture_stops_the_build(
    pictured: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    picture = pictured / "docs/en/news/bars.jpg"
    picture.write_bytes(picture.read_bytes()[:200])
    done = run("macros.cli", "build", "--site", str(pictured.parent / "out"))
    assert done.returncode == 1
    assert "docs/en/news/bars.jpg:1:1" in done.stdout + done.stderr
    assert "S153" in done.stdout + done.stderr
    assert not (pictured.parent / "out").exists()
