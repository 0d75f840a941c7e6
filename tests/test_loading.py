"""A folder as a library: files that a project may do without."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from macros import background
from macros.build_cache import FOLDER
from macros.loading import open_library
from macros.markdown.document_cache import DocumentReader
from macros.model import Call
from macros.model.document import Document
from macros.project import Project

DAY = date(2026, 11, 30)


@pytest.mark.parametrize("name", ["redirects.yml", "twins.lock", "addresses.lock", "mkdocs.yml"])
def test_file_in_another_encoding(read: Callable[[], Project], site: Path, name: str) -> None:
    (site / name).write_bytes(b"\xff\n")
    assert (f"{name}:1:1", "F103") in {(str(p.where), p.code) for p in read().problems}


def test_two_processes_read_no_document_twice(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where none is kept yet, the later one waits for the other, and finds all of them kept."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    log = tmp_path / "log"
    read = DocumentReader._read

    def logged(self: DocumentReader, source: str, calls: Iterable[Call]) -> Document:
        with log.open("a") as file:
            file.write(sha256(source.encode()).hexdigest() + "\n")
        time.sleep(0.005)
        return read(self, source, calls)

    monkeypatch.setattr(DocumentReader, "_read", logged)
    monkeypatch.setattr(background, "_may_fork", lambda: True)
    other = background.start(lambda: len(open_library(site, DAY).every_page))
    monkeypatch.setattr(background, "_may_fork", lambda: False)
    assert len(open_library(site, DAY).every_page) == other()
    written = log.read_text().split()
    assert len(written) > 10
    assert len(written) == len(set(written))
