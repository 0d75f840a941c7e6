"""A finished site that is small, and whom it may be brought to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from macros.publish.checksums import put_sums
from macros.publish.target import make_marked

ADDRESS = "https://kb.migrasi.or.id/"
HOME = '<!DOCTYPE html><html lang="id"><title>T</title><link rel="canonical" href="{}"><p>{}'
Finished = Callable[..., Path]


def finish(folder: Path, text: str, files: Mapping[str, str], address: str = ADDRESS) -> None:
    """Make a finished site, as a build would leave it, with a text of its own."""
    make_marked(folder)
    home = HOME.format(address, text)
    given = {"assets/same.css": "p {}", ".hosting/Caddyfile": "x", "a b/é 'q'.txt": "$HOME"}
    for path, content in {"index.html": home, **given, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    put_sums(folder)


@pytest.fixture
def finished(tmp_path: Path) -> Finished:
    """Makes such a site in a folder of its own."""

    def made(text: str = "One", address: str = ADDRESS) -> Path:
        folder = tmp_path / "finished" / text
        finish(folder, text, {}, address)
        return folder

    return made
